package io.liren.expression;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What names mean in one rulebook.
 *
 * @param names the registers that may be named, by bare name: its own and those of the rulebooks it uses
 * @param registers every register by full id, as a reference may lead to any of them
 * @param parameters the parameters that may be named after {@code param.}
 */
public record Vocabulary(Map<String, Shape> names, Map<String, Shape> registers, Map<String, Type> parameters) {
    public Vocabulary {
        names = Collections.unmodifiableMap(new LinkedHashMap<>(names));
        registers = Collections.unmodifiableMap(new LinkedHashMap<>(registers));
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** The shape of a register by full id. */
    public Optional<Shape> register(String id) {
        return Optional.ofNullable(registers.get(id));
    }
}
