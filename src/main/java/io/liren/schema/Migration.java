package io.liren.schema;

import io.liren.schema.Catalogue.Live;
import io.liren.schema.Catalogue.LiveColumn;
import io.liren.schema.Plan.Change;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import io.liren.wording.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Brings the registers' tables to what the rulebooks say (迁移). What only adds is done; what would lose facts is refused
 * with the plan shown. Planned again after it was done, the plan is empty.
 */
public final class Migration {
    /** Core tables that a write to a register touches; a scratch schema has its own, so that nothing real changes. */
    private static final List<String> TOUCHED = List.of(
            "community",
            "journal",
            "person_key",
            "look_log",
            "occurrence",
            "duty_waiver",
            "attachment",
            "parameter_value");

    private final Ddl ddl;
    private final Catalogue live;
    private final boolean past;
    private final List<Change> first = new ArrayList<>();
    private final List<Change> last = new ArrayList<>();

    private Migration(Transaction owner, String schema, boolean past) {
        this.ddl = new Ddl(schema);
        this.live = new Catalogue(owner, schema);
        this.past = past;
    }

    /**
     * Compares the tables wanted with those there are.
     *
     * @param owner a transaction of the role that owns the tables
     */
    public static Plan plan(List<Table> tables, Transaction owner) {
        return new Migration(owner, CoreSchema.MAIN, true).plan(tables);
    }

    /**
     * Makes the changes of a plan.
     *
     * @throws MigrationRefused if the plan holds a change that is not additive; then nothing was changed
     */
    public static void apply(Plan plan, Transaction owner) {
        if (!plan.refused().isEmpty()) {
            throw new MigrationRefused(plan);
        }
        plan.additive().forEach(owner::update);
    }

    /**
     * Makes all tables anew, empty, in a schema of their own, with the core tables that writes touch: for examples and
     * drafts. {@code useSchema} then makes every statement go there. Areas, calendar and users are the shared ones.
     *
     * @param schema a name of its own; if it exists, it is dropped first
     */
    public static void create(List<Table> tables, String schema, Transaction owner) {
        drop(schema, owner);
        owner.update(Sql.of("create schema {schema}").name("schema", schema));
        owner.update(Sql.of("grant usage on schema {schema} to liren_app, liren_derive")
                .name("schema", schema));
        Ddl ddl = new Ddl(schema);
        for (String table : TOUCHED) {
            owner.update(Sql.of("create table {copy} (like {table} including all)")
                    .part("copy", ddl.at(table))
                    .part("table", new Ddl(CoreSchema.MAIN).at(table)));
            owner.update(Sql.of("grant select, insert, update, delete on {copy} to liren_app, liren_derive")
                    .part("copy", ddl.at(table)));
        }
        Plan plan = new Migration(owner, schema, false).plan(tables);
        apply(plan, owner);
    }

    /** Drops a scratch schema, if it exists. */
    public static void drop(String schema, Transaction owner) {
        if (schema.equals(CoreSchema.MAIN) || schema.equals(CoreSchema.PAST)) {
            throw new IllegalArgumentException("not a scratch schema: " + schema);
        }
        owner.update(Sql.of("drop schema if exists {schema} cascade").name("schema", schema));
    }

    private Plan plan(List<Table> tables) {
        for (Table table : tables) {
            boolean changed = live.table(table.name()).map(t -> alter(table, t)).orElseGet(() -> make(table));
            boolean stale = live.pastView(table.name())
                    .map(columns -> !columns.equals(columnNames(table)))
                    .orElse(true);
            if (past && (changed || stale)) {
                for (Sql statement : ddl.pastView(table, CoreSchema.PAST)) {
                    late(table, "可按日期回看", "can be asked as of a day", statement);
                }
            }
        }
        tablesGone(tables);
        List<Change> all = new ArrayList<>(first);
        all.addAll(last);
        return new Plan(all);
    }

    private static Set<String> columnNames(Table table) {
        Set<String> names = new TreeSet<>();
        Table.BASE.forEach(c -> names.add(c.name()));
        table.columns().forEach(c -> names.add(c.name()));
        return names;
    }

    private boolean make(Table table) {
        soon(table, "新登记簿", "a new register", ddl.createTable(table));
        soon(table, "新登记簿的旧版本", "the past versions of a new register", ddl.createVersions(table));
        ddl.rights(table).forEach(right -> soon(table, "权限", "rights", right));
        ddl.indexes(table).forEach((name, statement) -> soon(table, "索引 " + name, "index " + name, statement));
        // References may run in circles: they come when all tables are there.
        ddl.foreignKeys(table).forEach((name, key) -> late(table, "引用 " + name, "reference " + name, key));
        return true;
    }

    private boolean alter(Table table, Live there) {
        int before = first.size();
        for (Column column : table.columns()) {
            LiveColumn old = there.columns().get(column.name());
            if (old == null) {
                add(table, column);
            } else {
                compare(table, column, old);
                options(table, column, there);
            }
        }
        Set<String> wanted = columnNames(table);
        for (String name : there.columns().keySet()) {
            if (!wanted.contains(name)) {
                refuse(
                        table,
                        "字段 " + name + " 不见了,里面的内容会丢",
                        "the field " + name + " is gone and its facts would be lost");
            }
        }
        repairVersions(table);
        if (!live.hasPolicies(table.versions())) {
            ddl.rights(table).forEach(right -> soon(table, "权限", "rights", right));
        }
        boolean columnsChanged = first.size() > before;
        indexes(table);
        ddl.foreignKeys(table).forEach((name, key) -> {
            if (!there.foreignKeys().contains(name)) {
                late(table, "引用 " + name, "reference " + name, key);
            }
        });
        return columnsChanged;
    }

    private void add(Table table, Column column) {
        if (column.notNull() && !live.isEmpty(table.name())) {
            refuse(
                    table,
                    "新字段 " + column.name() + " 是必填的,但已有的记录没有它",
                    "the new field " + column.name() + " is required, but the records there lack it");
            return;
        }
        Sql statement = Sql.of("alter table {table} add column if not exists {column}")
                .part("table", ddl.at(table.name()))
                .part("column", ddl.column(column));
        if (!column.options().isEmpty()) {
            statement = statement.then(Sql.of(", add constraint ")).then(ddl.check(table, column));
        }
        soon(table, "新字段 " + column.name(), "a new field " + column.name(), statement);
        soon(
                table,
                "新字段 " + column.name() + " 的旧版本",
                "past versions of " + column.name(),
                Sql.of("alter table {table} add column if not exists {column}")
                        .part("table", ddl.at(table.versions()))
                        .part("column", ddl.versionColumn(column)));
    }

    private void compare(Table table, Column column, LiveColumn old) {
        if (!old.type().equals(column.type().sql())) {
            refuse(
                    table,
                    "字段 " + column.name() + " 的类型由 " + old.type() + " 变成 "
                            + column.type().sql(),
                    "the field " + column.name() + " changes from " + old.type() + " to "
                            + column.type().sql());
        } else if (column.notNull() && !old.notNull()) {
            if (live.isEmpty(table.name())) {
                soon(
                        table,
                        "字段 " + column.name() + " 改为必填",
                        column.name() + " becomes required",
                        nullable(table, column, false));
            } else {
                refuse(
                        table,
                        "字段 " + column.name() + " 改为必填,已有的记录可能没有它",
                        "the field " + column.name() + " becomes required, and records there may lack it");
            }
        } else if (!column.notNull() && old.notNull()) {
            soon(
                    table,
                    "字段 " + column.name() + " 不再必填",
                    column.name() + " is no longer required",
                    nullable(table, column, true));
        }
        live.table(table.versions())
                .map(v -> v.columns().get(column.name()))
                .filter(v -> v.type().equals("bytea") != column.sensitive())
                .ifPresent(v -> refuse(
                        table,
                        "字段 " + column.name() + (column.sensitive() ? " 改为敏感,旧版本没有加密" : " 不再敏感,旧版本是加密的"),
                        "the field " + column.name()
                                + (column.sensitive()
                                        ? " becomes sensitive, and its past versions are not encrypted"
                                        : " is no longer sensitive, and its past versions are encrypted")));
    }

    private Sql nullable(Table table, Column column, boolean mayLack) {
        return (mayLack
                        ? Sql.of("alter table {table} alter column {column} drop not null")
                        : Sql.of("alter table {table} alter column {column} set not null"))
                .part("table", ddl.at(table.name()))
                .name("column", column.name());
    }

    private void options(Table table, Column column, Live there) {
        String name = Ddl.checkName(table, column);
        Set<String> old = there.checks().get(name);
        Set<String> wanted = new TreeSet<>(column.options());
        if (old == null ? wanted.isEmpty() : old.equals(wanted)) {
            return;
        }
        Sql drop = Sql.of("alter table {table} drop constraint if exists {name}")
                .part("table", ddl.at(table.name()))
                .name("name", name);
        if (wanted.isEmpty()) {
            soon(table, "字段 " + column.name() + " 不再限定选项", column.name() + " takes any value", drop);
        } else if (old != null && wanted.containsAll(old) || live.isEmpty(table.name())) {
            soon(
                    table,
                    "字段 " + column.name() + " 的新选项",
                    "new options of " + column.name(),
                    drop.then(Sql.of(", add constraint ")).then(ddl.check(table, column)));
        } else {
            Set<String> gone = old == null ? Set.of() : new TreeSet<>(old);
            gone.removeAll(wanted);
            String names = gone.stream().collect(Collectors.joining(", "));
            refuse(
                    table,
                    "字段 " + column.name() + " 的选项 " + names + " 不见了,可能还有记录在用",
                    "the options " + names + " of " + column.name() + " are gone, and records may hold them");
        }
    }

    private void repairVersions(Table table) {
        if (live.table(table.versions()).isEmpty()) {
            soon(table, "登记簿的旧版本", "the past versions", ddl.createVersions(table));
        }
    }

    private void indexes(Table table) {
        Set<String> there = live.indexes(table.name());
        Map<String, Sql> wanted = ddl.indexes(table);
        wanted.forEach((name, statement) -> {
            if (there.contains(name)) {
                return;
            }
            if (name.endsWith("_unique") && !live.isEmpty(table.name())) {
                refuse(table, "新的唯一规则 " + name + ",已有的记录可能违反", "a new unique rule " + name + " that records may break");
            } else {
                soon(table, "索引 " + name, "index " + name, statement);
            }
        });
        for (String name : there) {
            if (name.endsWith("_unique") && !wanted.containsKey(name)) {
                soon(
                        table,
                        "不再唯一 " + name,
                        "no longer unique " + name,
                        Sql.of("drop index if exists {index}").part("index", ddl.at(name)));
            }
        }
    }

    /** A register that is gone from the rulebooks stays as it is; if it holds facts, someone must know. */
    private void tablesGone(List<Table> tables) {
        Set<String> wanted = tables.stream().map(Table::name).collect(Collectors.toSet());
        for (String name : live.tables()) {
            if (!wanted.contains(name) && live.table(name + "_version").isPresent() && !live.isEmpty(name)) {
                first.add(new Change(
                        name,
                        new Label(
                                "登记簿不见了,里面的记录再也看不到", "the register is gone and its records would not be seen any more"),
                        Optional.empty()));
            }
        }
    }

    private void soon(Table table, String zh, String en, Sql statement) {
        first.add(new Change(table.name(), new Label(zh, en), Optional.of(statement)));
    }

    private void late(Table table, String zh, String en, Sql statement) {
        last.add(new Change(table.name(), new Label(zh, en), Optional.of(statement)));
    }

    private void refuse(Table table, String zh, String en) {
        first.add(new Change(table.name(), new Label(zh, en), Optional.empty()));
    }
}
