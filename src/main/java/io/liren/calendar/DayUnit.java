package io.liren.calendar;

import io.liren.wording.Label;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a time limit (期限) is counted in. Minutes and hours run from the moment itself. Otherwise the day it is counted from
 * is not counted; a limit of days or months whose last day is a day of rest ends on the working day after it (民法典 arts.
 * 201–203).
 */
public enum DayUnit {
    MINUTES("minutes", new Label("分钟", "minutes")),
    HOURS("hours", new Label("小时", "hours")),
    DAYS("days", new Label("天", "days")),
    WORKDAYS("workdays", new Label("个工作日", "working days")),
    MONTHS("months", new Label("个月", "months"));

    private final String word;
    private final Label label;

    DayUnit(String word, Label label) {
        this.word = word;
        this.label = label;
    }

    /** As written in a rulebook. */
    public String word() {
        return word;
    }

    /** For people. */
    public Label label() {
        return label;
    }

    /** The unit of a word, also in the singular ({@code 1 month}); empty if there is none. */
    public static Optional<DayUnit> of(String word) {
        return Arrays.stream(values())
                .filter(u -> u.word.equals(word) || u.word.equals(word + "s"))
                .findFirst();
    }

    /** Whether it runs from a moment and not from a day. */
    public boolean isOfMoments() {
        return this == MINUTES || this == HOURS;
    }

    /** The units as a rulebook writes them. */
    public static List<String> words() {
        return Arrays.stream(values()).map(DayUnit::word).toList();
    }

    /**
     * The last day of a limit of so many from a day.
     *
     * @throws IllegalArgumentException for a unit that runs from a moment
     */
    public LocalDate plus(LocalDate day, int count, WorkingDays workingDays) {
        return switch (this) {
            case MINUTES, HOURS -> throw new IllegalArgumentException(word + " run from a moment, not from " + day);
            case DAYS -> count == 0 ? day : workingDays.onOrAfter(day.plusDays(count));
            case WORKDAYS -> workingDays.plus(day, count);
            case MONTHS -> count == 0 ? day : workingDays.onOrAfter(day.plusMonths(count));
        };
    }
}
