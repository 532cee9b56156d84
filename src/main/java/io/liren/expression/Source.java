package io.liren.expression;

import io.liren.sql.Sql;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Where a field's value comes from. */
public sealed interface Source {
    /** A column of the register's table. */
    record Column(String column) implements Source {}

    /**
     * An expression over the record itself, which it names by the register's bare name.
     *
     * @param checked the checked expression, asked for only when needed; empty where it was wrong
     */
    record Computed(String text, Supplier<Optional<Checked>> checked) implements Source {}

    /**
     * SQL over the row of an alias. In the JVM such a field has the value that the record's map holds, else it is missing.
     *
     * @param knownAt SQL of the moment at which the value was entered; empty: when the row came to read as it does
     */
    record Fragment(Function<String, Sql> sql, Optional<Function<String, Sql>> knownAt) implements Source {
        /** Of the row itself. */
        public Fragment(Function<String, Sql> sql) {
            this(sql, Optional.empty());
        }
    }

    /**
     * SQL over the row of an alias, worked out from the facts of other registers.
     *
     * @param reads their full ids, asked for once all is declared
     */
    record Derived(Function<String, Sql> sql, Supplier<Set<String>> reads) implements Source {}

    /**
     * SQL of the moment at which the value of a row became known. A record that was put right in another field has not
     * come to know this one by that: the oldest version that held the same tells. A sealed one can't be compared and counts
     * as another.
     *
     * @param table the register's
     * @param alias the row's
     * @return empty for a computed field, or one worked out from others, which was never entered
     */
    default Optional<Sql> knownAt(String table, String alias) {
        return switch (this) {
            case Column(String column) ->
                Optional.of(Sql.of("""
                        case when {row}.revision = 1 then {row}.changed_at
                             else coalesce((select min(v.known_from) from {versions} v
                                             where v.community_id = {row}.community_id and v.id = {row}.id
                                               and v.{column}::text = {row}.{column}::text), {row}.changed_at) end""")
                        .name("row", alias)
                        .name("versions", table + "_version")
                        .name("column", column));
            case Fragment(var sql, var knownAt) ->
                Optional.of(knownAt.map(k -> k.apply(alias))
                        .orElseGet(() -> Sql.of("{row}.changed_at").name("row", alias)));
            case Computed computed -> Optional.empty();
            case Derived derived -> Optional.empty();
        };
    }
}
