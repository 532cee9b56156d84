package io.liren.app;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * The invented community as described in {@code demo/}: {@code community.yaml}, and a part for each rulebook beside it. A
 * part draws from a seed of its own, so that a change in one leaves the others as they were.
 *
 * @param main community.yaml as it stands
 * @param parts by name, in the order they are made; the first is community.yaml itself
 */
record DemoDescription(Map<String, Object> main, Map<String, Map<String, Object>> parts) {
    private static final String FIRST = "community";

    /** Reads the files. */
    static DemoDescription read() {
        Map<String, Object> main = file(FIRST);
        Map<String, Map<String, Object>> parts = new LinkedHashMap<>();
        parts.put(FIRST, main);
        for (Object part : (List<?>) main.getOrDefault("parts", List.of())) {
            parts.put(String.valueOf(part), file(String.valueOf(part)));
        }
        return new DemoDescription(main, parts);
    }

    /** The first community without its neighbours. */
    DemoDescription alone() {
        Map<String, Object> less = new LinkedHashMap<>(main);
        less.remove("neighbours");
        return new DemoDescription(less, parts);
    }

    /** The seed of a part. */
    long seed(String part) {
        return ((Number) main.getOrDefault("seed", 1)).longValue() * 31 + part.hashCode();
    }

    /** The areas, from above down to the community. */
    List<Map<String, Object>> areas() {
        return list(main, "areas");
    }

    /** Who can sign in. */
    List<Map<String, Object>> accounts() {
        List<Map<String, Object>> all = new ArrayList<>();
        parts.values().forEach(part -> all.addAll(list(part, "accounts")));
        return all;
    }

    /** The password of every account. */
    String password() {
        return String.valueOf(main.get("password"));
    }

    /** The register whose records are counted as residents, full id. */
    Optional<String> residents() {
        return Optional.ofNullable(main.get("residents")).map(String::valueOf);
    }

    /** The samples that a part draws. */
    List<Map<String, Object>> samples(String part) {
        return list(parts.getOrDefault(part, Map.of()), "sample");
    }

    /** The reports that a part closes. */
    List<Map<String, Object>> closings(String part) {
        return list(parts.getOrDefault(part, Map.of()), "close");
    }

    /**
     * Another community of the same street, smaller.
     *
     * @param parts what is made there
     * @param ranges how far its grids go, by axis
     * @param people who works there: name and posts
     */
    record Neighbour(String name, List<String> parts, Map<String, String> ranges, List<Map<String, Object>> people) {}

    /** The other communities. */
    List<Neighbour> neighbours() {
        List<Neighbour> neighbours = new ArrayList<>();
        if (main.get("neighbours") instanceof Map<?, ?> written) {
            Map<String, String> ranges = new LinkedHashMap<>();
            if (written.get("grid") instanceof Map<?, ?> grid) {
                grid.forEach((axis, range) -> ranges.put(String.valueOf(axis), String.valueOf(range)));
            }
            List<String> made = new ArrayList<>();
            if (written.get("parts") instanceof List<?> names) {
                names.forEach(name -> made.add(String.valueOf(name)));
            }
            for (Map<String, Object> community : list(cast(written), "communities")) {
                neighbours.add(
                        new Neighbour(String.valueOf(community.get("name")), made, ranges, list(community, "people")));
            }
        }
        return neighbours;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> cast(Map<?, ?> map) {
        return (Map<String, Object>) map;
    }

    /** What a part makes, in order. */
    List<Map<String, Object>> make(String part) {
        return list(parts.getOrDefault(part, Map.of()), "make");
    }

    private static Map<String, Object> file(String name) {
        Path file = Places.source().orElse(Path.of("")).resolve("demo").resolve(name + ".yaml");
        try (Reader reader = Files.newBufferedReader(file)) {
            LoaderOptions options = new LoaderOptions();
            DumperOptions dumping = new DumperOptions();
            return new Yaml(new SafeConstructor(options), new Representer(dumping), dumping, options, new PlainWords())
                    .load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Map<String, Object> part, String name) {
        return (List<Map<String, Object>>) part.getOrDefault(name, List.of());
    }

    /** A field may be called {@code on}: only numbers and true and false are more than words here. */
    private static final class PlainWords extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            addImplicitResolver(Tag.BOOL, Pattern.compile("^(?:true|false)$"), "tf");
            addImplicitResolver(Tag.INT, Pattern.compile("^-?(?:0|[1-9][0-9]*)$"), "-0123456789");
            addImplicitResolver(Tag.FLOAT, Pattern.compile("^-?[0-9]+\\.[0-9]+$"), "-0123456789");
        }
    }
}
