package io.liren.parameter;

import io.liren.block.Artefact;
import io.liren.block.Place;
import io.liren.expression.Type;
import java.util.List;

/** A parameter (参数) as it runs, with the values that its rulebook brings. */
public record Parameter(Place place, Type type, String unit, List<ParameterBlock.Value> values) implements Artefact {
    public Parameter {
        values = List.copyOf(values);
    }
}
