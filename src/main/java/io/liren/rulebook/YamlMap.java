package io.liren.rulebook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Named values in the order they were written. */
public record YamlMap(List<Entry> entries, Position position) implements Yaml {
    /** A name with its value. */
    public record Entry(YamlScalar key, Yaml value) {
        /** The name's text. */
        public String name() {
            return key.text();
        }
    }

    public YamlMap {
        entries = List.copyOf(entries);
    }

    /** An empty map, where none was written. */
    public static YamlMap empty(Position position) {
        return new YamlMap(List.of(), position);
    }

    /** The value under a name. */
    public Optional<Yaml> at(String name) {
        for (Entry entry : entries) {
            if (entry.name().equals(name)) {
                return Optional.of(entry.value());
            }
        }
        return Optional.empty();
    }

    /** Whether the name was written. */
    public boolean has(String name) {
        return at(name).isPresent();
    }

    /** The scalar under a name; empty if absent or not a scalar. */
    public Optional<YamlScalar> scalar(String name) {
        return at(name).filter(YamlScalar.class::isInstance).map(YamlScalar.class::cast);
    }

    /** The map under a name; empty if absent or not a map. */
    public Optional<YamlMap> map(String name) {
        return at(name).filter(YamlMap.class::isInstance).map(YamlMap.class::cast);
    }

    /** The names in order. */
    public List<String> names() {
        return entries.stream().map(Entry::name).toList();
    }

    /** The entries by name; the first wins. */
    public Map<String, Yaml> byName() {
        Map<String, Yaml> map = new LinkedHashMap<>();
        for (Entry entry : entries) {
            map.putIfAbsent(entry.name(), entry.value());
        }
        return map;
    }

    /** The scalars of a list under a name, or the one scalar that stands there alone. */
    public List<YamlScalar> scalars(String name) {
        List<YamlScalar> scalars = new ArrayList<>();
        switch (at(name).orElse(null)) {
            case YamlScalar scalar -> scalars.add(scalar);
            case YamlList list -> {
                for (Yaml item : list.items()) {
                    if (item instanceof YamlScalar scalar) {
                        scalars.add(scalar);
                    }
                }
            }
            case YamlMap map -> {}
            case null -> {}
        }
        return scalars;
    }
}
