package io.liren.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.liren.sql.Scope;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import io.liren.testing.TestCluster;
import io.liren.testing.TestDatabase;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MigrationTest {
    private static final Column NAME = new Column("name", ColumnType.TEXT, true, false);
    private static final Column SEX = new Column("sex", ColumnType.TEXT, false, false, List.of("male", "female"));
    private static final Column SECRET = new Column("secret", ColumnType.TEXT, true, true);
    private static final Column HOME = new Column("home_id", ColumnType.UUID, false, false);
    private static final UUID SOMEONE = new UUID(1, 1);
    private TestDatabase data;

    @BeforeEach
    void open() {
        data = TestCluster.freshDatabase("core", db -> CoreSchema.apply(db.owner()));
    }

    @AfterEach
    void close() {
        data.close();
    }

    private static Table home() {
        return new Table("small_home", List.of(NAME), List.of(), List.of(List.of("name")), List.of());
    }

    private static Table person(Column... columns) {
        List<ForeignKey> keys =
                List.of(columns).contains(HOME) ? List.of(new ForeignKey("home_id", "small_home")) : List.of();
        return new Table("small_person", List.of(columns), keys, List.of(), List.of(Index.containment("search_grams")));
    }

    private <T> T owner(Function<Transaction, T> work) {
        return data.ownerDatabase().inTransaction(Scope.platform(), work::apply);
    }

    private Plan plan(Table... tables) {
        return owner(tx -> Migration.plan(List.of(tables), tx));
    }

    private void migrate(Table... tables) {
        owner(tx -> {
            Migration.apply(Migration.plan(List.of(tables), tx), tx);
            return 0;
        });
    }

    private void enterSomeone() {
        owner(tx ->
                tx.update(Sql.of("""
                insert into small_person (community_id, id, entered_at, entered_on, entered_by, changed_at, revision,
                                          search_text, search_grams, name)
                values ({id}, {id2}, now(), '2026-01-01', {id3}, now(), 1, '', '{{}}', '甲')""").value("id", SOMEONE).value("id2", SOMEONE).value("id3", SOMEONE)));
    }

    @Test
    void aPlanDoneIsEmptyWhenPlannedAgain() {
        // Tables that refer to each other may come in any order.
        migrate(person(NAME, SEX, SECRET, HOME), home());
        assertThat(plan(person(NAME, SEX, SECRET, HOME), home()).changes()).isEmpty();
    }

    @Test
    void whatOnlyAddsIsDone() {
        migrate(person(NAME, SEX), home());
        enterSomeone();
        Column more = new Column("sex", ColumnType.TEXT, false, false, List.of("male", "female", "unknown"));
        Plan plan = plan(person(NAME, more, SECRET, HOME), home());
        assertThat(plan.refused()).isEmpty();
        migrate(person(NAME, more, SECRET, HOME), home());
        assertThat(plan(person(NAME, more, SECRET, HOME), home()).changes()).isEmpty();
        owner(tx -> tx.update(Sql.of("update small_person set sex = 'unknown'")));
    }

    @Test
    void whatWouldLoseFactsIsRefusedWithThePlanShownAndNothingDone() {
        migrate(person(NAME, SEX), home());
        enterSomeone();
        assertRefused(person(NAME), "sex");
        assertRefused(person(new Column("name", ColumnType.DATE, true, false), SEX), "name");
        assertRefused(person(NAME, new Column("sex", ColumnType.TEXT, true, false, SEX.options())), "sex");
        assertRefused(person(NAME, SEX, new Column("born", ColumnType.DATE, true, false)), "born");
        assertRefused(person(NAME, new Column("sex", ColumnType.TEXT, false, false, List.of("male"))), "female");
        assertRefused(person(new Column("name", ColumnType.TEXT, true, true), SEX), "encrypted");
        assertThat(plan(home()).refused()).extracting(Plan.Change::table).containsExactly("small_person");
    }

    private void assertRefused(Table table, String word) {
        Plan plan = plan(table, home());
        assertThat(plan.refused()).extracting(c -> c.what().en()).anyMatch(w -> w.contains(word));
        assertThatThrownBy(() -> owner(tx -> {
                    Migration.apply(plan, tx);
                    return 0;
                }))
                .isInstanceOf(MigrationRefused.class);
    }

    @Test
    void aScratchSchemaHasItsOwnOfEverythingAWriteTouches() {
        owner(tx -> {
            Migration.create(List.of(person(NAME, SEX, SECRET, HOME), home()), "scratch_one", tx);
            return 0;
        });
        List<String> tables = owner(tx -> tx.rows(
                Sql.of("select tablename::text as name from pg_tables where schemaname = 'scratch_one'"),
                row -> row.text("name")));
        assertThat(tables)
                .contains("small_person", "small_person_version", "journal", "community", "person_key", "occurrence");
        assertThat(plan().changes()).isEmpty();
        owner(tx -> {
            Migration.drop("scratch_one", tx);
            return 0;
        });
    }

    /** The rules that let the same schema run distributed by community. A token is found before it is known whose it is. */
    @Test
    void everyKeyBeginsWithTheCommunityAndNothingNeedsATriggerOrASequence() {
        migrate(person(NAME, SEX, SECRET, HOME), home());
        List<String> keys = owner(tx -> tx.rows(Sql.of("""
                select c.relname || '.' || k.conname as name
                  from pg_constraint k
                  join pg_class c on c.oid = k.conrelid
                  join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
                 where c.relname <> 'access_token' and k.contype in ('p', 'u', 'f')
                   and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'community_id')
                   and (select a.attname from pg_attribute a where a.attrelid = c.oid and a.attnum = k.conkey[1])
                       <> 'community_id'"""), row -> row.text("name")));
        assertThat(keys).as("keys that do not begin with the community").isEmpty();
        List<String> indexes = owner(tx -> tx.rows(Sql.of("""
                select i.relname::text as name from pg_index x
                  join pg_class i on i.oid = x.indexrelid
                  join pg_class c on c.oid = x.indrelid
                  join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
                 where c.relname <> 'access_token'
                   and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'community_id')
                   and (select a.attname from pg_attribute a where a.attrelid = c.oid and a.attnum = x.indkey[0])
                       <> 'community_id'"""), row -> row.text("name")));
        assertThat(indexes).as("indexes that do not begin with the community").isEmpty();
        List<String> others = owner(tx -> tx.rows(Sql.of("""
                select 'trigger ' || t.tgname as name from pg_trigger t where not t.tgisinternal
                union all
                select 'sequence ' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                 where c.relkind = 'S' and n.nspname = 'public'
                union all
                select 'set null ' || k.conname from pg_constraint k where k.contype = 'f' and k.confdeltype = 'n'
                union all
                select 'policy with a sub-select on ' || tablename from pg_policies where qual ilike '%select%'
                union all
                select 'no row-level security on ' || c.relname
                  from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
                 where c.relkind = 'r' and not c.relrowsecurity and c.relname <> 'access_token'
                   and (c.relname = 'community'
                        or exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'community_id'))"""), row -> row.text("name")));
        assertThat(others).isEmpty();
    }
}
