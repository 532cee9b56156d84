package io.liren.schema;

import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What tables there are in a schema, as PostgreSQL's own catalogue says. */
final class Catalogue {
    private static final Pattern LITERAL = Pattern.compile("'((?:[^']|'')*)'");

    record LiveColumn(String type, boolean notNull) {}

    /** @param checks the values that a rule allows, by the rule's name */
    record Live(Map<String, LiveColumn> columns, Set<String> foreignKeys, Map<String, Set<String>> checks) {}

    private final Map<String, Live> tables = new TreeMap<>();
    private final Map<String, Set<String>> indexes = new TreeMap<>();
    private final Map<String, Set<String>> views = new TreeMap<>();
    private final Set<String> policed = new TreeSet<>();
    private final Transaction transaction;
    private final Ddl ddl;

    Catalogue(Transaction transaction, String schema) {
        this.transaction = transaction;
        this.ddl = new Ddl(schema);
        readColumns(schema);
        readConstraints(schema);
        readIndexes(schema);
    }

    Optional<Live> table(String name) {
        return Optional.ofNullable(tables.get(name));
    }

    Set<String> indexes(String table) {
        return indexes.getOrDefault(table, Set.of());
    }

    Set<String> tables() {
        return tables.keySet();
    }

    Optional<Set<String>> pastView(String name) {
        return Optional.ofNullable(views.get(name));
    }

    boolean hasPolicies(String table) {
        return policed.contains(table);
    }

    boolean isEmpty(String table) {
        return !transaction.any(Sql.of("select 1 as one from {table} limit 1").part("table", ddl.at(table)));
    }

    private void readColumns(String schema) {
        transaction.rows(Sql.of("""
                        select c.relname::text as table_name, c.relkind::text as kind, n.nspname::text as schema_name,
                               a.attname::text as column_name,
                               format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as not_null
                          from pg_class c
                          join pg_namespace n on n.oid = c.relnamespace
                          join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                         where n.nspname = {schema} and c.relkind in ('r', 'p') or n.nspname = {past} and c.relkind = 'v'
                         order by c.relname, a.attnum""").value("schema", schema).value("past", CoreSchema.PAST), row -> {
            String table = row.text("table_name");
            if (row.text("kind").equals("v")) {
                return views.computeIfAbsent(table, t -> new TreeSet<>()).add(row.text("column_name"));
            }
            Live live = tables.computeIfAbsent(
                    table, t -> new Live(new LinkedHashMap<>(), new TreeSet<>(), new TreeMap<>()));
            live.columns().put(row.text("column_name"), new LiveColumn(row.text("type"), row.bool("not_null")));
            return true;
        });
    }

    private void readConstraints(String schema) {
        transaction.rows(Sql.of("""
                        select c.relname::text as table_name, k.conname::text as name, k.contype::text as kind,
                               pg_get_constraintdef(k.oid) as definition
                          from pg_constraint k
                          join pg_class c on c.oid = k.conrelid
                          join pg_namespace n on n.oid = c.relnamespace
                         where n.nspname = {schema} and k.contype in ('f', 'c')""").value("schema", schema), row -> {
            Live live = tables.get(row.text("table_name"));
            if (live == null) {
                return false;
            }
            if (row.text("kind").equals("f")) {
                return live.foreignKeys().add(row.text("name"));
            }
            Set<String> values = new TreeSet<>();
            Matcher literal = LITERAL.matcher(row.text("definition"));
            while (literal.find()) {
                values.add(literal.group(1).replace("''", "'"));
            }
            live.checks().put(row.text("name"), values);
            return true;
        });
    }

    private void readIndexes(String schema) {
        transaction.rows(
                Sql.of("select tablename::text as table_name, indexname::text as name from pg_indexes "
                                + "where schemaname = {schema}")
                        .value("schema", schema),
                row -> indexes.computeIfAbsent(row.text("table_name"), t -> new TreeSet<>())
                        .add(row.text("name")));
        transaction.rows(
                Sql.of("select tablename::text as table_name from pg_policies where schemaname = {schema} "
                                + "and policyname = 'every_community'")
                        .value("schema", schema),
                row -> policed.add(row.text("table_name")));
    }
}
