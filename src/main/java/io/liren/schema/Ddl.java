package io.liren.schema;

import io.liren.sql.Sql;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/** Writes the statements that make a register's table in a schema, one statement a change. */
final class Ddl {
    private static final int LONGEST = 63;
    private final String schema;

    Ddl(String schema) {
        this.schema = schema;
    }

    Sql at(String name) {
        return Sql.identifier(schema).then(Sql.of(".")).then(Sql.identifier(name));
    }

    Sql createTable(Table table) {
        List<Sql> parts = new ArrayList<>();
        for (Column column : Table.BASE) {
            parts.add(column(column));
        }
        for (Column column : table.columns()) {
            parts.add(column(column));
            if (!column.options().isEmpty()) {
                parts.add(Sql.of("constraint ").then(check(table, column)));
            }
        }
        parts.add(Sql.of("primary key (community_id, id)"));
        return Sql.of("create table if not exists {table} (\n  {parts})")
                .part("table", at(table.name()))
                .part("parts", Sql.join(",\n  ", parts));
    }

    Sql createVersions(Table table) {
        List<Sql> parts = new ArrayList<>();
        for (Column column : Table.BASE) {
            parts.add(column(column));
        }
        for (Column column : table.columns()) {
            parts.add(versionColumn(column));
        }
        parts.add(Sql.of("known_from timestamptz not null"));
        parts.add(Sql.of("known_to timestamptz not null"));
        parts.add(Sql.of("primary key (community_id, id, revision)"));
        return Sql.of("create table if not exists {table} (\n  {parts})")
                .part("table", at(table.versions()))
                .part("parts", Sql.join(",\n  ", parts));
    }

    Sql column(Column column) {
        Sql sql = Sql.identifier(column.name())
                .then(Sql.trusted(" " + column.type().sql()));
        return column.notNull() ? sql.then(Sql.of(" not null")) : sql;
    }

    Sql versionColumn(Column column) {
        String type = column.sensitive() ? "bytea" : column.type().sql();
        return Sql.identifier(column.name()).then(Sql.trusted(" " + type));
    }

    /** The name of the rule and the rule. */
    Sql check(Table table, Column column) {
        String options = column.options().stream()
                .map(o -> "'" + o.replace("'", "''") + "'")
                .collect(Collectors.joining(", "));
        String rule =
                column.type() == ColumnType.TEXTS ? " <@ array[" + options + "]::text[]" : " in (" + options + ")";
        return Sql.of("{name} check ({column}{rule})")
                .name("name", checkName(table, column))
                .name("column", column.name())
                .part("rule", Sql.trusted(rule));
    }

    static String checkName(Table table, Column column) {
        return fitted(table.name() + "_" + column.name(), "_options");
    }

    Map<String, Sql> foreignKeys(Table table) {
        Map<String, Sql> keys = new LinkedHashMap<>();
        for (ForeignKey key : table.foreignKeys()) {
            String name = fitted(table.name() + "_" + key.column(), "_fk");
            keys.put(
                    name,
                    Sql.of("alter table {table} add constraint {name} foreign key (community_id, {column}) "
                                    + "references {target} (community_id, id)")
                            .part("table", at(table.name()))
                            .name("name", name)
                            .name("column", key.column())
                            .part("target", at(key.table())));
        }
        return keys;
    }

    /** Every index by name; those that make a rule unique are told by their name's end. */
    Map<String, Sql> indexes(Table table) {
        Map<String, Sql> indexes = new LinkedHashMap<>();
        for (List<String> unique : table.uniques()) {
            String name = fitted(table.name() + "_" + String.join("_", unique), "_unique");
            indexes.put(
                    name,
                    Sql.of("create unique index if not exists {name} on {table} (community_id, {columns}) "
                                    + "where voided_at is null")
                            .name("name", name)
                            .part("table", at(table.name()))
                            .part("columns", names(unique)));
        }
        for (Index index : table.indexes()) {
            String name = fitted(
                    table.name() + "_" + String.join("_", index.columns()), index.containment() ? "_gin" : "_idx");
            Sql statement = index.containment()
                    ? Sql.of("create index if not exists {name} on {table} using gin (community_id, {columns})")
                    : Sql.of("create index if not exists {name} on {table} (community_id, {columns}, id)");
            indexes.put(
                    name,
                    statement
                            .name("name", name)
                            .part("table", at(table.name()))
                            .part("columns", names(index.columns())));
        }
        return indexes;
    }

    /** Who may do what: a register's rows are never deleted, its past versions never changed. */
    List<Sql> rights(Table table) {
        List<Sql> rights = new ArrayList<>();
        rights.add(
                Sql.of("grant select, insert, update on {table} to liren_app").part("table", at(table.name())));
        rights.add(Sql.of("grant select, insert on {table} to liren_app").part("table", at(table.versions())));
        for (String name : List.of(table.name(), table.versions())) {
            rights.add(Sql.of("grant select on {table} to liren_derive").part("table", at(name)));
            rights.addAll(policies(name));
        }
        return rights;
    }

    List<Sql> policies(String table) {
        return List.of(
                Sql.of("alter table {table} enable row level security").part("table", at(table)),
                Sql.of("create policy own_community on {table} to liren_app "
                                + "using (community_id = current_setting('liren.community')::uuid)")
                        .part("table", at(table)),
                Sql.of("create policy every_community on {table} to liren_derive using (true)")
                        .part("table", at(table)));
    }

    /**
     * The register as it was known at {@code liren.known_at}. Sensitive values of past versions are ciphertext and read as
     * missing here.
     */
    List<Sql> pastView(Table table, String past) {
        List<Sql> now = new ArrayList<>();
        List<Sql> then = new ArrayList<>();
        for (Column column : Table.BASE) {
            now.add(Sql.identifier(column.name()));
            then.add(Sql.identifier(column.name()));
        }
        for (Column column : table.columns()) {
            now.add(Sql.identifier(column.name()));
            then.add(column.sensitive() ? Sql.trusted("null::" + column.type().sql()) : Sql.identifier(column.name()));
        }
        Sql view = Sql.identifier(past).then(Sql.of(".")).then(Sql.identifier(table.name()));
        return List.of(
                Sql.of("drop view if exists {view}").part("view", view),
                Sql.of("""
                        create view {view} with (security_invoker = true) as
                        select {now} from {table} where changed_at <= current_setting('liren.known_at')::timestamptz
                        union all
                        select {then} from {versions}
                         where known_from <= current_setting('liren.known_at')::timestamptz
                           and known_to > current_setting('liren.known_at')::timestamptz""")
                        .part("view", view)
                        .part("now", Sql.join(", ", now))
                        .part("table", at(table.name()))
                        .part("then", Sql.join(", ", then))
                        .part("versions", at(table.versions())),
                Sql.of("grant select on {view} to liren_app, liren_derive").part("view", view));
    }

    private static Sql names(List<String> names) {
        return Sql.join(", ", names.stream().map(Sql::identifier).toList());
    }

    /** PostgreSQL cuts a long name; so that two don't become one, we cut it ourselves and add a check sum. */
    static String fitted(String name, String end) {
        if (name.length() + end.length() <= LONGEST) {
            return name + end;
        }
        CRC32 sum = new CRC32();
        sum.update(name.getBytes(StandardCharsets.UTF_8));
        String mark = "_" + Long.toHexString(sum.getValue());
        return name.substring(0, LONGEST - end.length() - mark.length()) + mark + end;
    }
}
