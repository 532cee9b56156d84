package io.liren.register;

import io.liren.block.Block;
import io.liren.block.Place;
import io.liren.rulebook.YamlMap;
import io.liren.rulebook.YamlScalar;
import io.liren.wording.Label;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A register as written.
 *
 * @param body all of it; what names other things is looked up when it is compiled
 */
public record RegisterBlock(Place place, YamlMap body, List<Draft> fields) implements Block {
    /**
     * A field as written.
     *
     * @param type the word for its type
     * @param target the register it leads to, as this rulebook calls it
     * @param options of a choice, by key in order
     * @param computed the expression that gives its value
     */
    record Draft(
            YamlScalar name,
            YamlMap body,
            Label label,
            String type,
            Optional<YamlScalar> target,
            Map<String, Label> options,
            Optional<YamlScalar> computed) {}

    @Override
    public List<String> registers() {
        return List.of(place.name());
    }
}
