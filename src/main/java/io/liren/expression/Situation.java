package io.liren.expression;

import io.liren.calendar.WorkingDays;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What stands around an expression that is evaluated in the JVM.
 *
 * @param periodStart the period's first day; missing where there is no period
 * @param trigger the date that set something off; may be missing
 * @param parameters values by name: BigDecimal, String or {@link Bands}, or a map of these by the day each is in force from
 */
public record Situation(
        LocalDate today,
        @Nullable LocalDate periodStart,
        @Nullable LocalDate periodEnd,
        @Nullable LocalDate trigger,
        Map<String, Object> parameters,
        WorkingDays workingDays,
        Memory memory) {
    /** With a day and parameters, and no facts but those in the variables. */
    public static Situation of(LocalDate today, Map<String, Object> parameters, WorkingDays workingDays) {
        return new Situation(today, null, null, null, parameters, workingDays, Memory.none());
    }
}
