package io.liren.calendar;

import io.liren.wording.Label;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;

/** What a time limit (期限) is counted in. The day it is counted from is not counted itself (民法典 art. 201). */
public enum DayUnit {
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

    /** The last day of a limit of so many from a day. */
    public LocalDate plus(LocalDate day, int count, WorkingDays workingDays) {
        return switch (this) {
            case DAYS -> day.plusDays(count);
            case WORKDAYS -> workingDays.plus(day, count);
            case MONTHS -> day.plusMonths(count);
        };
    }
}
