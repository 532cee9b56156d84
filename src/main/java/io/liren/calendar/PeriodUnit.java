package io.liren.calendar;

import io.liren.wording.Label;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;

/** How long a calendar period (周期) is. Weeks are ISO weeks: they begin on Monday. */
public enum PeriodUnit {
    WEEK("week", new Label("周", "week")),
    MONTH("month", new Label("月", "month")),
    QUARTER("quarter", new Label("季度", "quarter")),
    HALF_YEAR("half-year", new Label("半年", "half-year")),
    YEAR("year", new Label("年", "year"));

    private final String word;
    private final Label label;

    PeriodUnit(String word, Label label) {
        this.word = word;
        this.label = label;
    }

    /** As written in a rulebook and kept in the database. */
    public String word() {
        return word;
    }

    /** For people. */
    public Label label() {
        return label;
    }

    /** The unit of a word; empty if there is none. */
    public static Optional<PeriodUnit> of(String word) {
        return Arrays.stream(values()).filter(u -> u.word.equals(word)).findFirst();
    }

    /** The first day after a period that begins on {@code start}. */
    LocalDate after(LocalDate start) {
        return switch (this) {
            case WEEK -> start.plusWeeks(1);
            case MONTH -> start.plusMonths(1);
            case QUARTER -> start.plusMonths(3);
            case HALF_YEAR -> start.plusMonths(6);
            case YEAR -> start.plusYears(1);
        };
    }

    /** The first day of the period that holds {@code day}. */
    LocalDate startOf(LocalDate day) {
        return switch (this) {
            case WEEK -> day.minusDays(day.getDayOfWeek().getValue() - 1L);
            case MONTH -> day.withDayOfMonth(1);
            case QUARTER -> day.withDayOfMonth(1).withMonth((day.getMonthValue() - 1) / 3 * 3 + 1);
            case HALF_YEAR -> day.withDayOfMonth(1).withMonth(day.getMonthValue() <= 6 ? 1 : 7);
            case YEAR -> day.withDayOfYear(1);
        };
    }
}
