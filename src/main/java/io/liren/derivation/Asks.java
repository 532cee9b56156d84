package io.liren.derivation;

import io.liren.block.Pause;
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
     * Once, counted from a day of the record, which is not counted itself, or from a moment (民法典 art. 201).
     *
     * @param trigger a day, or a moment
     * @param count how many
     * @param pause when it stands still; such time isn't counted
     */
    record Triggered(
            Shape subject,
            Optional<Checked> qualifies,
            Checked trigger,
            Checked count,
            DayUnit unit,
            Optional<Pause> pause,
            Evidence evidence,
            Optional<Checked> atLeast)
            implements Asks {
        /** One that never stands still. */
        public Triggered(
                Shape subject,
                Optional<Checked> qualifies,
                Checked trigger,
                Checked count,
                DayUnit unit,
                Evidence evidence,
                Optional<Checked> atLeast) {
            this(subject, qualifies, trigger, count, unit, Optional.empty(), evidence, atLeast);
        }
    }
}
