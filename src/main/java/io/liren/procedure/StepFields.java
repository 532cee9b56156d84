package io.liren.procedure;

import io.liren.block.BlockSource;
import io.liren.rulebook.Code;
import io.liren.rulebook.Position;
import io.liren.rulebook.Yaml;
import io.liren.rulebook.YamlMap;
import io.liren.rulebook.YamlScalar;
import io.liren.wording.Label;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The fields that steps record, each once though several steps may record it; votes are such fields too. */
final class StepFields {
    /** What names a register, a post or a field. */
    private static final List<String> NAMING = List.of("to", "of", "for", "computed", "derive");

    private StepFields() {}

    static List<YamlMap.Entry> of(YamlMap procedure, List<ProcedureBlock.Step> steps, BlockSource source) {
        Map<String, YamlMap.Entry> fields = new LinkedHashMap<>();
        procedure.map("steps").ifPresent(map -> {
            for (YamlMap.Entry step : map.entries()) {
                if (step.value() instanceof YamlMap body) {
                    body.map("records").ifPresent(recorded -> recorded.entries().forEach(f -> add(fields, f, source)));
                }
            }
        });
        steps.stream()
                .filter(s -> s.decision().isPresent())
                .findFirst()
                .ifPresent(step -> Vote.FIELDS.forEach(
                        (name, label) -> add(fields, count(step.name().position(), name, label), source)));
        return List.copyOf(fields.values());
    }

    /** With them the fields that only earlier texts record: cases that began under those still fill them in. */
    static List<YamlMap.Entry> joined(List<YamlMap.Entry> fields, Rules rules) {
        Map<String, YamlMap.Entry> all = new LinkedHashMap<>();
        Stream.concat(fields.stream(), rules.said().flatMap(said -> said.recorded().stream()))
                .forEach(f -> all.putIfAbsent(f.name(), f));
        return List.copyOf(all.values());
    }

    /** Whether what an earlier text records can stand beside today's fields: of the same type, or leaning on no other name. */
    static boolean fit(List<YamlMap.Entry> earlier, List<YamlMap.Entry> fields) {
        return earlier.stream()
                .allMatch(field -> fields.stream()
                        .filter(f -> f.name().equals(field.name()))
                        .findFirst()
                        .map(f -> type(f.value()).equals(type(field.value())))
                        .orElseGet(() -> field.value() instanceof YamlMap body
                                && NAMING.stream().noneMatch(body::has)));
    }

    /** A number from 0, as if it had been written. */
    private static YamlMap.Entry count(Position at, String name, Label label) {
        return new YamlMap.Entry(
                word(at, name),
                new YamlMap(
                        List.of(
                                entry(at, "label", label.toString()),
                                entry(at, "type", "integer"),
                                entry(at, "min", "0")),
                        at));
    }

    private static YamlMap.Entry entry(Position at, String name, String text) {
        return new YamlMap.Entry(word(at, name), word(at, text));
    }

    private static YamlScalar word(Position at, String text) {
        return new YamlScalar(text, false, at);
    }

    private static void add(Map<String, YamlMap.Entry> fields, YamlMap.Entry entry, BlockSource source) {
        if (!(entry.value() instanceof YamlMap body)) {
            return;
        }
        YamlMap.Entry known = fields.get(entry.name());
        if (known == null) {
            fields.put(entry.name(), new YamlMap.Entry(entry.key(), optional(body)));
        } else if (!type(known.value()).equals(type(body))) {
            source.error(
                    Code.DUPLICATE,
                    entry.key(),
                    "前面的环节也记「" + entry.name() + "」,类型却不同;换个名字。",
                    "An earlier step records “" + entry.name() + "” with another type; call it something else.");
        }
    }

    /** Whether it must be there depends on the step, so the register itself does not ask for it. */
    private static YamlMap optional(YamlMap body) {
        List<YamlMap.Entry> entries = new ArrayList<>(body.entries());
        entries.removeIf(e -> e.name().equals("required"));
        Position position = body.position();
        return new YamlMap(entries, position);
    }

    private static String type(Yaml body) {
        return body instanceof YamlMap map
                ? map.scalar("type").map(YamlScalar::text).orElse("")
                : "";
    }
}
