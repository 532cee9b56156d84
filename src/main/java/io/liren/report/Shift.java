package io.liren.report;

import io.liren.calendar.Period;
import java.util.Arrays;
import java.util.Optional;

/** Over which period a column counts, seen from the report's own. */
enum Shift {
    /** The report's own period. */
    OWN("own"),
    /** The period before it (上期). */
    PREVIOUS("previous"),
    /** The same period a year ago (上年同期). */
    YEAR_AGO("year-ago");

    private final String word;

    Shift(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    static Optional<Shift> of(String word) {
        return Arrays.stream(values()).filter(s -> s.word.equals(word)).findFirst();
    }

    /** The period it means. */
    Period of(Period own) {
        return switch (this) {
            case OWN -> own;
            case PREVIOUS -> own.previous();
            // A week has its like a year ago too: the one that holds the same Thursday's date.
            case YEAR_AGO ->
                Period.containing(own.unit(), own.start().plusDays(3).minusYears(1));
        };
    }
}
