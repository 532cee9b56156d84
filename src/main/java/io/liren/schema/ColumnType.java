package io.liren.schema;

/** What a column holds, and how PostgreSQL calls it. */
public enum ColumnType {
    /** Text, also a choice. */
    TEXT("text"),
    /** A whole number. */
    WHOLE("bigint"),
    /** A decimal number. */
    DECIMAL("numeric"),
    /** Yuan with two decimals. */
    MONEY("numeric(15,2)"),
    /** A calendar date, without a zone. */
    DATE("date"),
    /** A time of day, without a zone. */
    TIME("time without time zone"),
    /** Yes or no. */
    BOOLEAN("boolean"),
    /** The id of a record. */
    UUID("uuid"),
    /** The ids of several records. */
    UUIDS("uuid[]"),
    /** Several choices. */
    TEXTS("text[]"),
    /** A moment. */
    MOMENT("timestamp with time zone");

    private final String sql;

    ColumnType(String sql) {
        this.sql = sql;
    }

    /** PostgreSQL's name, as its catalogue spells it. */
    public String sql() {
        return sql;
    }

    /** Whether it holds several values, and is searched by containment. */
    public boolean isMany() {
        return this == UUIDS || this == TEXTS;
    }
}
