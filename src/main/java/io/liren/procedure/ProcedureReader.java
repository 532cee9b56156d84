package io.liren.procedure;

import io.liren.block.BlockSource;
import io.liren.block.Place;
import io.liren.register.Assembled;
import io.liren.register.RegisterBlock;
import io.liren.rulebook.Code;
import io.liren.rulebook.Nearest;
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

/** Reads procedure blocks. */
final class ProcedureReader {
    private final BlockSource source;

    ProcedureReader(BlockSource source) {
        this.source = source;
    }

    List<ProcedureBlock> read() {
        List<ProcedureBlock> procedures = new ArrayList<>();
        for (BlockSource.Thing thing : source.things()) {
            source.allow(thing.body(), "label", "of", "start", "states", "steps");
            procedure(thing.place(), thing.body()).ifPresent(procedures::add);
        }
        return procedures;
    }

    private Optional<ProcedureBlock> procedure(Place place, YamlMap body) {
        Optional<YamlScalar> of = source.required(body, place, "of");
        Optional<YamlScalar> start = source.required(body, place, "start");
        List<ProcedureBlock.State> states =
                source.requiredMap(body, place, "states").map(this::states).orElse(List.of());
        List<String> known = states.stream().map(ProcedureBlock.State::name).toList();
        List<ProcedureBlock.Step> steps = source.requiredMap(body, place, "steps")
                .map(map -> steps(map, known))
                .orElse(List.of());
        start.ifPresent(s -> state(s, known));
        if (of.isEmpty() || start.isEmpty() || steps.isEmpty()) {
            return Optional.empty();
        }
        List<YamlMap.Entry> fields = StepFields.of(body, steps, source);
        Rules rules = RulesReader.read(source, place.name(), fields);
        return stepRegister(place, of.get(), steps, fields, rules)
                .map(register -> new ProcedureBlock(
                        place, of.get(), start.get().text(), states, steps, fields, register, rules));
    }

    private List<ProcedureBlock.State> states(YamlMap map) {
        List<ProcedureBlock.State> states = new ArrayList<>();
        for (YamlMap.Entry entry : map.entries()) {
            switch (entry.value()) {
                case YamlScalar label ->
                    states.add(new ProcedureBlock.State(entry.name(), Label.parse(label.text()), false, false));
                case YamlMap written -> {
                    source.allow(written, "label", "final", "pauses");
                    Label label = source.label(written, "label").orElse(Label.same(entry.name()));
                    states.add(new ProcedureBlock.State(
                            entry.name(), label, source.flag(written, "final"), source.flag(written, "pauses")));
                }
                case YamlList list ->
                    source.error(
                            Code.WRONG_VALUE,
                            list.position(),
                            "状态写成「名称: 中文 | English」。",
                            "Write a state as “name: 中文 | English”.");
            }
        }
        return states;
    }

    private Optional<String> state(YamlScalar written, List<String> known) {
        if (known.contains(written.text())) {
            return Optional.of(written.text());
        }
        source.findings()
                .error(
                        Code.UNKNOWN_NAME,
                        written.textPosition(),
                        Math.max(1, written.text().length()),
                        source.raw().clauseId(),
                        "没有状态「" + written.text() + "」。",
                        "There is no state “" + written.text() + "”.",
                        Nearest.to(written.text(), known));
        return Optional.empty();
    }

    private List<ProcedureBlock.Step> steps(YamlMap map, List<String> states) {
        List<ProcedureBlock.Step> steps = new ArrayList<>();
        List<String> names = map.names();
        for (YamlMap.Entry entry : map.entries()) {
            if (entry.value() instanceof YamlMap body) {
                step(entry.key(), body, states, names).ifPresent(steps::add);
            } else {
                source.error(Code.WRONG_VALUE, entry.key(), "环节要写 from、to、by。", "A step needs from, to, by.");
            }
        }
        return steps;
    }

    private Optional<ProcedureBlock.Step> step(YamlScalar name, YamlMap body, List<String> states, List<String> steps) {
        source.allow(
                body,
                "label",
                "from",
                "to",
                "by",
                "needs",
                "other-than",
                "not-relative-of",
                "suggest",
                "within",
                "reason",
                "records",
                "decision");
        if (name.text().equals(Rules.MOVE_ON)) {
            source.error(
                    Code.DUPLICATE,
                    name,
                    "「move_on」是办件转到新制度的环节,换个名字。",
                    "“move_on” is how a case moves on to a new text of the rulebook; call the step something else.");
        }
        Place place = new Place(
                source.raw().rulebook(), source.raw().clause(), name.text(), Label.same(name.text()), name.position());
        List<String> from = body.scalars("from").stream()
                .flatMap(s -> state(s, states).stream())
                .toList();
        Optional<String> to = source.required(body, place, "to").flatMap(s -> state(s, states));
        List<String> others = new ArrayList<>();
        for (YamlScalar other : body.scalars("other-than")) {
            if (steps.contains(other.text())) {
                others.add(other.text());
            } else {
                source.error(
                        Code.UNKNOWN_NAME,
                        other,
                        "没有环节「" + other.text() + "」。",
                        "There is no step “" + other.text() + "”.");
            }
        }
        if (to.isEmpty() || from.isEmpty()) {
            if (!body.has("from")) {
                source.error(Code.MISSING_KEY, name, "环节要写 from:在哪些状态下。", "A step needs from: in which states.");
            }
            return Optional.empty();
        }
        return Optional.of(new ProcedureBlock.Step(
                name,
                source.label(body, "label").orElse(Label.same(name.text())),
                from,
                to.get(),
                body.scalars("by"),
                needs(body),
                others,
                worded(body, "not-relative-of", "of"),
                worded(body, "suggest", "when"),
                clock(body, place),
                source.flag(body, "reason"),
                recorded(body),
                decision(body, place)));
    }

    private List<ProcedureBlock.Need> needs(YamlMap body) {
        return worded(body, "needs", "that");
    }

    /** Expressions that stand alone, or under a key with words beside them. */
    private List<ProcedureBlock.Need> worded(YamlMap body, String name, String key) {
        List<ProcedureBlock.Need> needs = new ArrayList<>();
        for (Yaml item : source.items(body, name)) {
            switch (item) {
                case YamlScalar alone -> needs.add(new ProcedureBlock.Need(alone, Optional.empty()));
                case YamlMap map -> {
                    source.allow(map, key, "says");
                    map.scalar(key)
                            .ifPresent(that -> needs.add(new ProcedureBlock.Need(that, source.label(map, "says"))));
                }
                case YamlList list ->
                    source.error(
                            Code.WRONG_VALUE,
                            list.position(),
                            name + " 写成表达式,或 {" + key + ": 表达式, says: 说明}。",
                            name + " takes an expression, or {" + key + ": expression, says: words}.");
            }
        }
        return needs;
    }

    private List<ProcedureBlock.Recorded> recorded(YamlMap body) {
        List<ProcedureBlock.Recorded> recorded = new ArrayList<>();
        body.map("records").ifPresent(map -> {
            for (YamlMap.Entry entry : map.entries()) {
                if (entry.value() instanceof YamlMap field) {
                    recorded.add(new ProcedureBlock.Recorded(entry.name(), source.flag(field, "required")));
                } else {
                    source.error(
                            Code.WRONG_VALUE,
                            entry.key(),
                            "字段写成 {label: …, type: …}。",
                            "A field is written {label: …, type: …}.");
                }
            }
        });
        return recorded;
    }

    private Optional<ProcedureBlock.Decision> decision(YamlMap body, Place place) {
        return body.map("decision").flatMap(map -> {
            source.allow(map, "quorum", "passes");
            return source.required(map, place, "passes")
                    .map(passes -> new ProcedureBlock.Decision(source.scalar(map, "quorum"), passes));
        });
    }

    private Optional<ProcedureBlock.Clock> clock(YamlMap body, Place place) {
        return body.map("within").flatMap(map -> {
            source.allow(map, "count", "unit", "of", "owed-by");
            Optional<YamlScalar> count = source.required(map, place, "count");
            Optional<YamlScalar> unit = source.required(map, place, "unit");
            Optional<YamlScalar> of = source.required(map, place, "of");
            return count.isPresent() && unit.isPresent() && of.isPresent()
                    ? Optional.of(new ProcedureBlock.Clock(count.get(), unit.get(), of.get(), map.scalar("owed-by")))
                    : Optional.empty();
        });
    }

    /** A step taken is a record of a register like any other, so that journal, history and rights hold for it too. */
    private Optional<RegisterBlock> stepRegister(
            Place place, YamlScalar of, List<ProcedureBlock.Step> steps, List<YamlMap.Entry> recorded, Rules rules) {
        Label label = place.label().plus(new Label("环节", ": steps"));
        Place own = new Place(
                place.rulebook(), place.clause(), place.name().replace('-', '_') + "_step", label, place.position());
        Map<String, Label> options = new LinkedHashMap<>();
        steps.forEach(step -> options.put(step.key(), step.label()));
        rules.said().flatMap(said -> said.steps().stream()).forEach(s -> options.putIfAbsent(s.key(), s.label()));
        if (!rules.earlier().isEmpty()) {
            options.put(Rules.MOVE_ON, Rules.MOVING_ON);
        }
        Assembled taken = new Assembled(own);
        taken.field("case", place.label(), "reference").to(of).with("required", "true");
        taken.field("step", new Label("环节", "Step"), "choice").options(options).with("required", "true");
        taken.field("on", new Label("日期", "Date"), "date")
                .with("required", "true")
                .with("default", "today");
        taken.field("note", new Label("说明", "Note"), "text").with("long", "true");
        return taken.with(new YamlMap(StepFields.joined(recorded, rules), place.position()))
                .names("title", "case", "step")
                .key("happened", "on")
                .names("list", "case", "step", "on")
                .posts(
                        "enter",
                        steps.stream().flatMap(s -> s.by().stream()).distinct().toList())
                .read(source);
    }
}
