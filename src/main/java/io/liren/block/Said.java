package io.liren.block;

import java.math.BigDecimal;

/**
 * A quantity stated in a clause's text.
 *
 * @param start where it begins, in characters of the text, counted from 0
 * @param written as it stands there
 */
public record Said(Quantity.Unit unit, BigDecimal value, int start, String written) {
    boolean isSame(Said other) {
        return unit == other.unit && value.compareTo(other.value) == 0;
    }
}
