package io.liren.schema;

import java.util.List;

/**
 * A column of a register's table.
 *
 * @param required never missing
 * @param sensitive kept as ciphertext in past versions; never required by the database, so that it can be erased
 * @param options the only values it may hold; empty: any
 */
public record Column(String name, ColumnType type, boolean required, boolean sensitive, List<String> options) {
    public Column {
        options = List.copyOf(options);
    }

    /** A column that may hold any value of its type. */
    public Column(String name, ColumnType type, boolean required, boolean sensitive) {
        this(name, type, required, sensitive, List.of());
    }

    boolean notNull() {
        return required && !sensitive;
    }
}
