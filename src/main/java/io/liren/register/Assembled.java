package io.liren.register;

import io.liren.block.BlockSource;
import io.liren.block.Place;
import io.liren.rulebook.Position;
import io.liren.rulebook.Yaml;
import io.liren.rulebook.YamlList;
import io.liren.rulebook.YamlMap;
import io.liren.rulebook.YamlScalar;
import io.liren.wording.Label;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts together a register (登记簿) that another kind of block brings along, as if it had been written there: so it has
 * forms, rights, a journal and a past like any other.
 */
public final class Assembled {
    private final Place place;
    private final Position at;
    private final Map<String, Field> fields = new LinkedHashMap<>();
    private final List<YamlMap.Entry> own = new ArrayList<>();
    private final List<YamlMap.Entry> keys = new ArrayList<>();

    /** @param place where it stands, with its own name and label */
    public Assembled(Place place) {
        this.place = place;
        this.at = place.position();
    }

    /** A field being put together. */
    public final class Field {
        private final List<YamlMap.Entry> entries = new ArrayList<>();

        private Field(Label label, String type) {
            entries.add(entry("label", label.toString()));
            entries.add(entry("type", type));
        }

        /** Where a reference leads. */
        public Field to(YamlScalar register) {
            entries.add(new YamlMap.Entry(word("to"), register));
            return this;
        }

        /** Of a choice. */
        public Field options(Map<String, Label> options) {
            List<YamlMap.Entry> written = new ArrayList<>();
            options.forEach((key, label) -> written.add(entry(key, label.toString())));
            entries.add(new YamlMap.Entry(word("options"), new YamlMap(written, at)));
            return this;
        }

        /** A key with a value, such as {@code required: true}. */
        public Field with(String key, String value) {
            entries.add(entry(key, value));
            return this;
        }

        /** Seen unmasked by these posts only, with a purpose. */
        public Field sensitive(String level, Label purpose, List<YamlScalar> posts) {
            entries.add(new YamlMap.Entry(
                    word("sensitive"),
                    new YamlMap(List.of(entry("class", level), entry("purpose", purpose.toString())), at)));
            entries.add(new YamlMap.Entry(word("for"), list(posts)));
            return this;
        }
    }

    /** A field; what it is given is kept. */
    public Field field(String name, Label label, String type) {
        Field field = new Field(label, type);
        fields.put(name, field);
        return field;
    }

    /** Fields as the block itself has written them. */
    public Assembled with(YamlMap written) {
        own.addAll(written.entries());
        return this;
    }

    /** Fields under a key, such as {@code title}. */
    public Assembled names(String key, String... names) {
        keys.add(new YamlMap.Entry(
                word(key), list(List.of(names).stream().map(this::word).toList())));
        return this;
    }

    /** One value under a key, such as {@code happened}. */
    public Assembled key(String key, String value) {
        keys.add(entry(key, value));
        return this;
    }

    /** Fields of which no two records share all. */
    public Assembled unique(String... names) {
        keys.add(new YamlMap.Entry(
                word("unique"),
                new YamlList(
                        List.of(list(List.of(names).stream().map(this::word).toList())), at)));
        return this;
    }

    /** Posts under a key, as they are written in the block. */
    public Assembled posts(String key, List<YamlScalar> posts) {
        keys.add(new YamlMap.Entry(word(key), list(posts)));
        return this;
    }

    /** The register; mistakes in what it was put together from are reported. */
    public Optional<RegisterBlock> read(BlockSource source) {
        List<YamlMap.Entry> written = new ArrayList<>();
        fields.forEach((name, field) ->
                written.add(new YamlMap.Entry(word(name), new YamlMap(List.copyOf(field.entries), at))));
        written.addAll(own);
        List<YamlMap.Entry> body = new ArrayList<>(keys);
        body.add(new YamlMap.Entry(word("fields"), new YamlMap(written, at)));
        return new RegisterReader(source).read(new BlockSource.Thing(place, new YamlMap(body, at)));
    }

    private YamlList list(List<YamlScalar> items) {
        return new YamlList(items.stream().map(Yaml.class::cast).toList(), at);
    }

    private YamlScalar word(String text) {
        return new YamlScalar(text, false, at);
    }

    private YamlMap.Entry entry(String name, String text) {
        return new YamlMap.Entry(word(name), word(text));
    }
}
