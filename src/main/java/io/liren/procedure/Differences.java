package io.liren.procedure;

import io.liren.block.Scope;
import io.liren.calendar.DayUnit;
import io.liren.rulebook.YamlScalar;
import io.liren.wording.Label;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Tells in words what one text of a procedure says otherwise than another: steps, who takes them, conditions, time limits. */
final class Differences {
    private final Scope scope;

    Differences(Scope scope) {
        this.scope = scope;
    }

    /** What is different after. */
    List<Label> between(ProcedureBlock before, ProcedureBlock after) {
        List<Label> differences = new ArrayList<>();
        for (ProcedureBlock.Step step : after.steps()) {
            before.step(step.key())
                    .ifPresentOrElse(
                            then -> between(then, step, after, differences),
                            () -> differences.add(new Label(
                                    "新增环节「" + step.label().zh() + "」",
                                    "New step “" + step.label().en() + "”")));
        }
        for (ProcedureBlock.Step step : before.steps()) {
            if (after.step(step.key()).isEmpty()) {
                differences.add(new Label(
                        "取消环节「" + step.label().zh() + "」",
                        "The step “" + step.label().en() + "” is gone"));
            }
        }
        return List.copyOf(differences);
    }

    private void between(
            ProcedureBlock.Step before, ProcedureBlock.Step after, ProcedureBlock block, List<Label> differences) {
        Label step =
                new Label("「" + after.label().zh() + "」", "“" + after.label().en() + "”: ");
        Map<String, Label> then = needs(before, block);
        Map<String, Label> now = needs(after, block);
        Set<Label> keeps = new HashSet<>(then.values());
        keeps.retainAll(now.values());
        now.forEach((that, says) -> {
            if (!then.containsKey(that)) {
                differences.add(step.plus(
                        keeps.contains(says)
                                ? new Label("条件有变：" + says.zh(), "the condition has changed: " + says.en())
                                : new Label("新增条件：" + says.zh(), "new condition: " + says.en())));
            }
        });
        then.forEach((that, says) -> {
            if (!now.containsKey(that) && !keeps.contains(says)) {
                differences.add(step.plus(new Label("不再要求：" + says.zh(), "no longer asked: " + says.en())));
            }
        });
        if (!limit(before).equals(limit(after))) {
            differences.add(step.plus(new Label(
                    "期限原来" + limit(before).zh() + "，现在" + limit(after).zh(),
                    "the limit was " + limit(before).en() + " and is "
                            + limit(after).en())));
        }
        if (!texts(before.by()).equals(texts(after.by()))) {
            differences.add(step.plus(new Label(
                    "原来由" + posts(before, "、").zh() + "办理，现在由"
                            + posts(after, "、").zh() + "办理",
                    "was taken by " + posts(before, ", ").en() + ", now by "
                            + posts(after, ", ").en())));
        }
        if (!before.from().equals(after.from()) || !before.to().equals(after.to())) {
            differences.add(step.plus(new Label("从哪里来、到哪里去有变", "it comes from, or leads to, another state")));
        }
        if (!Objects.equals(decision(before), decision(after))) {
            differences.add(step.plus(new Label("表决的办法有变", "the vote has changed")));
        }
        if (!before.records().equals(after.records())) {
            differences.add(step.plus(new Label("要记的内容有变", "what is recorded has changed")));
        }
        if (before.reason() != after.reason() || !before.otherThan().equals(after.otherThan())) {
            differences.add(step.plus(
                    new Label("办理的人或说明的要求有变", "who else must take it, or whether it needs a reason, has changed")));
        }
    }

    /** What a step asks, by the expression. */
    private Map<String, Label> needs(ProcedureBlock.Step step, ProcedureBlock block) {
        Map<String, Label> needs = new LinkedHashMap<>();
        for (ProcedureBlock.Need need : step.needs()) {
            needs.put(
                    need.that().text(),
                    need.says()
                            .orElseGet(() -> scope.shape(block.of())
                                    .map(cases -> scope.names()
                                            .fieldLabel(
                                                    cases.register(),
                                                    need.that().text()))
                                    .orElse(Label.same(need.that().text()))));
        }
        for (ProcedureBlock.Need need : step.notRelativeOf()) {
            needs.put("not-relative-of " + need.that().text(), need.says().orElse(Conditions.NO_RELATIVE));
        }
        return needs;
    }

    private static Label limit(ProcedureBlock.Step step) {
        return step.within()
                .map(clock -> {
                    Label unit = DayUnit.of(clock.unit().text())
                            .map(DayUnit::label)
                            .orElse(Label.same(clock.unit().text()));
                    return new Label(
                            " " + clock.count().text() + " " + unit.zh(),
                            clock.count().text() + " " + unit.en());
                })
                .orElse(new Label("没有", "none"));
    }

    private Label posts(ProcedureBlock.Step step, String between) {
        List<Label> labels = scope.findings().aside(() -> scope.posts(step.by())).orElse(List.of()).stream()
                .map(scope.names()::postLabel)
                .toList();
        return labels.isEmpty()
                ? Label.same(String.join(between, texts(step.by())))
                : new Label(
                        String.join(between, labels.stream().map(Label::zh).toList()),
                        String.join(between, labels.stream().map(Label::en).toList()));
    }

    private static List<String> decision(ProcedureBlock.Step step) {
        Optional<ProcedureBlock.Decision> decision = step.decision();
        return decision.stream()
                .flatMap(d ->
                        java.util.stream.Stream.concat(d.quorum().stream(), java.util.stream.Stream.of(d.passes())))
                .map(YamlScalar::text)
                .toList();
    }

    private static List<String> texts(List<YamlScalar> scalars) {
        return scalars.stream().map(YamlScalar::text).toList();
    }
}
