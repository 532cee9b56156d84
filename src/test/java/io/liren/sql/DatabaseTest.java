package io.liren.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.liren.testing.TestCluster;
import io.liren.testing.TestDatabase;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DatabaseTest {
    private static TestDatabase test;
    private static Database database;
    private static final UUID HERE = new UUID(0, 1);
    private static final UUID THERE = new UUID(0, 2);

    @BeforeAll
    static void layTables() {
        test = TestCluster.freshDatabase();
        test.ownerDatabase().inTransaction(Scope.platform(), tx -> {
            tx.update(Sql.of("""
                    create table note (community_id uuid, id int, words text, amount numeric, flag boolean,
                        on_day date, at timestamptz, clock time, tags text[], others uuid[], raw bytea,
                        primary key (community_id, id))"""));
            tx.update(Sql.of("alter table note enable row level security"));
            tx.update(Sql.of("create policy own on note using (community_id ="
                    + " nullif(current_setting('liren.community', true), '')::uuid)"));
            tx.update(Sql.of("grant select, insert on note to liren_app"));
            return tx.update(Sql.of("grant select on note to liren_derive"));
        });
        database = test.database();
    }

    private static Sql note(UUID community, int id) {
        return Sql.of("insert into note (community_id, id) values ({community}, {id})")
                .value("community", community)
                .value("id", id);
    }

    private static long countIn(Scope scope) {
        return database.inTransaction(
                scope, tx -> tx.one(Sql.of("select count(*) as n from note where id = 10"), row -> row.whole("n")));
    }

    @Test
    void everyTypeComesBackAsItWentIn() {
        Instant at = Instant.parse("2026-03-05T16:30:00Z");
        database.inTransaction(Scope.of(HERE), tx -> {
            tx.update(Sql.of("insert into note values ({c}, 1, {words}, {amount}, {flag}, {day}, {at}, {clock}, {tags},"
                            + " {others}, {raw})")
                    .value("c", HERE)
                    .value("words", "三月五日'; drop table note --")
                    .value("amount", new BigDecimal("3.50"))
                    .value("flag", true)
                    .value("day", LocalDate.of(2026, 3, 5))
                    .value("at", at)
                    .value("clock", LocalTime.of(8, 15))
                    .value("tags", List.of("甲", "a,b"))
                    .value("others", List.of(THERE))
                    .value("raw", new byte[] {1, -1}));
            tx.one(Sql.of("select * from note where id = 1"), row -> {
                assertThat(row.text("words")).isEqualTo("三月五日'; drop table note --");
                assertThat(row.decimal("amount")).isEqualByComparingTo("3.5");
                assertThat(row.bool("flag")).isTrue();
                assertThat(row.date("on_day")).isEqualTo("2026-03-05");
                assertThat(row.instant("at")).isEqualTo(at);
                assertThat(row.value("clock")).isEqualTo(LocalTime.of(8, 15));
                assertThat(row.texts("tags")).containsExactly("甲", "a,b");
                assertThat(row.uuids("others")).containsExactly(THERE);
                assertThat(row.bytes("raw")).containsExactly(1, -1);
                return row;
            });
            LocalDate day = tx.one(Sql.of("select at::date as d from note where id = 1"), row -> row.date("d"));
            assertThat(day)
                    .as("a date made from a moment is the community's, not the machine's")
                    .isEqualTo("2026-03-06");
            tx.rollbackOnly();
            return 0;
        });
    }

    @Test
    void aTransactionSeesItsCommunityOnlyAndTheSettingEndsWithIt() {
        database.inTransaction(Scope.of(HERE), tx -> tx.update(note(HERE, 10)));
        database.inTransaction(Scope.of(THERE), tx -> tx.update(note(THERE, 10)));
        assertThat(countIn(Scope.of(HERE))).isEqualTo(1);
        assertThat(countIn(Scope.platform())).isZero();
        assertThat(countIn(Scope.deriving())).isEqualTo(2);
        assertThat(countIn(Scope.platform())).isZero();
        assertThatThrownBy(() -> database.inTransaction(Scope.of(HERE), tx -> tx.update(note(THERE, 11))))
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        e -> assertThat(e.isForbidden()).isTrue());
        assertThatThrownBy(() -> database.inTransaction(Scope.deriving(), tx -> tx.update(note(HERE, 11))))
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        e -> assertThat(e.isForbidden()).isTrue());
    }

    @Test
    void whatFailsIsTakenBackAndAnInnerTransactionJoinsTheOuter() {
        List<String> done = new ArrayList<>();
        assertThatThrownBy(() -> database.inTransaction(Scope.of(HERE), tx -> {
                    tx.afterCommit(() -> done.add("never"));
                    database.inTransaction(Scope.of(HERE), inner -> inner.update(note(HERE, 20)));
                    throw new IllegalStateException("changed my mind");
                }))
                .hasMessage("changed my mind");
        database.inTransaction(Scope.of(HERE), tx -> {
            assertThat(tx.any(Sql.of("select 1 from note where id = 20"))).isFalse();
            assertThatThrownBy(() -> tx.guarded(() -> {
                        tx.update(note(HERE, 21));
                        return tx.update(note(HERE, 21));
                    }))
                    .isInstanceOfSatisfying(
                            DatabaseException.class,
                            e -> assertThat(e.isDuplicate()).isTrue());
            assertThat(tx.tried(() -> tx.update(note(HERE, 22)))).isEqualTo(1);
            tx.afterCommit(() -> done.add("kept"));
            return tx.batch(List.of(note(HERE, 23), note(HERE, 24)));
        });
        assertThat(done).containsExactly("kept");
        List<Long> ids = database.inTransaction(
                Scope.of(HERE),
                tx -> tx.rows(
                        Sql.of("select id from note where id between 20 and 29 order by id"), row -> row.whole("id")));
        assertThat(ids).containsExactly(23L, 24L);
    }

    @Test
    void aHoleLeftOpenIsNamed() {
        assertThatThrownBy(() -> Sql.of("select {what}").text())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("{what}");
        assertThatThrownBy(() -> Sql.of("select {x}").name("x", "a\"b")).isInstanceOf(IllegalArgumentException.class);
        Sql both = Sql.of("{cond} or {cond}").part("cond", Sql.of("a = {v}").value("v", 1));
        assertThat(both.text()).isEqualTo("a = ? or a = ?");
        assertThat(both.binds()).containsExactly(1, 1);
    }
}
