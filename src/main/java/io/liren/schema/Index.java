package io.liren.schema;

import java.util.List;

/**
 * An index; the community is always its first column and not named here.
 *
 * @param columns after the community
 * @param containment of arrays (GIN) instead of order
 */
public record Index(List<String> columns, boolean containment) {
    public Index {
        columns = List.copyOf(columns);
    }

    /** For order and equality; the record's id is added at the end, so that pages of equal values keep their order. */
    public static Index ordered(String... columns) {
        return new Index(List.of(columns), false);
    }

    /** For what an array contains. */
    public static Index containment(String column) {
        return new Index(List.of(column), true);
    }
}
