package io.liren.report;

import io.liren.expression.Checked;
import io.liren.expression.Shape;
import java.util.List;

/**
 * What stands behind a number: records of a register that meet conditions, counted or added up.
 *
 * @param of the register
 * @param conditions all must hold; each is a list of which one must hold
 */
record Measure(Shape of, List<List<Checked>> conditions, Amount amount, Shift shift) {
    /** What is done with the records. */
    sealed interface Amount {
        /** They are counted. */
        record Count() implements Amount {}

        /** A number of each is added up. */
        record Sum(Checked number) implements Amount {}

        /** Different values are counted: the households that were visited, not the visits. */
        record Distinct(Checked value) implements Amount {}
    }

    Measure {
        conditions = conditions.stream().map(List::copyOf).toList();
    }

    /** The same over another period. */
    Measure shifted(Shift other) {
        return new Measure(of, conditions, amount, other);
    }
}
