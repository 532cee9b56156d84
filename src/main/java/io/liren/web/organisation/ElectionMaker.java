package io.liren.web.organisation;

import io.liren.election.Election;
import io.liren.election.Elections;
import io.liren.election.Installation;
import io.liren.election.Offices;
import io.liren.register.Records;
import io.liren.web.frame.Addresses;
import io.liren.web.frame.Link;
import io.liren.web.frame.Tag;
import io.liren.web.frame.Tone;
import io.liren.wording.Formats;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Makes an election (选举): who stands, whether enough came, each round as counted, who is elected, and the term. */
final class ElectionMaker {
    static final String VOTES = "votes-";
    private final Records records;
    private final Offices offices;

    ElectionMaker(Records records, Offices offices) {
        this.records = records;
        this.offices = offices;
    }

    static String address(Election election, UUID record) {
        return Call.address("elections", election, record);
    }

    Optional<Elections.Standing> standing(Call call, Election election, UUID record) {
        return records.asSeenBy(
                call.viewer(),
                t -> Elections.standing(t, election, call.viewer().community(), record));
    }

    Optional<Board> make(Call call, Election election, UUID record, List<String> problems) {
        return standing(call, election, record).map(s -> make(call, election, record, s, problems));
    }

    private Board make(Call call, Election election, UUID record, Elections.Standing standing, List<String> problems) {
        Map<UUID, String> people = call.called(
                election.people(),
                java.util.stream.Stream.concat(
                                standing.candidates().stream().map(Elections.Candidate::who),
                                standing.rounds().stream().flatMap(r -> r.tellers().stream()))
                        .distinct()
                        .toList());
        List<Board.Part> parts = new ArrayList<>();
        parts.add(Board.facts(
                "figures",
                call.say("election.figures"),
                List.of(
                        new Board.Fact(call.say("election.day"), call.on(standing.on()), ""),
                        new Board.Fact(
                                call.say("election.seats"), Formats.count(standing.seats(), call.language()), ""),
                        new Board.Fact(
                                call.say("election.standing"),
                                call.say(
                                        standing.contested() ? "election.contested" : "election.tooFew",
                                        standing.candidates().size()),
                                ""),
                        new Board.Fact(
                                call.say("election.came"),
                                call.say(
                                        standing.quorate() ? "election.quorate" : "election.notQuorate",
                                        standing.attended(),
                                        standing.electors()),
                                ""))));
        parts.add(candidates(call, election, standing, people));
        for (Elections.Round round : standing.rounds()) {
            parts.add(round(call, election, standing, round, people));
        }
        term(call, election, record).ifPresent(parts::add);
        return new Board(
                call.called(election.elections(), record),
                stage(call, standing.stage()),
                call.say("election.lead"),
                links(call, election, record, standing),
                null,
                problems,
                parts);
    }

    private static Tag stage(Call call, Elections.Stage stage) {
        return new Tag(
                call.say("election." + stage.word()),
                switch (stage) {
                    case NOMINATING -> Tone.PLAIN;
                    case LEVEL, SHORT -> Tone.OPEN;
                    case FILLED -> Tone.MET;
                });
    }

    private List<Link> links(Call call, Election election, UUID record, Elections.Standing standing) {
        List<Link> links = new ArrayList<>();
        links.add(new Link(call.say("record"), Addresses.record(election.elections(), record)));
        if (standing.rounds().isEmpty()) {
            create(call, election.candidates(), election.candidateField(), record)
                    .ifPresent(links::add);
        }
        standing.nextRound()
                .filter(round ->
                        standing.rounds().stream().noneMatch(r -> r.lines().isEmpty()))
                .filter(round -> call.viewer().asOf().isEmpty())
                .flatMap(round -> records.registers()
                        .find(election.counts())
                        .filter(m -> m.entrusts(call.viewer()))
                        .map(m -> new Link(
                                call.say("election.count", round),
                                Addresses.create(
                                        m.id(),
                                        Map.of("election", record.toString(), "round", Integer.toString(round))))))
                .ifPresent(links::add);
        return links;
    }

    private Optional<Link> create(Call call, String register, Optional<String> field, UUID record) {
        return records.registers()
                .find(register)
                .filter(m -> m.entrusts(call.viewer()) && call.viewer().asOf().isEmpty())
                .map(m -> new Link(
                        call.say("enter", m.label().in(call.language())),
                        Addresses.create(
                                m.id(),
                                field.map(f -> Map.of(f, record.toString())).orElse(Map.of()))));
    }

    private static Board.Part candidates(
            Call call, Election election, Elections.Standing standing, Map<UUID, String> people) {
        List<UUID> elected = standing.elected();
        return Board.table(
                "candidates",
                call.say("election.candidates"),
                "",
                List.of(call.say("election.candidate"), call.say("election.conditions"), call.say("state")),
                standing.candidates().stream()
                        .map(c -> List.of(
                                Board.Cell.to(
                                        people.getOrDefault(c.who(), call.say("unnamed")),
                                        Addresses.record(election.candidates(), c.id())),
                                Board.Cell.of(conditions(call, election, c)),
                                elected.contains(c.id())
                                        ? Board.Cell.tag(new Tag(call.say("election.elected"), Tone.MET))
                                        : Board.Cell.of("")))
                        .toList(),
                call.say("election.nobody"));
    }

    private static String conditions(Call call, Election election, Elections.Candidate candidate) {
        List<String> unmet = new ArrayList<>();
        for (int i = 0; i < election.conditions().size(); i++) {
            if (!candidate.met().get(i)) {
                Election.Condition condition = election.conditions().get(i);
                unmet.add(call.say(
                        condition.must() ? "election.mustNot" : "election.exception",
                        condition.says().in(call.language())));
            }
        }
        return unmet.isEmpty() ? call.say("election.allMet") : String.join(" ", unmet);
    }

    private Board.Part round(
            Call call,
            Election election,
            Elections.Standing standing,
            Elections.Round round,
            Map<UUID, String> people) {
        String title = call.say("election.round", round.number(), call.on(round.on()));
        String note = call.say(
                "election.papers",
                round.given(),
                round.returned(),
                round.valid(),
                round.voided(),
                String.join(
                        call.say("and"),
                        round.tellers().stream()
                                .map(t -> people.getOrDefault(t, call.say("unnamed")))
                                .toList()));
        if (round.lines().isEmpty()) {
            List<Board.Asked> asked = standing.standing().stream()
                    .map(c -> new Board.Asked(
                            VOTES + c.id(), people.getOrDefault(c.who(), call.say("unnamed")), "number", ""))
                    .toList();
            return Board.act(
                    "round-" + round.number(),
                    title,
                    note,
                    new Board.Act(
                            "/elections/" + election.id().replace('.', '/') + "/counts/" + round.count(),
                            call.say("election.saveVotes"),
                            call.say("election.votesNote"),
                            asked));
        }
        Map<UUID, UUID> who = standing.candidates().stream()
                .collect(java.util.stream.Collectors.toMap(Elections.Candidate::id, Elections.Candidate::who));
        return Board.table(
                "round-" + round.number(),
                title,
                note,
                List.of(
                        call.say("election.candidate"),
                        call.say("election.votes"),
                        call.say("election.share"),
                        call.say("state")),
                round.lines().stream()
                        .map(l -> List.of(
                                Board.Cell.of(people.getOrDefault(
                                        who.getOrDefault(l.candidate(), l.candidate()), call.say("unnamed"))),
                                Board.Cell.number(Formats.count(l.votes(), call.language())),
                                Board.Cell.bar("", round.valid() == 0 ? 0 : (int) (l.votes() * 100 / round.valid())),
                                l.elected()
                                        ? Board.Cell.tag(new Tag(call.say("election.elected"), Tone.MET))
                                        : l.level()
                                                ? Board.Cell.tag(new Tag(call.say("election.levelOne"), Tone.OPEN))
                                                : Board.Cell.of("")))
                        .toList(),
                "");
    }

    private Optional<Board.Part> term(Call call, Election election, UUID record) {
        Optional<Installation> installation = election.installation();
        if (installation.isEmpty() || call.viewer().asOf().isPresent()) {
            return Optional.empty();
        }
        String title = call.say("election.term");
        return Optional.of(
                switch (offices.stand(call.viewer(), election, record)) {
                    case Offices.Stand.Nothing nothing -> Board.facts("term", title, List.of());
                    case Offices.Stand.Waiting(var says) ->
                        Board.table("term", title, "", List.of(), List.of(), says.in(call.language()));
                    case Offices.Stand.Begun begun ->
                        Board.table("term", title, "", List.of(), List.of(), call.say("election.begun"));
                    case Offices.Stand.Ready(var terms) ->
                        call.viewer().holdsAny(installation.get().by())
                                ? Board.act(
                                        "term",
                                        title,
                                        call.say("election.ready", terms.size()),
                                        new Board.Act(
                                                address(election, record) + "/term",
                                                call.say("election.begin"),
                                                "",
                                                List.of()))
                                : Board.table(
                                        "term", title, "", List.of(), List.of(), call.say("election.othersBegin"));
                });
    }
}
