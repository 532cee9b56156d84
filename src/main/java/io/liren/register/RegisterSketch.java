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
import java.util.List;
import java.util.Map;

/**
 * A register that another kind of block brings along, put together as if it had been written: so that journal, history and
 * rights hold for it as for any other. Mistakes in it are shown at the block's place.
 */
public final class RegisterSketch {
    private final Place place;
    private final Position at;
    private final List<YamlMap.Entry> fields = new ArrayList<>();
    private final List<YamlMap.Entry> body = new ArrayList<>();

    /** @param place its name and label */
    public RegisterSketch(Place place) {
        this.place = place;
        this.at = place.position();
    }

    /** A field; {@code more} are names and values in turn, such as {@code required}, {@code true}. */
    public RegisterSketch field(String name, Label label, String type, String... more) {
        List<YamlMap.Entry> entries = new ArrayList<>(List.of(text("label", label.toString()), text("type", type)));
        for (int i = 0; i < more.length; i += 2) {
            entries.add(text(more[i], more[i + 1]));
        }
        fields.add(new YamlMap.Entry(word(name), new YamlMap(entries, at)));
        return this;
    }

    /** A required reference to the register that was written so. */
    public RegisterSketch reference(String name, Label label, YamlScalar to) {
        fields.add(new YamlMap.Entry(
                word(name),
                new YamlMap(
                        List.of(
                                text("label", label.toString()),
                                text("type", "reference"),
                                new YamlMap.Entry(word("to"), to),
                                text("required", "true")),
                        at)));
        return this;
    }

    /** A required choice. */
    public RegisterSketch choice(String name, Label label, Map<String, Label> options) {
        List<YamlMap.Entry> written = new ArrayList<>();
        options.forEach((key, option) -> written.add(text(key, option.toString())));
        fields.add(new YamlMap.Entry(
                word(name),
                new YamlMap(
                        List.of(
                                text("label", label.toString()),
                                text("type", "choice"),
                                new YamlMap.Entry(word("options"), new YamlMap(written, at)),
                                text("required", "true")),
                        at)));
        return this;
    }

    /** What stands under a key of the register itself: one word. */
    public RegisterSketch set(String key, String value) {
        body.add(text(key, value));
        return this;
    }

    /** The same with several words. */
    public RegisterSketch set(String key, List<String> values) {
        List<Yaml> items = new ArrayList<>();
        values.forEach(value -> items.add(word(value)));
        body.add(new YamlMap.Entry(word(key), new YamlList(items, at)));
        return this;
    }

    /** The posts that enter it, as they were written; where none were, everyone of the rulebook does. */
    public RegisterSketch enteredBy(List<YamlScalar> posts) {
        if (!posts.isEmpty()) {
            body.add(new YamlMap.Entry(word("enter"), new YamlList(List.copyOf(posts), at)));
        }
        return this;
    }

    /** The whole, to be read by {@link RegisterKind#read(BlockSource.Thing, BlockSource)}. */
    public BlockSource.Thing thing() {
        List<YamlMap.Entry> all = new ArrayList<>(List.of(new YamlMap.Entry(word("fields"), new YamlMap(fields, at))));
        all.addAll(body);
        return new BlockSource.Thing(place, new YamlMap(all, at));
    }

    private YamlScalar word(String text) {
        return new YamlScalar(text, false, at);
    }

    private YamlMap.Entry text(String key, String value) {
        return new YamlMap.Entry(word(key), word(value));
    }
}
