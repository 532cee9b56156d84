package io.liren.rulebook;

import java.util.List;

/** A sequence of values. */
public record YamlList(List<Yaml> items, Position position) implements Yaml {
    public YamlList {
        items = List.copyOf(items);
    }
}
