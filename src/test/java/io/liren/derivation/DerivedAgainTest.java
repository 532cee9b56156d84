package io.liren.derivation;

import static org.assertj.core.api.Assertions.assertThat;

import io.liren.access.Viewer;
import io.liren.register.Bulk;
import io.liren.register.RecordView;
import io.liren.sql.Scope;
import io.liren.sql.Sql;
import io.liren.testing.Town;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is derived is a cache: after whatever entries, dropped and derived again, it is the same row for row. */
class DerivedAgainTest {
    private static final String CLUB = """
            ---
            rulebook: club
            title: 看望制度 | Calling on people
            posts:
              helper: 帮扶人 | Helper
            ---
            ## 1 看望 | Calls
            对独居的成员每月看望,求助后五日内回访;家里的事记在户上。

            ```register
            home:
              label: 户 | Home
              title: [room]
              fields:
                room:       {label: 房号 | Room, type: text, required: true}
                checked_on: {label: 检查日 | Checked on, type: date}
            member:
              label: 成员 | Member
              title: [name]
              fields:
                name:  {label: 姓名 | Name, type: text, required: true}
                alone: {label: 独居 | Alone, type: boolean}
                home:  {label: 户 | Home, type: reference, to: home}
            call:
              label: 看望 | Call
              title: [member, on]
              happened: on
              fields:
                member:   {label: 成员 | Member, type: reference, to: member, required: true}
                on:       {label: 日期 | Date, type: date, required: true}
                need_on:  {label: 求助日 | Asked for help on, type: date}
                back_on:  {label: 回访日 | Followed up on, type: date}
            ```
            ```duty
            monthly-call:
              label: 每月看望 | Monthly call
              for: member where member.alone
              every: month
              met-by: call where call.member == member
              owed-by: helper
            follow-up:
              label: 回访 | Follow-up
              for: call
              after: call.need_on
              within: 5 days
              met-on: call.back_on
              owed-by: helper
            home-checked:
              label: 入户检查 | Home checked
              for: member where member.alone && member.home.room != null
              every: quarter
              met-on: member.home.checked_on
              owed-by: helper
            homes-counted:
              label: 清点住户 | Homes counted
              every: year
              met-by: home where home.checked_on >= period.start && home.checked_on <= period.end
              at-least: 3
              owed-by: helper
            ```
            """;
    private static final List<String> DUTIES =
            List.of("club.monthly-call", "club.follow-up", "club.home-checked", "club.homes-counted");
    private static Town town;
    private static Viewer helper;

    @BeforeAll
    static void open() {
        town = Town.under(CLUB).on("2026-03-10");
        helper = town.someone("丙", "club.helper");
    }

    @AfterAll
    static void close() {
        town.close();
    }

    private static Viewer at(UUID community) {
        return community.equals(Town.HERE) ? helper : Town.nextDoor(helper);
    }

    /** Somebody asks how all duties stand, next door too: what entries have touched is derived. */
    private static void asked() {
        List.of(Town.HERE, Town.THERE).forEach(community -> town.derivations.tally(at(community)));
    }

    /** All rows of the cache, whole. */
    private static List<String> cache() {
        asked();
        return town.data()
                .ownerDatabase()
                .inTransaction(Scope.platform(), tx -> tx.rows(Sql.of("""
                        select o::text as all_of_it from occurrence o
                         order by community_id, duty, subject_id, period_key"""), row -> row.text("all_of_it")));
    }

    /** By which transaction each row was written, by community and duty. */
    private static Map<String, List<String>> writers() {
        asked();
        return kept();
    }

    private static Map<String, List<String>> kept() {
        Map<String, List<String>> writers = new TreeMap<>();
        town.data()
                .ownerDatabase()
                .inTransaction(
                        Scope.platform(),
                        tx -> tx.rows(
                                Sql.of("""
                                        select community_id, duty, xmin::text as writer from occurrence
                                         order by community_id, duty, xmin::text"""),
                                row -> writers.computeIfAbsent(
                                                row.uuid("community_id") + " " + row.text("duty"),
                                                key -> new ArrayList<>())
                                        .add(row.text("writer"))));
        return writers;
    }

    @Test
    void afterWhateverEntriesItIsTheSameWhenDroppedAndDerivedAgain() {
        Random random = new Random(20261125);
        Map<UUID, Story> stories = new HashMap<>();
        for (UUID community : List.of(Town.HERE, Town.THERE)) {
            stories.put(community, new Story(community, random));
        }
        for (int round = 0; round < 5; round++) {
            town.on(LocalDate.of(2026, 1, 5).plusDays(round * 30L).toString());
            town.derivations.derive(List.of(Town.HERE, Town.THERE));
            for (int step = 0; step < 16; step++) {
                stories.get(random.nextBoolean() ? Town.HERE : Town.THERE).step();
            }
            List<String> kept = cache();
            assertThat(kept).hasSizeGreaterThan(4);
            town.data().ownerDatabase().inTransaction(Scope.platform(), tx -> tx.update(Sql.of("truncate occurrence")));
            town.derivations.derive(List.of(Town.THERE, Town.HERE));
            assertThat(cache()).as("round " + round).isEqualTo(kept);
        }
        assertThat(stories.get(Town.HERE).done).hasSize(Act.values().length);
    }

    @Test
    void onlyWhatReadsTheRegisterInItsCommunityIsDerivedAgain() {
        town.on("2026-06-01");
        for (UUID community : List.of(Town.HERE, Town.THERE)) {
            UUID home = town.enter(at(community), "club.home", Map.of("room", "1", "checked_on", "2026-05-01"));
            UUID member = town.enter(at(community), "club.member", Map.of("name", "丁", "alone", true, "home", home));
            town.enter(
                    at(community), "club.call", Map.of("member", member, "on", "2026-05-02", "need_on", "2026-05-02"));
        }
        town.derivations.derive(List.of(Town.HERE, Town.THERE));
        Map<String, List<String>> before = writers();
        assertThat(before).hasSize(2 * DUTIES.size());
        town.enter(helper, "club.home", Map.of("room", "2"));
        Map<String, List<String>> after = writers();
        assertThat(changed(before, after))
                .containsExactlyInAnyOrder(Town.HERE + " club.home-checked", Town.HERE + " club.homes-counted");
        UUID member = town.enter(Town.nextDoor(helper), "club.member", Map.of("name", "戊"));
        assertThat(changed(after, writers()))
                .containsExactlyInAnyOrder(Town.THERE + " club.monthly-call", Town.THERE + " club.home-checked");
        Map<String, List<String>> quiet = writers();
        town.facts.preview(
                Town.nextDoor(helper), "club.member", Optional.of(member), Map.of("alone", true), tx -> "looked");
        assertThat(writers()).isEqualTo(quiet);
    }

    /** However many facts come in, nothing is derived until somebody asks; then each duty is, once. */
    @Test
    void manyEntriesAreDerivedOnceWhenSomebodyAsks() {
        town.on("2026-07-01");
        town.derivations.derive(List.of(Town.HERE, Town.THERE));
        Map<String, List<String>> before = kept();
        for (int i = 0; i < 5; i++) {
            town.enter(helper, "club.member", Map.of("name", "己" + i, "alone", true));
        }
        assertThat(kept()).isEqualTo(before);
        assertThat(town.occurrences(helper, "club.monthly-call"))
                .extracting(o -> o.period())
                .contains("2026-07");
        assertThat(changed(before, kept())).containsExactly(Town.HERE + " club.monthly-call");
        assertThat(changed(before, writers()))
                .containsExactlyInAnyOrder(Town.HERE + " club.monthly-call", Town.HERE + " club.home-checked");
    }

    /** Who looks while a fact is being entered may see it or not; whoever looks afterwards does. */
    @Test
    void aFactThatIsEnteredWhileSomeoneLooksIsNotMissed() throws Exception {
        town.on("2026-08-01");
        town.derivations.derive(List.of(Town.HERE, Town.THERE));
        for (int round = 0; round < 8; round++) {
            town.enter(helper, "club.member", Map.of("name", "庚" + round));
            CountDownLatch inside = new CountDownLatch(1);
            CountDownLatch looking = new CountDownLatch(1);
            String name = "辛" + round;
            try (ExecutorService others = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<?> look = others.submit(() -> {
                    inside.await();
                    looking.countDown();
                    asked();
                    return true;
                });
                Future<Integer> write = others.submit(() -> town.database.inTransaction(Scope.of(Town.HERE), tx -> {
                    town.derivations.written(tx, Town.HERE, Set.of("club.member"));
                    inside.countDown();
                    awaited(looking);
                    return tx.update(Sql.of("""
                                    update club_member set name = {name}, alone = true
                                     where id = (select id from club_member where alone is not true limit 1)""").value("name", name));
                }));
                assertThat(write.get()).isEqualTo(1);
                look.get();
            }
            List<String> kept = cache();
            town.derivations.derive(List.of(Town.HERE, Town.THERE));
            assertThat(cache()).as("round " + round).isEqualTo(kept);
        }
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> changed(Map<String, List<String>> before, Map<String, List<String>> after) {
        return after.keySet().stream()
                .filter(key -> !after.get(key).equals(before.get(key)))
                .toList();
    }

    private enum Act {
        ENTER,
        CORRECT,
        VOID,
        BULK,
        PREVIEW
    }

    /** What one community's people do, at random. */
    private static final class Story {
        private final UUID community;
        private final Random random;
        private final Map<String, List<UUID>> records = new HashMap<>();
        private final Map<Act, Integer> done = new HashMap<>();

        Story(UUID community, Random random) {
            this.community = community;
            this.random = random;
            records.put("club.home", new ArrayList<>());
            records.put("club.member", new ArrayList<>());
            records.put("club.call", new ArrayList<>());
            enter("club.home");
            enter("club.member");
        }

        void step() {
            Act act = Act.values()[random.nextInt(Act.values().length)];
            String register = pick(List.of("club.home", "club.member", "club.call"));
            List<UUID> there = records.get(register);
            if (there.isEmpty()) {
                act = Act.ENTER;
            }
            switch (act) {
                case ENTER -> enter(register);
                case BULK -> bulk(register);
                case CORRECT -> town.correct(at(community), register, pick(there), values(register));
                case VOID -> there.remove(voided(register, pick(there)));
                case PREVIEW ->
                    town.facts.preview(
                            at(community),
                            register,
                            random.nextBoolean() ? Optional.of(pick(there)) : Optional.empty(),
                            values(register),
                            tx -> town.derivations.occurrences(tx, community, town.edition.derivations()));
            }
            done.merge(act, 1, Integer::sum);
        }

        private void enter(String register) {
            records.get(register).add(town.enter(at(community), register, values(register)));
        }

        private void bulk(String register) {
            List<Bulk.Line> lines = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                lines.add(Bulk.Line.of(values(register)));
            }
            if (town.facts.bulk(at(community), register, lines) instanceof Bulk.Result.Entered(var ids, var position)) {
                records.get(register).addAll(ids);
            } else {
                throw new AssertionError("the lines are in order");
            }
        }

        /** The record if it could be declared void: what others refer to stays. */
        private UUID voided(String register, UUID id) {
            RecordView before = town.records.record(at(community), register, id).orElseThrow();
            town.facts.voidRecord(at(community), register, id, "登错");
            RecordView now = town.records.record(at(community), register, id).orElseThrow();
            return now.revision() == before.revision() ? new UUID(0, 0) : id;
        }

        private Map<String, Object> values(String register) {
            Map<String, Object> values = new HashMap<>();
            switch (register) {
                case "club.home" -> {
                    values.put("room", "室" + random.nextInt(100_000));
                    maybe(values, "checked_on");
                }
                case "club.member" -> {
                    values.put("name", "某" + random.nextInt(1000));
                    values.put("alone", random.nextInt(3) > 0);
                    if (!records.get("club.home").isEmpty() && random.nextInt(4) > 0) {
                        values.put("home", pick(records.get("club.home")));
                    }
                }
                default -> {
                    if (records.get("club.member").isEmpty()) {
                        enter("club.member");
                    }
                    values.put("member", pick(records.get("club.member")));
                    values.put("on", day());
                    maybe(values, "need_on");
                    maybe(values, "back_on");
                }
            }
            return values;
        }

        private void maybe(Map<String, Object> values, String field) {
            if (random.nextInt(3) > 0) {
                values.put(field, day());
            }
        }

        private String day() {
            return town.today().today().minusDays(random.nextInt(90)).toString();
        }

        private <T> T pick(List<T> from) {
            return from.get(random.nextInt(from.size()));
        }
    }
}
