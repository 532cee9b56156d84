package io.liren.plan;

import io.liren.block.Scope;
import io.liren.block.Selection;
import io.liren.expression.Checked;
import io.liren.expression.Environment;
import io.liren.expression.Node;
import io.liren.expression.Shape;
import io.liren.expression.Type;
import io.liren.rulebook.Code;
import io.liren.rulebook.Nearest;
import io.liren.rulebook.YamlList;
import io.liren.rulebook.YamlMap;
import io.liren.rulebook.YamlScalar;
import io.liren.wording.Label;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What each kind of target counts, checked: records of a register in the plan's year, or a number that a person gives. */
final class PlanFacts {
    /**
     * What an option of a target counts.
     *
     * @param records those that count, over a target under the targets' bare name; empty: a person gives the number
     * @param done the number, over a target
     */
    record Fact(Optional<Shape> of, Optional<Checked> records, Optional<String> condition, Checked done) {}

    private final PlanBlock block;
    private final Scope scope;
    private final Shape plans;
    private final Shape targets;
    private final String plan;

    private PlanFacts(PlanBlock block, Scope scope, Shape plans, Shape targets, String plan) {
        this.block = block;
        this.scope = scope;
        this.plans = plans;
        this.targets = targets;
        this.plan = plan;
    }

    /** The reference of a target to its plan: the one written, or the only one. */
    static Optional<String> reference(PlanBlock block, Shape plans, Shape targets) {
        List<String> fitting = targets.fields().values().stream()
                .filter(f -> f.type().equals(plans.type()))
                .map(Shape.Field::name)
                .toList();
        return block.plan().isPresent()
                ? block.plan().map(YamlScalar::text).filter(fitting::contains)
                : Optional.of(fitting).filter(f -> f.size() == 1).map(List::getFirst);
    }

    /** The facts by option; empty if there was a mistake, which is reported. */
    static Optional<Map<String, Fact>> of(PlanBlock block, Scope scope) {
        Optional<Shape> plans = scope.shape(block.of().register());
        Optional<Shape> targets = scope.shape(block.targets());
        if (plans.isEmpty() || targets.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> plan = reference(block, plans.get(), targets.get());
        if (plan.isEmpty()) {
            error(
                    scope,
                    block,
                    block.plan().orElse(block.targets()),
                    Code.MISSING_KEY,
                    "看不出目标登记簿里哪一项引用计划,请写明 plan。",
                    "It is not clear which field of a target leads to its plan: say plan.");
            return Optional.empty();
        }
        return new PlanFacts(block, scope, plans.get(), targets.get(), plan.get()).facts();
    }

    private Optional<Map<String, Fact>> facts() {
        if (!known(plans, block.year(), Type.WHOLE)
                | !known(targets, block.target(), Type.DECIMAL)
                | !known(targets, block.counts(), null)) {
            return Optional.empty();
        }
        Map<String, Label> options =
                scope.names().optionLabels(targets.register(), block.counts().text());
        Map<String, Fact> facts = new LinkedHashMap<>();
        boolean sound = true;
        for (YamlMap.Entry entry : block.facts().entries()) {
            if (!options.containsKey(entry.name())) {
                unknown(Code.UNKNOWN_CHOICE, entry.key(), options.keySet(), "指标没有选项", "What is counted has no option");
                sound = false;
                continue;
            }
            Optional<Fact> fact = fact(entry);
            sound &= fact.isPresent();
            fact.ifPresent(f -> facts.put(entry.name(), f));
        }
        List<String> left =
                options.keySet().stream().filter(o -> !block.facts().has(o)).toList();
        if (!left.isEmpty()) {
            error(
                    scope,
                    block,
                    block.counts(),
                    Code.MISSING_KEY,
                    "这些指标没有说明数什么:" + String.join("、", left) + "。",
                    "It is not said what these count: " + String.join(", ", left) + ".");
            sound = false;
        }
        return sound ? Optional.of(facts) : Optional.empty();
    }

    private Optional<Fact> fact(YamlMap.Entry entry) {
        return switch (entry.value()) {
            case YamlScalar selection -> counted(Selection.read(selection), Optional.empty(), Optional.empty());
            case YamlMap map
            when map.scalar("given").isPresent() -> given(map.scalar("given").get());
            case YamlMap map
            when map.scalar("of").isPresent() ->
                counted(Selection.read(map.scalar("of").get()), map.scalar("sum"), map.scalar("on"));
            case YamlMap map -> wrong(entry.key());
            case YamlList list -> wrong(entry.key());
        };
    }

    private Optional<Fact> wrong(YamlScalar key) {
        error(
                scope,
                block,
                key,
                Code.WRONG_VALUE,
                "写成「登记簿 where 条件」、{of: 登记簿 where 条件, sum: 数, on: 日期} 或 {given: 字段}。",
                "Write “register where condition”, {of: register where condition, sum: number, on: date} or {given: field}.");
        return Optional.empty();
    }

    private Optional<Fact> given(YamlScalar field) {
        return check(
                        new YamlScalar(targets.name() + "." + field.text(), false, field.position()),
                        scope.of(targets),
                        Type.DECIMAL)
                .map(done -> new Fact(Optional.empty(), Optional.empty(), Optional.empty(), done));
    }

    private Optional<Fact> counted(Selection selection, Optional<YamlScalar> sum, Optional<YamlScalar> on) {
        Optional<Shape> of = scope.shape(selection.register());
        if (of.isEmpty()) {
            return Optional.empty();
        }
        Shape shape = of.get();
        Map<String, Shape> rows = new LinkedHashMap<>();
        rows.put(targets.name(), targets);
        rows.put(plans.name(), plans);
        rows.put(shape.name(), shape);
        Environment all = scope.of(rows, false, false);
        // Each part is checked as written, so that a mistake is shown where it stands.
        YamlScalar everyOne = new YamlScalar("true", false, selection.register().position());
        YamlScalar happened = new YamlScalar(
                shape.name() + "." + scope.names().traits().happened(shape.register()),
                false,
                selection.register().position());
        YamlScalar which = selection.condition().orElse(everyOne);
        YamlScalar day = on.orElse(happened);
        boolean sound = check(which, all, Type.BOOL).isPresent()
                & check(day, all, Type.DATE).isPresent();
        sound &= sum.isEmpty() || check(sum.get(), all, Type.DECIMAL).isPresent();
        if (!sound) {
            return Optional.empty();
        }
        String condition = "(" + which.text() + ") && " + within(day.text());
        String list = selection.register().text() + ".filter(" + shape.name() + ", " + condition + ")";
        String number = list
                + sum.map(s -> ".map(" + shape.name() + ", " + s.text() + ").sum()")
                        .orElse(".size()");
        Optional<Checked> records = overTarget(list, null);
        Optional<Checked> done = overTarget(number, Type.DECIMAL);
        return records.isPresent() && done.isPresent()
                ? Optional.of(new Fact(of, records, Optional.of(condition), done.get()))
                : Optional.empty();
    }

    /** Whether a day lies in the plan's year. */
    private String within(String day) {
        String year = plans.name() + "." + block.year().text();
        return "(" + day + ") >= date(\"2000-01-01\").addYears(" + year + " - 2000) && (" + day
                + ") < date(\"2000-01-01\").addYears(" + year + " - 1999)";
    }

    /** An expression over a target and its plan, the plan told by the target. */
    private Optional<Checked> overTarget(String text, @Nullable Type type) {
        Map<String, Shape> rows = new LinkedHashMap<>();
        rows.put(targets.name(), targets);
        rows.put(plans.name(), plans);
        Optional<Checked> own = check(targets.name() + "." + plan, scope.of(targets), null);
        Optional<Checked> whole =
                scope.check(new YamlScalar(text, false, block.place().position()), scope.of(rows, false, false), type);
        return own.flatMap(o -> whole.map(w -> w.with(plans.name(), o)));
    }

    /** What a target has reached: by its option. */
    static Optional<Checked> done(PlanBlock block, Scope scope, Map<String, Fact> facts) {
        Optional<Shape> targets = scope.shape(block.targets());
        Optional<Checked> counts = targets.flatMap(t -> scope.check(
                new YamlScalar(
                        t.name() + "." + block.counts().text(),
                        false,
                        block.counts().position()),
                scope.of(t),
                null));
        return counts.map(option -> {
            Node tree = new Node.Missing(Type.DECIMAL);
            List<Map.Entry<String, Fact>> entries = new ArrayList<>(facts.entrySet());
            for (Map.Entry<String, Fact> entry : entries.reversed()) {
                Node same = new Node.Equal(option.root(), new Node.Literal(entry.getKey(), Type.TEXT), false);
                tree = new Node.Choose(same, entry.getValue().done().root(), tree, Type.DECIMAL);
            }
            return new Checked("done", tree);
        });
    }

    private boolean known(Shape shape, YamlScalar field, @Nullable Type type) {
        Optional<Shape.Field> found = shape.field(field.text());
        if (found.isEmpty()) {
            unknown(
                    Code.UNKNOWN_FIELD,
                    field,
                    shape.fields().keySet(),
                    shape.name() + " 没有字段",
                    shape.name() + " has no field");
            return false;
        }
        Type is = found.get().type();
        boolean fits = type == null ? is instanceof Type.Choice : type.meets(is);
        if (!fits) {
            Label wanted = type == null ? new Label("选项", "a choice") : type.words();
            error(
                    scope,
                    block,
                    field,
                    Code.WRONG_TYPE,
                    "「" + field.text() + "」要是" + wanted.zh() + "。",
                    "“" + field.text() + "” must be " + wanted.en() + ".");
        }
        return fits;
    }

    private void unknown(Code code, YamlScalar at, Collection<String> known, String zh, String en) {
        scope.findings()
                .error(
                        code,
                        at.textPosition(),
                        Math.max(1, at.text().length()),
                        block.place().clauseId(),
                        zh + "「" + at.text() + "」。",
                        en + " “" + at.text() + "”.",
                        Nearest.to(at.text(), known));
    }

    private Optional<Checked> check(YamlScalar text, Environment environment, Type type) {
        return scope.check(text, environment, type);
    }

    private Optional<Checked> check(String text, Environment environment, @Nullable Type type) {
        return scope.check(new YamlScalar(text, false, block.place().position()), environment, type);
    }

    static void error(Scope scope, PlanBlock block, YamlScalar at, Code code, String zh, String en) {
        scope.findings()
                .error(
                        code,
                        at.textPosition(),
                        Math.max(1, at.text().length()),
                        block.place().clauseId(),
                        zh,
                        en,
                        List.of());
    }
}
