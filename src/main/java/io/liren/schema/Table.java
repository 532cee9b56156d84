package io.liren.schema;

import java.util.List;
import java.util.Optional;

/**
 * A register's table (登记簿表) as the rulebooks want it: its own columns; those that every such table has are {@link #BASE}.
 *
 * @param name also the name of its view in the schema of the past; its past versions are in {@code name_version}
 * @param uniques sets of columns that no two records of a community that are not voided have in common
 */
public record Table(
        String name,
        List<Column> columns,
        List<ForeignKey> foreignKeys,
        List<List<String>> uniques,
        List<Index> indexes) {
    /**
     * The columns before a table's own. {@code entered_on} is the day of entry in the community's time zone;
     * {@code changed_at} the moment since which the row reads as it does; {@code search_text} what it can be found by.
     */
    public static final List<Column> BASE = List.of(
            new Column("community_id", ColumnType.UUID, true, false),
            new Column("id", ColumnType.UUID, true, false),
            new Column("entered_at", ColumnType.MOMENT, true, false),
            new Column("entered_on", ColumnType.DATE, true, false),
            new Column("entered_by", ColumnType.UUID, true, false),
            new Column("changed_at", ColumnType.MOMENT, true, false),
            new Column("revision", ColumnType.WHOLE, true, false),
            new Column("voided_at", ColumnType.MOMENT, false, false),
            new Column("search_text", ColumnType.TEXT, true, false),
            new Column("search_grams", ColumnType.TEXTS, true, false));

    public Table {
        columns = List.copyOf(columns);
        foreignKeys = List.copyOf(foreignKeys);
        uniques = uniques.stream().map(List::copyOf).toList();
        indexes = List.copyOf(indexes);
    }

    /** A column of its own. */
    public Optional<Column> column(String column) {
        return columns.stream().filter(c -> c.name().equals(column)).findFirst();
    }

    /** The table of its past versions. */
    public String versions() {
        return name + "_version";
    }
}
