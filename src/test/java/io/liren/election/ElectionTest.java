package io.liren.election;

import static org.assertj.core.api.Assertions.assertThat;

import io.liren.access.Viewer;
import io.liren.register.EntryOptions;
import io.liren.register.Outcome;
import io.liren.register.RegisterModel;
import io.liren.sql.Scope;
import io.liren.sql.Sql;
import io.liren.testing.Town;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A branch elects: who may stand on the day, what the tellers count, who is elected, and when the term begins. */
class ElectionTest {
    private static final String BRANCH = """
            ---
            rulebook: branch
            title: 支部 | A branch
            posts: {secretary: 书记 | Secretary, organiser: 组织委员 | Organiser}
            ---
            ```register
            person:
              label: 人 | Person
              title: [name]
              fields:
                name: {label: 姓名 | Name, type: text, required: true}
                born: {label: 出生 | Born, type: date, required: true}
                member: {label: 团员 | Member, type: boolean}
            poll:
              label: 选举 | Election
              happened: day
              fields:
                day:     {label: 日期 | Day, type: date, required: true}
                seats:   {label: 名额 | Seats, type: integer, required: true}
                present: {label: 到会 | Present, type: references, to: person}
                agreed:  {label: 批准 | Approved on, type: date}
            standing:
              label: 候选人 | Candidate
              fields:
                poll:   {label: 选举 | Election, type: reference, to: poll, required: true}
                person: {label: 谁 | Who, type: reference, to: person, required: true}
            term:
              label: 任期 | Term
              fields:
                poll:  {label: 选举 | Election, type: reference, to: poll, required: true}
                since: {label: 起 | From, type: date, required: true}
            post_held:
              label: 职务 | Post
              fields:
                person: {label: 谁 | Who, type: reference, to: person, required: true}
                since:  {label: 起 | From, type: date, required: true}
                until:  {label: 止 | Until, type: date, required: true}
            ```
            ## 1 换届 | Elections
            团员选举。
            ```election
            leaders:
              label: 换届选举 | Election of leaders
              of: poll
              seats: poll.seats
              candidates: standing where standing.poll == poll
              who: standing.person
              enough: candidates > seats
              must:
                - {that: standing.person.member, says: 候选人要是团员 | A candidate must be a member}
              should:
                - {that: standing.person.born.yearsUntil(today) <= 28, says: 年龄超过28岁 | Above 28}
              voters: person where person.member
              voter: person
              present: poll.present
              quorum: "present * 3 >= due * 2"
              tellers: {of: person, least: 2}
              ballot: secret
              wins: "votes * 2 > present"
              runoff: votes > 0
              count-by: [organiser]
              installs:
                by: [secretary]
                when: poll.agreed != null
                says: 上级批准后才就任 | They take office once approved above
                once:
                  term: {poll: poll, since: poll.agreed}
                each:
                  post_held: {person: standing.person, since: poll.agreed, until: poll.agreed.addYears(3).addDays(-1)}
            ```
            """;

    private static Town town;
    private final Viewer secretary = town().someone("书记", "branch.secretary");
    private final Viewer organiser = town().someone("组织", "branch.organiser");
    private UUID poll;
    private List<UUID> members;
    private List<UUID> tellers;

    @BeforeAll
    static void open() {
        town = Town.under(BRANCH);
    }

    @AfterAll
    static void close() {
        town.close();
    }

    private static Town town() {
        return town;
    }

    @BeforeEach
    void sixMembersMeet() {
        town.on("2026-04-20");
        for (UUID former : all()) {
            town.correct(secretary, "branch.person", former, Map.of("member", "false"));
        }
        members = IntStream.range(0, 6)
                .mapToObj(i -> person("2002-05-0" + (i + 1), true))
                .toList();
        tellers = List.of(person("1980-01-01", false), person("1981-01-01", false));
        poll = poll(1, members);
    }

    private static List<UUID> all() {
        return town.database.inTransaction(
                Scope.of(Town.HERE),
                t -> t.rows(
                        Sql.of(
                                        "select id from branch_person where community_id = {here} and member and voided_at is null")
                                .value("here", Town.HERE),
                        row -> row.uuid("id")));
    }

    private UUID person(String born, boolean member) {
        return town.enter(secretary, "branch.person", Map.of("name", "某人", "born", born, "member", member));
    }

    private UUID poll(int seats, List<UUID> present) {
        return town.enter(secretary, "branch.poll", Map.of("day", "2026-04-20", "seats", seats, "present", present));
    }

    private UUID stands(UUID person) {
        return town.enter(secretary, "branch.standing", Map.of("poll", poll, "person", person));
    }

    private Map<String, Object> count(int round, int given, int returned, int valid, int none) {
        Map<String, Object> count = new HashMap<>();
        count.put("election", poll);
        count.put("round", round);
        count.put("on", "2026-04-20");
        count.put("tellers", tellers);
        count.put("given", given);
        count.put("returned", returned);
        count.put("valid", valid);
        count.put("void", none);
        return count;
    }

    private UUID counted(int round, int papers) {
        return town.enter(organiser, "branch.leaders_count", count(round, papers, papers, papers, 0));
    }

    private void votes(UUID count, UUID candidate, int votes) {
        town.enter(organiser, "branch.leaders_vote", Map.of("count", count, "candidate", candidate, "votes", votes));
    }

    private List<String> refusedCount(Map<String, Object> count) {
        return town.refused(organiser, "branch.leaders_count", count);
    }

    private Elections.Standing standing() {
        return town.database.inTransaction(
                Scope.of(Town.HERE),
                t -> Elections.standing(t, election(), Town.HERE, poll).orElseThrow());
    }

    private static Election election() {
        return town.edition.all(Election.class).getFirst();
    }

    private Object of(UUID candidate, String field) {
        return town.values(secretary, "branch.standing", candidate).get(field);
    }

    @Test
    void whoIs28OnTheDayStandsAndWhoIs29NeedsAReasonByAPerson() {
        UUID of28 = stands(person("1997-04-21", true));
        Map<String, Object> of29 = Map.of("poll", poll, "person", person("1997-04-20", true));
        Outcome refused = town.facts.enter(secretary, "branch.standing", of29, EntryOptions.none());
        assertThat(Town.codes(refused)).containsExactly("branch.leaders.should-2");
        assertThat(((Outcome.Refused) refused).onlyWarns()).isTrue();
        Outcome entered = town.facts.enter(
                secretary, "branch.standing", of29, EntryOptions.none().acknowledging("支部人少,本人愿意再干一届"));
        assertThat(entered).isInstanceOf(Outcome.Entered.class);
        assertThat(of(of28, "exception")).isEqualTo(false);
        assertThat(of(((Outcome.Entered) entered).id(), "exception")).isEqualTo(true);
    }

    @Test
    void noReasonHelpsWhoIsNoMember() {
        Outcome refused = town.facts.enter(
                secretary,
                "branch.standing",
                Map.of("poll", poll, "person", person("2000-01-01", false)),
                EntryOptions.none().acknowledging("大家都希望"));
        assertThat(Town.codes(refused)).containsExactly("branch.leaders.must-1");
    }

    @Test
    void withoutMoreCandidatesThanSeatsNothingIsCounted() {
        stands(members.get(0));
        assertThat(refusedCount(count(1, 6, 6, 6, 0))).containsExactly("branch.leaders.count-contested");
        stands(members.get(1));
        assertThat(refusedCount(count(1, 6, 6, 6, 0))).isEmpty();
        assertThat(town.refused(secretary, "branch.standing", Map.of("poll", poll, "person", members.get(2))))
                .containsExactly("branch.leaders.closed");
    }

    @Test
    void theTellersPapersMustAddUp() {
        stands(members.get(0));
        stands(members.get(1));
        assertThat(refusedCount(count(1, 5, 6, 6, 0))).contains("branch.leaders.count-returned");
        assertThat(refusedCount(count(1, 6, 6, 6, 1))).containsExactly("branch.leaders.count-valid");
        assertThat(refusedCount(count(1, 7, 6, 6, 0))).containsExactly("branch.leaders.count-given");
        Map<String, Object> alone = count(1, 6, 6, 6, 0);
        alone.put("tellers", List.of(tellers.get(0)));
        assertThat(refusedCount(alone)).containsExactly("branch.leaders.count-tellers");
        Map<String, Object> ownCause = count(1, 6, 6, 6, 0);
        ownCause.put("tellers", List.of(tellers.get(0), members.get(0)));
        assertThat(refusedCount(ownCause)).containsExactly("branch.leaders.count-teller-stands");
        Map<String, Object> secretarys = count(1, 6, 6, 6, 0);
        assertThat(town.refused(secretary, "branch.leaders_count", secretarys)).containsExactly("post");
    }

    @Test
    void belowTheQuorumNothingIsCounted() {
        poll = poll(1, members.subList(0, 3));
        stands(members.get(0));
        stands(members.get(1));
        assertThat(refusedCount(count(1, 3, 3, 3, 0))).containsExactly("branch.leaders.count-quorum");
        assertThat(standing().quorate()).isFalse();
        assertThat(standing().electors()).isEqualTo(6);
    }

    @Test
    void nobodyAboveHalfLeavesTheSeatOpenAndAllStandAgain() {
        UUID one = stands(members.get(0));
        UUID other = stands(members.get(1));
        UUID first = counted(1, 6);
        votes(first, one, 3);
        assertThat(standing().stage()).isEqualTo(Elections.Stage.NOMINATING);
        assertThat(town.refused(
                        organiser, "branch.leaders_vote", Map.of("count", first, "candidate", other, "votes", 4)))
                .containsExactly("branch.leaders.vote-sum");
        votes(first, other, 3);
        assertThat(standing().stage()).isEqualTo(Elections.Stage.SHORT);
        assertThat(standing().nextRound()).contains(2);
        assertThat(standing().standing()).hasSize(2);
        UUID second = counted(2, 6);
        votes(second, one, 2);
        votes(second, other, 4);
        assertThat(standing().elected()).containsExactly(other);
    }

    private UUID vote(UUID count, UUID candidate) {
        return town.database.inTransaction(
                Scope.of(Town.HERE),
                t -> t.one(
                        Sql.of("""
                                select id from branch_leaders_vote
                                 where community_id = {here} and count_id = {count} and candidate_id = {candidate}""")
                                .value("here", Town.HERE)
                                .value("count", count)
                                .value("candidate", candidate),
                        row -> row.uuid("id")));
    }

    @Test
    void levelForTheLastSeatOnlyTheTwoStandAgain() {
        poll = town.enter(secretary, "branch.poll", Map.of("day", "2026-04-20", "seats", 2, "present", members));
        UUID best = stands(members.get(0));
        UUID one = stands(members.get(1));
        UUID other = stands(members.get(2));
        UUID last = stands(members.get(3));
        UUID first = counted(1, 6);
        votes(first, best, 5);
        votes(first, one, 4);
        votes(first, other, 0);
        votes(first, last, 0);
        town.correct(organiser, "branch.leaders_vote", vote(first, best), Map.of("votes", 4));
        town.correct(organiser, "branch.leaders_vote", vote(first, other), Map.of("votes", 4));
        assertThat(standing().stage()).isEqualTo(Elections.Stage.LEVEL);
        assertThat(standing().elected()).isEmpty();
        UUID second = counted(2, 6);
        assertThat(town.refused(
                        organiser, "branch.leaders_vote", Map.of("count", second, "candidate", last, "votes", 1)))
                .containsExactly("branch.leaders.vote-round");
        votes(second, best, 3);
        votes(second, one, 2);
        votes(second, other, 1);
        assertThat(standing().stage()).isEqualTo(Elections.Stage.FILLED);
        assertThat(standing().elected()).containsExactly(best, one);
        assertThat(of(other, "elected")).isEqualTo(false);
        assertThat(refusedCount(count(3, 6, 6, 6, 0))).containsExactly("branch.leaders.count-round");
    }

    @Test
    void theTermBeginsWhenApprovedAboveConfirmedByAPersonAndOnce() {
        UUID one = stands(members.get(0));
        UUID other = stands(members.get(1));
        UUID first = counted(1, 6);
        votes(first, one, 5);
        votes(first, other, 1);
        Offices offices = new Offices(town.database, town.facts);
        assertThat(offices.stand(secretary, election(), poll)).isInstanceOf(Offices.Stand.Waiting.class);
        assertThat(Town.codes(offices.begin(secretary, election(), poll))).containsExactly("waiting");
        town.correct(secretary, "branch.poll", poll, Map.of("agreed", "2026-05-01"));
        assertThat(Town.codes(offices.begin(organiser, election(), poll))).containsExactly("post");
        assertThat(offices.begin(secretary, election(), poll)).isInstanceOf(Outcome.Entered.class);
        assertThat(offices.stand(secretary, election(), poll)).isInstanceOf(Offices.Stand.Begun.class);
        assertThat(Town.codes(offices.begin(secretary, election(), poll))).containsExactly("begun");
        long posts = town.database.inTransaction(
                Scope.of(Town.HERE),
                t -> t.one(
                        Sql.of("""
                                select count(*) as posts from branch_post_held
                                 where community_id = {here} and person_id = {one} and until = date '2029-04-30'""").value("here", Town.HERE).value("one", members.get(0)), row -> row.whole("posts")));
        assertThat(posts).isEqualTo(1);
    }

    @Test
    void nothingTiesAVoterToAChoice() {
        Set<String> fields = town.edition.all(RegisterModel.class).stream()
                .filter(m -> m.id().equals("branch.leaders_vote"))
                .flatMap(m -> m.fields().stream().map(f -> f.name()))
                .collect(Collectors.toSet());
        assertThat(fields).containsExactlyInAnyOrder("count", "candidate", "votes");
    }

    /** Random ballots against counting by hand: above half, most votes first, nobody where the last seat is level. */
    @Test
    void theResultIsWhatCountingByHandGives() {
        Random random = new Random(20260420);
        for (int run = 0; run < 12; run++) {
            int seats = 1 + random.nextInt(2);
            poll = poll(seats, members);
            List<UUID> candidates = new ArrayList<>();
            Map<UUID, Integer> votes = new HashMap<>();
            int left = 6 * seats;
            for (int i = 0; i < seats + 2; i++) {
                UUID candidate = stands(members.get(i));
                int own = Math.min(left, random.nextInt(7));
                left -= own;
                candidates.add(candidate);
                votes.put(candidate, own);
            }
            UUID count = counted(1, 6);
            candidates.forEach(c -> votes(count, c, votes.get(c)));
            List<UUID> enough = candidates.stream()
                    .filter(c -> votes.get(c) * 2 > 6)
                    .sorted(Comparator.comparing(votes::get, Comparator.reverseOrder()))
                    .toList();
            Set<UUID> expected = enough.stream()
                    .filter(c -> enough.stream()
                                    .filter(o -> votes.get(o) >= votes.get(c))
                                    .count()
                            <= seats)
                    .collect(Collectors.toSet());
            assertThat(Set.copyOf(standing().elected()))
                    .as("run %d: %s", run, votes.values())
                    .isEqualTo(expected);
        }
    }
}
