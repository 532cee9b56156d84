package io.liren.rulebook;

/** A YAML node that knows its place in the rulebook, so that every mistake can be pointed at. */
public sealed interface Yaml permits YamlScalar, YamlList, YamlMap {
    /** Where the node begins. */
    Position position();
}
