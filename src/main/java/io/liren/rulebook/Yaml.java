package io.liren.rulebook;

import java.util.stream.Collectors;

/** A YAML node that knows its place in the rulebook, so that every mistake can be pointed at. */
public sealed interface Yaml permits YamlScalar, YamlList, YamlMap {
    /** Where the node begins. */
    Position position();

    /** What is written, without its places: equal texts say the same. */
    default String plain() {
        return switch (this) {
            case YamlScalar scalar -> '"' + scalar.text().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
            case YamlList list -> list.items().stream().map(Yaml::plain).collect(Collectors.joining(", ", "[", "]"));
            case YamlMap map ->
                map.entries().stream()
                        .map(e -> e.key().plain() + ": " + e.value().plain())
                        .collect(Collectors.joining(", ", "{", "}"));
        };
    }
}
