package io.liren.plan;

import io.liren.block.BlockKind;
import io.liren.block.BlockSource;
import io.liren.block.Compiled;
import io.liren.block.Names;
import io.liren.block.Place;
import io.liren.block.Scope;
import io.liren.expression.Shape;
import io.liren.expression.Type;
import io.liren.rulebook.YamlScalar;
import io.liren.wording.Label;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The plan block (计划): targets of a year tied to the facts, the summary drafted from them, what was not planned. */
public final class PlanKind implements BlockKind<PlanBlock> {
    /** Each block's facts are checked once, whoever needs them first. */
    private final Map<PlanBlock, Optional<Map<String, PlanFacts.Fact>>> facts = new HashMap<>();

    @Override
    public String keyword() {
        return "plan";
    }

    @Override
    public Label label() {
        return new Label("计划", "Plan");
    }

    @Override
    public List<PlanBlock> read(BlockSource source) {
        return new PlanReader(source).read();
    }

    @Override
    public void declare(PlanBlock block, Names names) {
        Place place = block.place();
        names.registerNamed(place.rulebook(), block.targets().text())
                .flatMap(names::shape)
                .ifPresent(targets -> {
                    String register = targets.register();
                    String row = targets.name() + ".";
                    names.grow(
                            place,
                            register,
                            "done",
                            new Label("已完成", "Done"),
                            "decimal",
                            scope -> facts(block, scope).flatMap(found -> PlanFacts.done(block, scope, found)));
                    String target = row + block.target().text();
                    if (targets.field(block.target().text())
                            .filter(f -> f.type().numeric())
                            .isEmpty()) {
                        return;
                    }
                    grow(
                            place,
                            names,
                            targets,
                            "progress",
                            new Label("进度（%）", "Progress in percent"),
                            "decimal",
                            "round(" + row + "done * 100 / " + target + ", 0)",
                            Type.DECIMAL);
                    grow(
                            place,
                            names,
                            targets,
                            "reached",
                            new Label("达到目标", "Reached"),
                            "boolean",
                            row + "done >= " + target,
                            Type.BOOL);
                });
    }

    private static void grow(
            Place place, Names names, Shape targets, String field, Label label, String type, String text, Type gives) {
        names.grow(
                place,
                targets.register(),
                field,
                label,
                type,
                scope -> names.shape(targets.register())
                        .flatMap(now ->
                                scope.check(new YamlScalar(text, false, place.position()), scope.of(now), gives)));
    }

    private Optional<Map<String, PlanFacts.Fact>> facts(PlanBlock block, Scope scope) {
        return facts.computeIfAbsent(block, b -> PlanFacts.of(b, scope));
    }

    @Override
    public Compiled compile(PlanBlock block, Scope scope) {
        return facts(block, scope)
                .map(found -> new PlanCompiler(block, scope, found).compile())
                .orElse(Compiled.nothing());
    }

    @Override
    public Label inWords(PlanBlock block, Scope scope) {
        Label outside = block.outside().isPresent()
                ? new Label("计划外的要写明原因。", " What was not planned needs a reason.")
                : Label.same("");
        Label summary = block.summary().isPresent()
                ? new Label("年终总结的草稿由进度写出,由人修改。", " The summary is drafted from it, for a person to edit.")
                : Label.same("");
        return new Label(
                "「" + block.place().label().zh() + "」:每个目标写明数什么、数多少,进度由登记算出。" + summary.zh() + outside.zh(),
                "“" + block.place().label().en() + "”: each target says what is counted and how much; progress follows "
                        + "from the records." + summary.en() + outside.en());
    }
}
