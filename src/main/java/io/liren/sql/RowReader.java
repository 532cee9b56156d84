package io.liren.sql;

/** Makes a value of a row. */
@FunctionalInterface
public interface RowReader<T> {
    /** Reads the row that the cursor stands on. */
    T read(Row row);
}
