package io.liren.block;

import io.liren.calendar.PeriodUnit;
import io.liren.rulebook.Position;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A number that a block carries and that the clause's text must state the same.
 *
 * @param mustBeSaid whether the text has to mention it; a parameter may stand in the block alone
 */
public record Quantity(Unit unit, BigDecimal value, Position position, boolean mustBeSaid) {
    /** What is counted. */
    public enum Unit {
        EVERY_WEEK,
        EVERY_MONTH,
        EVERY_QUARTER,
        EVERY_HALF_YEAR,
        EVERY_YEAR,
        MINUTES,
        HOURS,
        DAYS,
        WORKDAYS,
        MONTHS,
        TIMES,
        PERCENT,
        /** A part of a whole; see {@link Quantity#share}. */
        SHARE,
        YUAN,
        COUNT;

        /** The unit of a recurrence. */
        public static Unit every(PeriodUnit unit) {
            return switch (unit) {
                case WEEK -> EVERY_WEEK;
                case MONTH -> EVERY_MONTH;
                case QUARTER -> EVERY_QUARTER;
                case HALF_YEAR -> EVERY_HALF_YEAR;
                case YEAR -> EVERY_YEAR;
            };
        }

        /** The unit a parameter or a duration is written in; years count as twelve months; unknown words count. */
        public static Unit of(String word) {
            return switch (word) {
                case "minute", "minutes" -> MINUTES;
                case "hour", "hours" -> HOURS;
                case "day", "days" -> DAYS;
                case "workday", "workdays" -> WORKDAYS;
                case "month", "months", "year", "years" -> MONTHS;
                case "time", "times" -> TIMES;
                case "percent" -> PERCENT;
                case "yuan" -> YUAN;
                default -> COUNT;
            };
        }

        /** Whether it is a recurrence. */
        public boolean recurs() {
            return name().startsWith("EVERY_");
        }
    }

    /** A number with its unit as written, which the text has to mention. */
    public static Quantity said(String unit, BigDecimal value, Position position) {
        return new Quantity(Unit.of(unit), inMonths(unit, value), position, true);
    }

    /** A parameter's value: the text may mention it, and if it does, the same. */
    public static Quantity known(String unit, BigDecimal value, Position position) {
        return new Quantity(Unit.of(unit), inMonths(unit, value), position, false);
    }

    /** A recurrence. */
    public static Quantity every(PeriodUnit unit, Position position) {
        return new Quantity(Unit.every(unit), BigDecimal.ONE, position, true);
    }

    /** A recurrence that an expression leans on: the text may mention it. */
    static Quantity knownEvery(PeriodUnit unit, Position position) {
        return new Quantity(Unit.every(unit), BigDecimal.ONE, position, false);
    }

    /** A share that a condition holds counts against, such as two thirds of those due. */
    static Quantity ofShare(BigDecimal part, BigDecimal whole, Position position) {
        return new Quantity(Unit.SHARE, share(part, whole), position, false);
    }

    /** A part of a whole, to six decimals. */
    static BigDecimal share(BigDecimal part, BigDecimal whole) {
        return part.divide(whole, 6, RoundingMode.HALF_UP);
    }

    private static BigDecimal inMonths(String unit, BigDecimal value) {
        return unit.startsWith("year") ? value.multiply(BigDecimal.valueOf(12)) : value;
    }

    boolean matches(Unit otherUnit, BigDecimal otherValue) {
        return unit == otherUnit && value.compareTo(otherValue) == 0;
    }
}
