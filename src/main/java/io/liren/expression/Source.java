package io.liren.expression;

import io.liren.sql.Sql;
import java.util.Optional;
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

    /** SQL over the row of an alias. In the JVM such a field has the value that the record's map holds, else it is missing. */
    record Fragment(Function<String, Sql> sql) implements Source {}
}
