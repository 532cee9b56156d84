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
 * @param duties the duties whose occurrences may be named after {@code duty.}
 */
public record Vocabulary(
        Map<String, Shape> names,
        Map<String, Shape> registers,
        Map<String, Type> parameters,
        Map<String, Shape> duties) {
    /** Without duties. */
    public Vocabulary(Map<String, Shape> names, Map<String, Shape> registers, Map<String, Type> parameters) {
        this(names, registers, parameters, Map.of());
    }

    public Vocabulary {
        names = Collections.unmodifiableMap(new LinkedHashMap<>(names));
        registers = Collections.unmodifiableMap(new LinkedHashMap<>(registers));
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        duties = Collections.unmodifiableMap(new LinkedHashMap<>(duties));
    }

    /** A full id as expressions write it: CEL would read the hyphen of a rulebook as a minus. */
    static String written(String id) {
        return id.replace('-', '_');
    }

    /** The shape of a register by its full id as expressions write it. */
    Optional<Shape> writtenAs(String id) {
        return Optional.ofNullable(registers.get(id))
                .or(() -> registers.values().stream()
                        .filter(shape -> written(shape.register()).equals(id))
                        .findFirst());
    }

    /** The shape of a register by full id, or of a duty by its. */
    public Optional<Shape> register(String id) {
        return Optional.ofNullable(registers.get(id))
                .or(() -> duties.values().stream()
                        .filter(d -> d.register().equals(id))
                        .findFirst());
    }
}
