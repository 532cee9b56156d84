package io.liren.register;

import static org.assertj.core.api.Assertions.assertThat;

import io.liren.calendar.FixedToday;
import io.liren.journal.Canonical;
import io.liren.journal.Chain;
import io.liren.journal.Entry;
import io.liren.journal.Journal;
import io.liren.sql.Scope;
import io.liren.sql.Sql;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FactsTest {
    private Office office;

    @BeforeEach
    void open() {
        office = Office.open();
    }

    @AfterEach
    void close() {
        office.close();
    }

    private static String number(String head) {
        return head + IdentityNumber.check(head + "0");
    }

    @Test
    void whatWasTypedIsKeptAsValuesWithItsEntry() {
        UUID person = office.enter(
                "person", Map.of("name", "王庚七", "number", number("99010119500307123"), "phone", "１３８ 0013 8000"));
        UUID visit = office.enter("visit", Map.of("person", person, "on", "3.5", "gift", "￥1,200", "kinds", "关爱、核对"));
        Stored row = read("visit", visit);
        assertThat(row.values())
                .containsEntry("on", LocalDate.of(2026, 3, 5))
                .containsEntry("gift", new java.math.BigDecimal("1200.00"))
                .containsEntry("kinds", List.of("care", "check"));
        Stored who = read("person", person);
        assertThat(who.values())
                .containsEntry("born", LocalDate.of(1950, 3, 7))
                .containsEntry("sex", "male")
                .containsEntry("phone", "13800138000");
        List<Journal.Placed> entries = entries("visit", visit);
        assertThat(entries).hasSize(1);
        assertThat(entries.getFirst().entry().kind()).isEqualTo(Entry.Kind.ENTER);
        assertThat(entries.getFirst().entry().post()).isEqualTo("small.clerk");
        assertThat(entries.getFirst().entry().content()).contains("\"gift\":\"1200\"", "\"on\":\"2026-03-05\"");
        assertThat(entries("person", person).getFirst().entry().content())
                .doesNotContain("19500307", "13800138000")
                .contains("sealed");
    }

    @Test
    void everyMistakeIsNamedAndNothingIsKept() {
        Outcome outcome = office.facts()
                .enter(
                        office.clerk(),
                        "small.visit",
                        Map.of(
                                "on",
                                "2.30",
                                "gift",
                                "9000",
                                "kinds",
                                "游玩",
                                "person",
                                UUID.randomUUID().toString()),
                        EntryOptions.none());
        assertThat(((Outcome.Refused) outcome).problems())
                .extracting(p -> p.field().orElse(""))
                .containsExactlyInAnyOrder("on", "gift", "kinds");
        outcome = office.facts()
                .enter(office.clerk(), "small.visit", Map.of("person", UUID.randomUUID()), EntryOptions.none());
        assertThat(((Outcome.Refused) outcome).problems())
                .extracting(Problem::code)
                .containsExactly("reference");
        assertThat(head()).isZero();
    }

    @Test
    void whoDoesNotHoldThePostMayNotWrite() {
        Outcome outcome = office.facts()
                .enter(
                        office.viewer(Office.HERE, "small.doctor"),
                        "small.person",
                        Map.of("name", "甲"),
                        EntryOptions.none());
        assertThat(((Outcome.Refused) outcome).problems())
                .extracting(Problem::code)
                .containsExactly("post");
    }

    @Test
    void theSecondOfTwoWhoEditSeesTheDifference() {
        UUID person = office.enter("person", Map.of("name", "甲", "phone", "13800138000"));
        assertThat(correct(person, 1, Map.of("name", "甲一"))).isInstanceOf(Outcome.Entered.class);
        Outcome second = correct(person, 1, Map.of("name", "甲二", "phone", "13800138000"));
        assertThat(second).isInstanceOfSatisfying(Outcome.Conflict.class, conflict -> {
            assertThat(conflict.revision()).isEqualTo(2);
            assertThat(conflict.differences()).containsExactly(new Outcome.Difference("name", "甲二", "甲一"));
        });
        assertThat(read("person", person).values()).containsEntry("name", "甲一");
        assertThat(versions("person", person)).isEqualTo(1);
    }

    @Test
    void aRecordVoidedStaysButCountsNoMore() {
        UUID person = office.enter("person", Map.of("name", "甲"));
        UUID visit = office.enter("visit", Map.of("person", person));
        assertThat(office.facts().voidRecord(office.clerk(), "small.visit", visit, " "))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(office.facts().voidRecord(office.clerk(), "small.person", person, "重复"))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        r -> assertThat(r.problems()).extracting(Problem::code).containsExactly("referred-to"));
        assertThat(office.facts().voidRecord(office.clerk(), "small.visit", visit, "登错了人"))
                .isInstanceOf(Outcome.Entered.class);
        assertThat(read("visit", visit).voided()).isTrue();
        assertThat(entries("visit", visit)).extracting(e -> e.entry().reason()).containsExactly("", "登错了人");
        assertThat(correctVisit(visit)).isInstanceOf(Outcome.Refused.class);
    }

    private Outcome correctVisit(UUID visit) {
        return office.facts()
                .correct(office.clerk(), "small.visit", visit, 2, Map.of("gift", "1"), EntryOptions.because("补"));
    }

    @Test
    void whatIsUniqueIsUniqueWithinACommunityOnly() {
        office.enter("home", Map.of("room", "3-201"));
        Outcome again =
                office.facts().enter(office.clerk(), "small.home", Map.of("room", "3-201"), EntryOptions.none());
        assertThat(((Outcome.Refused) again).problems())
                .extracting(Problem::code)
                .containsExactly("unique");
        office.enter(office.viewer(Office.THERE, "small.clerk"), "home", Map.of("room", "3-201"));
    }

    @Test
    void manyAreEnteredAsOneBatchOrNotAtAll() {
        List<Bulk.Line> lines = List.of(
                Bulk.Line.of(Map.of("room", "1-101")),
                Bulk.Line.of(Map.of("room", "1-102")),
                Bulk.Line.of(Map.of("room", "1-101")));
        Bulk.Result refused = office.facts().bulk(office.clerk(), "small.home", lines);
        assertThat(((Bulk.Result.Refused) refused).problems()).containsOnlyKeys(2);
        Bulk.Result kept = office.facts().bulk(office.clerk(), "small.home", lines.subList(0, 2));
        assertThat(((Bulk.Result.Entered) kept).position()).isEqualTo(2);
        assertThat(verify().holds()).isTrue();
    }

    @Test
    void whatIsWrittenTogetherStandsWholeOrNotAtAll() {
        UUID person = office.enter("person", Map.of("name", "甲"));
        Facts facts = office.facts();
        Supplier<Outcome> moved = () -> facts.correct(
                office.clerk(), "small.person", person, 1, Map.of("born", "1950-03-11"), EntryOptions.because("补"));
        Outcome refused = facts.together(
                office.clerk(),
                List.of(
                        moved,
                        () -> facts.enter(office.clerk(), "small.visit", Map.of("gift", "9000"), EntryOptions.none())));
        assertThat(((Outcome.Refused) refused).problems())
                .extracting(p -> p.field().orElse(""))
                .contains("gift");
        assertThat(read("person", person).values())
                .as("the first went with the second")
                .containsEntry("born", null);
        assertThat(head()).isEqualTo(1);
        Outcome kept = facts.together(
                office.clerk(),
                List.of(
                        moved,
                        () -> facts.enter(
                                office.clerk(), "small.visit", Map.of("person", person), EntryOptions.none())));
        assertThat(kept).isInstanceOf(Outcome.Entered.class);
        assertThat(read("person", person).values()).containsEntry("born", LocalDate.of(1950, 3, 11));
        assertThat(read("visit", ((Outcome.Entered) kept).id()).values()).containsEntry("person", person);
        assertThat(head()).isEqualTo(3);
        assertThat(verify().holds()).isTrue();
    }

    @Test
    void aPreviewSaysWhatWouldBeAndKeepsNothing() {
        Preview<Boolean> preview = office.facts()
                .preview(
                        office.clerk(),
                        "small.person",
                        Optional.empty(),
                        Map.of("name", "甲", "born", "1950-03-11"),
                        tx -> tx.any(Sql.of("select 1 as one from small_person where name = '甲'")));
        assertThat(preview.problems()).isEmpty();
        assertThat(preview.seen()).contains(true);
        assertThat(preview.values()).containsEntry("age", new java.math.BigDecimal("75"));
        assertThat(head()).isZero();
    }

    @Test
    void aPreviewSaysWhatTheDatabaseWouldRefuse() {
        Facts facts = office.facts();
        facts.onWrite((transaction, community, added, changed) ->
                transaction.update(Sql.of("insert into small_person select * from small_person")));
        Preview<Boolean> preview =
                facts.preview(office.clerk(), "small.person", Optional.empty(), Map.of("name", "甲"), tx -> true);
        assertThat(preview.problems()).extracting(Problem::code).containsExactly("unique");
        assertThat(preview.seen()).isEmpty();
        assertThat(head()).isZero();
    }

    @Test
    void aPersonErasedIsUnreadableForEverAndTheChainStillHolds() {
        UUID person = office.enter("person", Map.of("name", "甲", "phone", "13800138000"));
        UUID visit = office.enter("visit", Map.of("person", person, "note", "腰疼"));
        correct(person, 1, Map.of("phone", "13900139000"));
        assertThat(office.facts().erase(office.clerk(), "small.person", person, "本人撤回同意"))
                .isInstanceOf(Outcome.Entered.class);
        assertThat(read("person", person).values()).containsEntry("phone", null).containsEntry("name", "甲");
        assertThat(read("visit", visit).values()).containsEntry("note", null);
        String sealed = entries("visit", visit).getFirst().entry().content();
        assertThat(sealed).contains("sealed");
        Map<?, ?> after =
                (Map<?, ?>) Objects.requireNonNull(Canonical.read(sealed).get("after"));
        String value = Objects.requireNonNull(Values.sealed(after.get("note")));
        office.database.inTransaction(Scope.of(Office.HERE), tx -> {
            var ring = office.keys.ringFor(tx, Office.HERE, List.of(value));
            assertThat(ring.open(Values.place("small.visit", visit, "note"), value))
                    .isEmpty();
            return 0;
        });
        assertThat(verify().holds()).isTrue();
        // Life goes on under a new key.
        assertThat(correct(person, 3, Map.of("phone", "13700137000"))).isInstanceOf(Outcome.Entered.class);
        assertThat(verify().holds()).isTrue();
    }

    @Test
    void listenersHearOfTheWriteInItsTransaction() {
        Facts facts = office.facts();
        Map<String, UUID> heard = new HashMap<>();
        facts.onWrite((tx, community, added, changed) -> added.forEach(r -> heard.put(r, community)));
        facts.enter(office.clerk(), "small.home", Map.of("room", "9"), EntryOptions.none());
        assertThat(heard).containsExactly(Map.entry("small.home", Office.HERE));
    }

    @Test
    void manyAtOnceAppendToOneChainWithoutGapAndOnlyOneOfThemWinsARecord() throws Exception {
        UUID person = office.enter("person", Map.of("name", "甲"));
        Facts facts = office.facts();
        facts.onWrite((tx, community, added, changed) -> {});
        List<Callable<Outcome>> all = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            String name = "乙" + i;
            all.add(() -> facts.enter(office.clerk(), "small.person", Map.of("name", name), EntryOptions.none()));
            all.add(() -> facts.correct(
                    office.clerk(), "small.person", person, 1, Map.of("name", name), EntryOptions.none()));
        }
        int won = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            for (Future<Outcome> each : threads.invokeAll(all)) {
                won += each.get() instanceof Outcome.Entered ? 1 : 0;
            }
        }
        assertThat(won).isEqualTo(24 + 1);
        assertThat(head()).isEqualTo(26);
        assertThat(verify().holds()).isTrue();
    }

    @Test
    void thePastIsSeenAsItWasKnown() {
        UUID person = office.enter("person", Map.of("name", "甲", "born", "1950-01-01"));
        office.today = new FixedToday(LocalDate.of(2026, 4, 1));
        correct(person, 1, Map.of("name", "甲一"));
        assertThat(nameKnownOn("2026-03-09 23:59:59+08")).isEmpty();
        assertThat(nameKnownOn("2026-03-10 23:59:59+08")).contains("甲");
        assertThat(nameKnownOn("2026-04-01 23:59:59+08")).contains("甲一");
    }

    private Optional<String> nameKnownOn(String moment) {
        return office.database.inTransaction(Scope.of(Office.HERE), tx -> {
            tx.useSchema("past");
            tx.any(Sql.of("select set_config('liren.known_at', {at}, true)").value("at", moment));
            return tx.optional(Sql.of("select name from small_person where voided_at is null"), r -> r.text("name"));
        });
    }

    private Outcome correct(UUID person, int revision, Map<String, Object> changes) {
        return office.facts()
                .correct(office.clerk(), "small.person", person, revision, changes, EntryOptions.because("更正"));
    }

    private Stored read(String register, UUID id) {
        return office.database.inTransaction(
                Scope.of(Office.HERE),
                tx -> new Store(office.registers.model("small." + register), Office.HERE, tx)
                        .rows(List.of(id))
                        .getFirst());
    }

    private List<Journal.Placed> entries(String register, UUID id) {
        return office.database.inTransaction(
                Scope.of(Office.HERE), tx -> office.journal.of(tx, Office.HERE, "small." + register, id));
    }

    private long versions(String register, UUID id) {
        return office.database.inTransaction(
                Scope.of(Office.HERE),
                tx -> tx.one(
                        Sql.of("select count(*) as n from {table} where id = {id}")
                                .name("table", "small_" + register + "_version")
                                .value("id", id),
                        r -> r.whole("n")));
    }

    private long head() {
        return office.database
                .inTransaction(Scope.of(Office.HERE), tx -> Chain.head(tx, Office.HERE))
                .position();
    }

    private Chain.Verified verify() {
        return office.database.inTransaction(Scope.of(Office.HERE), tx -> Chain.verify(tx, Office.HERE));
    }
}
