package io.liren.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.liren.access.Looks;
import io.liren.access.Viewer;
import io.liren.calendar.FixedToday;
import io.liren.sql.DatabaseException;
import io.liren.sql.Scope;
import io.liren.sql.Sql;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecordsTest {
    private static final String NUMBER = "99010119500307123" + IdentityNumber.check("990101195003071230");
    private Office office;

    @BeforeEach
    void open() {
        office = Office.open();
    }

    @AfterEach
    void close() {
        office.close();
    }

    private Records records() {
        return new Records(office.database, office.edition, office.today, office.keys);
    }

    private Viewer doctor() {
        return office.viewer(Office.HERE, "small.doctor", "small.clerk");
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrRepetitionAndMissingValuesComeLast() {
        List<Bulk.Line> lines = new ArrayList<>();
        for (int i = 0; i < 23; i++) {
            lines.add(Bulk.Line.of(
                    i % 4 == 3
                            ? Map.of("name", "甲" + i)
                            : Map.of("name", "甲" + i, "born", LocalDate.of(1950 + i % 5, 1, 1))));
        }
        assertThat(office.facts().bulk(office.clerk(), "small.person", lines)).isInstanceOf(Bulk.Result.Entered.class);
        for (boolean downwards : List.of(true, false)) {
            ListQuery query =
                    ListQuery.of("small.person").sortedBy("born", downwards).size(5);
            List<UUID> seen = new ArrayList<>();
            List<Object> born = new ArrayList<>();
            Optional<String> next = Optional.empty();
            do {
                Page page =
                        records().list(office.clerk(), next.map(query::after).orElse(query));
                page.lines().forEach(l -> {
                    seen.add(l.id());
                    born.add(String.valueOf(l.values().get("born")));
                });
                next = page.next();
                assertThat(page.count()).isEqualTo(new Page.Count(23, false));
            } while (next.isPresent());
            assertThat(seen).hasSize(23).doesNotHaveDuplicates();
            assertThat(born.subList(18, 23)).containsOnly("null");
            List<Object> there = new ArrayList<>(born.subList(0, 18));
            List<String> sorted = there.stream().map(String::valueOf).sorted().toList();
            assertThat(there).isEqualTo(downwards ? sorted.reversed() : sorted);
        }
    }

    @Test
    void aListIsNarrowedBySentencesAndAddsUpWhatItShows() {
        UUID jia = office.enter("person", Map.of("name", "甲"));
        UUID yi = office.enter("person", Map.of("name", "乙"));
        office.enter("visit", Map.of("person", jia, "on", "2026-03-01", "gift", "100", "kinds", "关爱"));
        office.enter("visit", Map.of("person", jia, "on", "2026-03-05", "gift", "50.5"));
        office.enter("visit", Map.of("person", yi, "on", "2026-02-01", "kinds", "核对"));
        ListQuery all = ListQuery.of("small.visit");
        Page page = records().list(office.clerk(), all.where(new Filter.Is("person", jia.toString())));
        assertThat(page.lines()).hasSize(2);
        assertThat(page.sums()).containsEntry("gift", new BigDecimal("150.50"));
        assertThat(page.titles()).containsEntry(jia, "甲");
        assertThat(count(all.where(new Filter.Between("on", Optional.of("3.1"), Optional.of("今天")))))
                .isEqualTo(2);
        assertThat(count(all.where(new Filter.AnyOf("kinds", List.of("care", "check")))))
                .isEqualTo(2);
        assertThat(count(all.where(new Filter.Missing("kinds")))).isEqualTo(1);
        assertThat(count(all.where(new Filter.Found("yi")))).isEqualTo(1);
        Page wrong = records().list(office.clerk(), all.where(new Filter.Is("on", "某天")));
        assertThat(wrong.problems()).hasSize(1);
        assertThat(records().list(office.clerk(), all.sortedBy("person", false)).lines())
                .hasSize(3);
    }

    private long count(ListQuery query) {
        return records().list(office.clerk(), query).count().number();
    }

    @Test
    void peopleAreFoundByInitialsPinyinAndPartOfTheName() {
        UUID person = office.enter("person", Map.of("name", "王庚七", "number", NUMBER));
        office.enter("person", Map.of("name", "单小曾"));
        for (String typed : List.of("wgq", "gq", "wanggeng", "庚七", "王", "WGQ", "王 庚")) {
            assertThat(records().search(office.clerk(), typed, 10))
                    .as(typed)
                    .extracting(Hit::id)
                    .containsExactly(person);
        }
        assertThat(records().pick(office.clerk(), "small.person", "sxz", 5)).hasSize(1);
        assertThat(records().search(office.clerk(), "wgx", 10)).isEmpty();
        assertThat(records().search(office.clerk(), NUMBER, 10)).isEmpty();
        assertThat(records().search(doctor(), NUMBER, 10)).extracting(Hit::id).containsExactly(person);
        assertThat(looks(person)).hasSize(1);
    }

    @Test
    void sensitiveValuesAreMaskedUntilAPurposeIsGiven() {
        UUID person = office.enter("person", Map.of("name", "甲", "number", NUMBER));
        RecordView view = records().record(doctor(), "small.person", person).orElseThrow();
        assertThat(view.title()).isEqualTo("甲");
        assertThat(view.values().get("number")).hasToString("990101********123" + NUMBER.charAt(17));
        assertThat(view.values()).containsEntry("age", new BigDecimal("76"));
        assertThat(records().reveal(office.clerk(), "small.person", person, "number", "看看"))
                .isInstanceOf(Revealed.Denied.class);
        assertThat(records().reveal(doctor(), "small.person", person, "number", " "))
                .isInstanceOf(Revealed.Denied.class);
        assertThat(records().reveal(doctor(), "small.person", person, "number", "核对身份"))
                .isEqualTo(new Revealed.Shown(NUMBER));
        assertThat(looks(person)).extracting(Looks.Look::purpose).containsExactly("核对身份");
        // The mask that a form sends back is no change.
        assertThat(office.facts()
                        .correct(
                                office.clerk(),
                                "small.person",
                                person,
                                1,
                                Map.of("number", String.valueOf(view.values().get("number"))),
                                EntryOptions.none()))
                .isEqualTo(new Outcome.Entered(person, 0, List.of()));
    }

    private List<Looks.Look> looks(UUID person) {
        return office.database.inTransaction(Scope.of(Office.HERE), tx -> Looks.at(tx, office.clerk(), person));
    }

    @Test
    void theHistoryOfAValueSaysWhoChangedItFromWhatAndWhy() {
        UUID person = office.enter("person", Map.of("name", "甲", "phone", "13800138000"));
        office.facts()
                .correct(office.clerk(), "small.person", person, 1, Map.of("name", "甲一"), EntryOptions.because("写错了"));
        office.facts()
                .correct(
                        office.clerk(), "small.person", person, 2, Map.of("phone", "13900139000"), EntryOptions.none());
        List<Change> name = records().history(office.clerk(), "small.person", person, Optional.of("name"));
        assertThat(name).hasSize(2);
        assertThat(name.getLast().reason()).isEqualTo("写错了");
        assertThat(name.getLast().fields().getFirst().before()).isEqualTo("甲");
        assertThat(name.getLast().fields().getFirst().after()).isEqualTo("甲一");
        assertThat(records()
                        .history(office.clerk(), "small.person", person, Optional.of("phone"))
                        .getLast()
                        .fields()
                        .getFirst()
                        .after())
                .isInstanceOf(Masked.class);
        assertThat(records()
                        .history(office.clerk(), "small.person", person, Optional.of("phone"), Optional.of("联系"))
                        .getLast()
                        .fields()
                        .getFirst()
                        .before())
                .isEqualTo("13800138000");
    }

    @Test
    void anyPageCanBeAskedAsOfADay() {
        UUID person = office.enter("person", Map.of("name", "甲", "born", "1950-03-20"));
        office.today = new FixedToday(LocalDate.of(2026, 5, 1));
        office.facts().correct(office.clerk(), "small.person", person, 1, Map.of("name", "甲一"), EntryOptions.none());
        office.enter("person", Map.of("name", "乙"));
        ListQuery all = ListQuery.of("small.person");
        Page past = records().list(office.clerk().asOf(LocalDate.of(2026, 3, 15)), all);
        assertThat(past.lines()).hasSize(1);
        assertThat(past.lines().getFirst().values())
                .containsEntry("name", "甲")
                .containsEntry("age", new BigDecimal("75"));
        assertThat(records().list(office.clerk(), all).lines()).hasSize(2);
        assertThat(office.facts()
                        .enter(
                                office.clerk().asOf(LocalDate.of(2026, 3, 15)),
                                "small.person",
                                Map.of("name", "丁"),
                                EntryOptions.none()))
                .isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void aRecordIsTiedToThoseThatReferToIt() {
        UUID person = office.enter("person", Map.of("name", "甲"));
        office.enter("visit", Map.of("person", person, "on", "2026-03-01"));
        office.enter("visit", Map.of("person", person, "on", "2026-03-02"));
        List<Relation> relations = records().relations(office.clerk(), "small.person", person);
        assertThat(relations).hasSize(1);
        assertThat(relations.getFirst().count()).isEqualTo(new Page.Count(2, false));
        assertThat(relations.getFirst().first().getFirst().title()).isEqualTo("甲 · 2026年3月2日");
    }

    @Test
    void noStatementReachesAnotherCommunity() {
        UUID person = office.enter("person", Map.of("name", "甲"));
        Viewer stranger = office.viewer(Office.THERE, "small.clerk");
        assertThat(records().list(stranger, ListQuery.of("small.person")).lines())
                .isEmpty();
        assertThat(records().record(stranger, "small.person", person)).isEmpty();
        assertThat(records().search(stranger, "甲", 10)).isEmpty();
        assertThat(records().history(stranger, "small.person", person, Optional.empty()))
                .isEmpty();
        assertThat(office.facts()
                        .correct(stranger, "small.person", person, 1, Map.of("name", "乙"), EntryOptions.none()))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(office.facts().enter(stranger, "small.visit", Map.of("person", person), EntryOptions.none()))
                .isInstanceOf(Outcome.Refused.class);
        // Even a statement that forgets its community sees nothing, and can't write.
        for (String table : List.of("small_person", "small_person_version", "journal", "person_key", "look_log")) {
            assertThat(office.database.<Boolean>inTransaction(
                            Scope.of(Office.THERE),
                            tx -> tx.any(Sql.of("select 1 as one from {table}").name("table", table))))
                    .as(table)
                    .isFalse();
        }
        assertThatThrownBy(() -> office.database.inTransaction(
                        Scope.of(Office.THERE),
                        tx -> tx.update(Sql.of("""
                                insert into look_log (community_id, id, at, actor, post, register, record, field, purpose)
                                values ({c}, {c2}, now(), {c3}, '', '', {c4}, '', '')""")
                                .value("c", Office.HERE)
                                .value("c2", person)
                                .value("c3", person)
                                .value("c4", person))))
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        e -> assertThat(e.isForbidden()).isTrue());
    }

    @Test
    void theApplicationCanNeitherChangeNorRemoveAnEntry() {
        office.enter("person", Map.of("name", "甲"));
        for (Sql attempt : List.of(
                Sql.of("delete from journal"),
                Sql.of("update journal set reason = 'x'"),
                Sql.of("truncate journal"),
                Sql.of("delete from look_log"),
                Sql.of("delete from small_person"),
                Sql.of("update small_person_version set name = 'x'"))) {
            assertThatThrownBy(() -> office.database.inTransaction(Scope.of(Office.HERE), tx -> tx.update(attempt)))
                    .isInstanceOfSatisfying(
                            DatabaseException.class,
                            e -> assertThat(e.isForbidden()).isTrue());
        }
    }

    @Test
    void twoCharactersAreFoundThroughTheIndexUnderRowLevelSecurity() {
        List<Bulk.Line> lines = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            lines.add(Bulk.Line.of(
                    Map.of("name", Character.toString(0x4e00 + i) + Character.toString(0x4e00 + (i * 7) % 3000))));
        }
        office.facts().bulk(office.clerk(), "small.person", lines);
        office.data.ownerDatabase().inTransaction(Scope.platform(), tx -> tx.update(Sql.of("analyze small_person")));
        List<String> plan = office.database.inTransaction(Scope.of(Office.HERE), tx -> {
            tx.update(Sql.of("set local enable_seqscan to off"));
            tx.update(Sql.of("set local enable_indexscan to off"));
            return tx.rows(
                    Sql.of("explain select id from small_person where community_id = {c} and search_grams @> {g}")
                            .value("c", Office.HERE)
                            .value("g", new String[] {"王庚"}),
                    row -> String.valueOf(row.all().values().iterator().next()));
        });
        assertThat(String.join("\n", plan))
                .contains("small_person_search_grams_gin")
                .contains("search_grams @>");
        assertThat(plan.stream().filter(l -> l.contains("Index Cond")).toList().toString())
                .contains("search_grams");
    }
}
