package io.liren.derivation;

import io.liren.calendar.DayUnit;
import io.liren.calendar.PeriodUnit;
import io.liren.expression.Checked;
import io.liren.expression.Shape;
import java.time.LocalDate;
import java.util.Optional;

/** What a duty asks, checked: enough to write its statement. */
public sealed interface Asks {
    /** What meets it. */
    Evidence evidence();

    /** How many or how much; empty: one. */
    Optional<Checked> atLeast();

    /**
     * So much in every period.
     *
     * @param subject for each record of this register; empty: once a community
     * @param qualifies which of them, judged for the period
     * @param from the first day of the first period
     * @param dueDays days after the period's end
     */
    record Recurring(
            Optional<Shape> subject,
            Optional<Checked> qualifies,
            PeriodUnit every,
            Optional<LocalDate> from,
            int dueDays,
            Evidence evidence,
            Optional<Checked> atLeast)
            implements Asks {}

    /**
     * Once, counted from a date of the record; that day is not counted (民法典 art. 201).
     *
     * @param count how many days, working days or months
     */
    record Triggered(
            Shape subject,
            Optional<Checked> qualifies,
            Checked trigger,
            Checked count,
            DayUnit unit,
            Evidence evidence,
            Optional<Checked> atLeast)
            implements Asks {}
}
