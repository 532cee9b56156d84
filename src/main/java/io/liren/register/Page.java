package io.liren.register;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param columns the fields read, in order
 * @param next where the next page begins; empty: this is the last
 * @param sums of the columns that are numbers; none if there are too many lines to add up quickly
 * @param titles of all records named in the lines, by id
 * @param problems filters that could not be read and were left out
 */
public record Page(
        RegisterModel register,
        List<String> columns,
        List<Line> lines,
        Optional<String> next,
        Count count,
        Map<String, BigDecimal> sums,
        Map<UUID, String> titles,
        List<Problem> problems) {
    /**
     * A line.
     *
     * @param values by field; a sensitive value is {@link Masked}, a missing one null
     */
    public record Line(UUID id, int revision, Map<String, @Nullable Object> values) {
        public Line {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }

    /**
     * How many lines there are in all.
     *
     * @param more whether there are more than were counted
     */
    public record Count(long number, boolean more) {}

    public Page {
        columns = List.copyOf(columns);
        lines = List.copyOf(lines);
        sums = Collections.unmodifiableMap(new LinkedHashMap<>(sums));
        titles = Map.copyOf(titles);
        problems = List.copyOf(problems);
    }
}
