package io.liren.report;

import io.liren.access.Viewer;
import io.liren.calendar.Period;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A report's numbers for a period, by row and column. A cell that is not there has nothing to count. */
public record Sheet(Report report, Period period, Map<String, Map<String, BigDecimal>> numbers) {
    public Sheet {
        Map<String, Map<String, BigDecimal>> copy = new LinkedHashMap<>();
        numbers.forEach((row, cells) -> copy.put(row, Collections.unmodifiableMap(new LinkedHashMap<>(cells))));
        numbers = Collections.unmodifiableMap(copy);
    }

    /** One number; empty if there is no such cell. */
    public Optional<BigDecimal> number(String row, String column) {
        return Optional.ofNullable(numbers.getOrDefault(row, Map.of()).get(column));
    }

    /**
     * Whether a number is kept from a viewer: a small one of a private matter, or one that would give it away. Where one
     * number of a column is small, the column's total is kept back with it: otherwise it could be worked out.
     */
    public boolean isHidden(Viewer viewer, String row, String column) {
        return report.hide()
                .filter(hide -> !viewer.holdsAny(hide.except()))
                .filter(hide -> row.equals(Report.TOTAL)
                        ? report.rows().stream().anyMatch(r -> small(hide, r.name(), column))
                        : anySmall(hide, row, column))
                .isPresent();
    }

    /** A row of a private matter is kept back whole where any of its own numbers is small: they add up to each other. */
    private boolean anySmall(Report.Hide hide, String row, String column) {
        return numbers.getOrDefault(row, Map.of()).containsKey(column)
                && report.columns().stream().anyMatch(c -> small(hide, row, c.name()));
    }

    private boolean small(Report.Hide hide, String row, String column) {
        return (hide.rows().isEmpty() || hide.rows().contains(row))
                && number(row, column)
                        .filter(n -> n.signum() > 0 && n.compareTo(BigDecimal.valueOf(hide.under())) < 0)
                        .isPresent();
    }
}
