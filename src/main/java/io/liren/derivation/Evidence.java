package io.liren.derivation;

import io.liren.expression.Checked;
import io.liren.expression.Shape;
import java.util.Optional;

/** What meets a duty. */
public sealed interface Evidence {
    /**
     * Records of a register.
     *
     * @param happened the date that tells when; a field of the register
     * @param condition which records count; if it names the period it decides itself which period they count for
     * @param measure what is summed; empty: records are counted
     */
    record Records(Shape register, Checked happened, Checked condition, Optional<Checked> measure)
            implements Evidence {}

    /** A date of the subject itself: missing while it is not met. */
    record OwnDate(Checked date) implements Evidence {}
}
