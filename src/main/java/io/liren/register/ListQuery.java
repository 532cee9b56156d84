package io.liren.register;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a list shows.
 *
 * @param register full id
 * @param filters all must hold
 * @param columns the fields to read; none: those the register lists
 * @param sort a field; empty: the newest first
 * @param after the page's start, as {@link Page#next} of the page before says; empty: the first page
 * @param size how many lines, at most 500
 */
public record ListQuery(
        String register,
        List<Filter> filters,
        List<String> columns,
        Optional<String> sort,
        boolean descending,
        Optional<String> after,
        int size) {
    private static final int STANDARD = 50;
    private static final int MOST = 500;

    public ListQuery {
        filters = List.copyOf(filters);
        columns = List.copyOf(columns);
        size = Math.clamp(size, 1, MOST);
    }

    /** The first page of all records, newest first. */
    public static ListQuery of(String register) {
        return new ListQuery(register, List.of(), List.of(), Optional.empty(), true, Optional.empty(), STANDARD);
    }

    /** Narrowed further. */
    public ListQuery where(Filter filter) {
        List<Filter> more = new ArrayList<>(filters);
        more.add(filter);
        return new ListQuery(register, more, columns, sort, descending, after, size);
    }

    /** With these fields. */
    public ListQuery columns(List<String> names) {
        return new ListQuery(register, filters, names, sort, descending, after, size);
    }

    /** Sorted by a field; missing values come last. */
    public ListQuery sortedBy(String field, boolean downwards) {
        return new ListQuery(register, filters, columns, Optional.of(field), downwards, after, size);
    }

    /** The page that begins there. */
    public ListQuery after(String start) {
        return new ListQuery(register, filters, columns, sort, descending, Optional.of(start), size);
    }

    /** With so many lines. */
    public ListQuery size(int lines) {
        return new ListQuery(register, filters, columns, sort, descending, after, lines);
    }
}
