package io.liren.derivation;

import io.liren.expression.Checked;
import io.liren.expression.Shape;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** What meets a duty. */
public sealed interface Evidence {
    /**
     * Records of a register.
     *
     * @param happened the date that tells when; a field of the register
     * @param condition which records count; if it names the period it decides itself which period they count for
     * @param measure what is summed; empty: records are counted
     */
    record Records(Shape register, Checked happened, Checked condition, Optional<Checked> measure) implements Evidence {
        /** Whether only records that name their subject count, so that each subject has its own. */
        boolean areOf(String subject) {
            return condition.ties(register.name(), subject);
        }
    }

    /** A day, or a moment, that is told from the subject itself: missing while it is not met. */
    record OwnDate(Checked date) implements Evidence {}

    /** The parameters that its expressions name. */
    default Set<String> parameters() {
        Set<String> parameters = new LinkedHashSet<>();
        switch (this) {
            case Records records -> {
                parameters.addAll(records.happened().parameters());
                parameters.addAll(records.condition().parameters());
                records.measure().ifPresent(m -> parameters.addAll(m.parameters()));
            }
            case OwnDate(Checked date) -> parameters.addAll(date.parameters());
        }
        return parameters;
    }
}
