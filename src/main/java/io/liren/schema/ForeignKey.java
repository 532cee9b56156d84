package io.liren.schema;

/**
 * A column that holds the id of a record of the same community.
 *
 * @param column the column, of type UUID
 * @param table the table it leads to
 */
public record ForeignKey(String column, String table) {}
