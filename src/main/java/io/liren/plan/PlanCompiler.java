package io.liren.plan;

import io.liren.block.Answerer;
import io.liren.block.Compiled;
import io.liren.block.Guard;
import io.liren.block.Must;
import io.liren.block.Place;
import io.liren.block.Scope;
import io.liren.expression.Checked;
import io.liren.expression.Environment;
import io.liren.expression.Shape;
import io.liren.expression.Type;
import io.liren.rulebook.Code;
import io.liren.rulebook.Nearest;
import io.liren.rulebook.YamlMap;
import io.liren.rulebook.YamlScalar;
import io.liren.wording.Label;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes a plan of its checked facts, and the guard that asks a reason of what nobody planned. */
final class PlanCompiler {
    private final PlanBlock block;
    private final Place place;
    private final Scope scope;
    private final Map<String, PlanFacts.Fact> facts;

    PlanCompiler(PlanBlock block, Scope scope, Map<String, PlanFacts.Fact> facts) {
        this.block = block;
        this.place = block.place();
        this.scope = scope;
        this.facts = facts;
    }

    Compiled compile() {
        Shape plans = scope.shape(block.of().register()).orElseThrow();
        Shape targets = scope.shape(block.targets()).orElseThrow();
        Optional<Checked> where = block.of().condition().flatMap(c -> scope.check(c, scope.of(plans), Type.BOOL));
        if (where.isPresent() != block.of().condition().isPresent()) {
            return Compiled.nothing();
        }
        Map<String, Label> options =
                scope.names().optionLabels(targets.register(), block.counts().text());
        Map<String, Plan.Fact> counted = new LinkedHashMap<>();
        facts.forEach((option, fact) -> counted.put(
                option,
                new Plan.Fact(
                        options.getOrDefault(option, Label.same(option)),
                        fact.of().map(Shape::register),
                        fact.records())));
        String reference = PlanFacts.reference(block, plans, targets).orElseThrow();
        Compiled.Builder compiled = Compiled.with();
        Optional<Plan.Outside> outside = block.outside().flatMap(o -> outside(o, plans, targets, reference, compiled));
        Plan plan = new Plan(
                place,
                plans,
                where,
                block.year().text(),
                targets,
                reference,
                block.counts().text(),
                block.target().text(),
                counted,
                block.summary().flatMap(s -> summary(s, plans)),
                outside,
                scope.names());
        where.ifPresent(w -> compiled.quantities(scope.quantitiesOf(w)));
        facts.values().forEach(f -> compiled.quantities(scope.quantitiesOf(f.done())));
        return compiled.artefact(plan).answerer(place.name(), answerer(plan)).build();
    }

    private static Answerer answerer(Plan plan) {
        return (asked, transaction) -> {
            var record = asked.of().orElseThrow(() -> new IllegalArgumentException("写明 of 哪个计划。 Say of which plan."));
            List<Plans.Progress> targets = Plans.progress(transaction, plan, asked.community(), asked.today(), record);
            return switch (asked.at().orElse("reached")) {
                case "targets" -> String.valueOf(targets.size());
                case "reached" ->
                    String.valueOf(
                            targets.stream().filter(Plans.Progress::reached).count());
                case "outside" ->
                    String.valueOf(Plans.outside(transaction, plan, asked.community(), asked.today(), record)
                            .size());
                default ->
                    throw new IllegalArgumentException(
                            "at 后面写 targets、reached 或 outside。 After at stands targets, reached or outside.");
            };
        };
    }

    private Optional<Plan.Summary> summary(PlanBlock.Summary summary, Shape plans) {
        Optional<Shape> of = scope.shape(summary.of());
        if (of.isEmpty()
                || !known(of.get(), summary.text())
                        | !summary.from().map(f -> known(of.get(), f)).orElse(true)
                        | !summary.until().map(f -> known(of.get(), f)).orElse(true)) {
            return Optional.empty();
        }
        Map<String, Checked> fill = new LinkedHashMap<>();
        for (YamlMap.Entry entry : summary.fill().entries()) {
            if (known(of.get(), entry.key()) && entry.value() instanceof YamlScalar value) {
                scope.check(value, scope.of(plans), null).ifPresent(c -> fill.put(entry.name(), c));
            }
        }
        return Optional.of(new Plan.Summary(
                of.get().register(),
                summary.text().text(),
                summary.from().map(YamlScalar::text),
                summary.until().map(YamlScalar::text),
                fill));
    }

    private Optional<Plan.Outside> outside(
            PlanBlock.Outside outside, Shape plans, Shape targets, String reference, Compiled.Builder compiled) {
        Optional<Shape> of = scope.shape(outside.of().register());
        if (of.isEmpty() || !known(of.get(), outside.why())) {
            return Optional.empty();
        }
        Shape records = of.get();
        Environment one = scope.of(records);
        Environment both = scope.of(rows(records, plans), false, false);
        YamlScalar all = new YamlScalar("true", false, outside.of().register().position());
        YamlScalar which = outside.of().condition().orElse(all);
        YamlScalar under = outside.under().orElse(all);
        if (scope.check(which, one, Type.BOOL).isEmpty()
                | scope.check(under, both, Type.BOOL).isEmpty()) {
            return Optional.empty();
        }
        String day = records.name() + "." + scope.names().traits().happened(records.register());
        String its = "(" + block.of().condition().map(YamlScalar::text).orElse("true") + ") && " + plans.name() + "."
                + block.year().text() + " == " + day + ".year() && (" + under.text() + ")";
        String counts = facts.entrySet().stream()
                .filter(f -> f.getValue()
                        .of()
                        .filter(s -> s.register().equals(records.register()))
                        .isPresent())
                .map(f -> "(" + targets.name() + "." + block.counts().text() + " == '" + f.getKey() + "' && "
                        + f.getValue().condition().orElseThrow() + ")")
                .collect(Collectors.joining(" || "));
        String planned = counts.isEmpty()
                ? "false"
                : block.targets().text() + ".exists(" + targets.name() + ", " + targets.name() + "." + reference
                        + " == " + plans.name() + " && (" + counts + "))";
        String plansSeen = block.of().register().text();
        String why = records.name() + "." + outside.why().text();
        String must = "!(" + which.text() + ") || " + why + " != null || !" + plansSeen + ".exists(" + plans.name()
                + ", " + its + ") || " + plansSeen + ".exists(" + plans.name() + ", " + its + " && " + planned + ")";
        Optional<Checked> condition = check(must, one, Type.BOOL);
        String left = outside.of().register().text() + ".filter(" + records.name() + ", (" + which.text() + ") && "
                + its + " && !" + planned + ")";
        Optional<Checked> list = check(left, scope.of(plans), null);
        if (condition.isEmpty() || list.isEmpty()) {
            return Optional.empty();
        }
        Label says = outside.says().orElse(new Label("这不在今年的计划里,请写明原因", "This is not in the year's plan: say why"));
        Guard guard = Must.hold(
                place.id() + ".outside",
                place,
                records,
                condition.get(),
                outside.blocks(),
                Optional.of(outside.why().text()),
                says,
                scope.names());
        compiled.guard(guard);
        return Optional.of(new Plan.Outside(
                records.register(), records, list.get(), outside.why().text()));
    }

    private static Map<String, Shape> rows(Shape one, Shape other) {
        Map<String, Shape> rows = new LinkedHashMap<>();
        rows.put(one.name(), one);
        rows.put(other.name(), other);
        return rows;
    }

    private boolean known(Shape shape, YamlScalar field) {
        if (shape.field(field.text()).isPresent()) {
            return true;
        }
        scope.findings()
                .error(
                        Code.UNKNOWN_FIELD,
                        field.textPosition(),
                        Math.max(1, field.text().length()),
                        place.clauseId(),
                        shape.name() + " 没有字段「" + field.text() + "」。",
                        shape.name() + " has no field “" + field.text() + "”.",
                        Nearest.to(field.text(), shape.fields().keySet()));
        return false;
    }

    private Optional<Checked> check(String text, Environment environment, @Nullable Type expected) {
        return scope.check(new YamlScalar(text, false, place.position()), environment, expected);
    }
}
