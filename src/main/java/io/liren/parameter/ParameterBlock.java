package io.liren.parameter;

import io.liren.block.Block;
import io.liren.block.Place;
import io.liren.expression.Type;
import io.liren.wording.Label;
import java.time.LocalDate;
import java.util.List;

/**
 * A parameter (参数) as written: a number that a locality sets, dated, with its source.
 *
 * @param unit a free word, such as {@code months}
 */
public record ParameterBlock(Place place, Type type, String unit, List<Value> values) implements Block {
    /**
     * A value from a day on.
     *
     * @param json as it is kept: a number, a text, or bands
     */
    public record Value(LocalDate from, String json, Label source) {}

    public ParameterBlock {
        values = List.copyOf(values);
    }

    @Override
    public boolean runs() {
        return false;
    }
}
