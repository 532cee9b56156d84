package io.liren.urgent;

import io.liren.block.BlockKind;
import io.liren.block.BlockSource;
import io.liren.block.Compiled;
import io.liren.block.Names;
import io.liren.block.Scope;
import io.liren.block.Selection;
import io.liren.expression.Checked;
import io.liren.expression.Shape;
import io.liren.expression.Source;
import io.liren.expression.Type;
import io.liren.rulebook.Code;
import io.liren.rulebook.Nearest;
import io.liren.rulebook.YamlMap;
import io.liren.rulebook.YamlScalar;
import io.liren.wording.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The urgent block (急办): records begun by one tap, with moments noted by further taps and numbers to call. */
public final class UrgentKind implements BlockKind<UrgentBlock> {
    @Override
    public String keyword() {
        return "urgent";
    }

    @Override
    public Label label() {
        return new Label("急办", "Urgent");
    }

    @Override
    public List<UrgentBlock> read(BlockSource source) {
        List<UrgentBlock> blocks = new ArrayList<>();
        for (BlockSource.Thing thing : source.things()) {
            YamlMap body = thing.body();
            source.allow(body, "label", "of", "over", "moments", "call");
            Optional<YamlScalar> of = source.required(body, thing.place(), "of");
            Optional<YamlScalar> over = source.required(body, thing.place(), "over");
            if (of.isPresent() && over.isPresent()) {
                blocks.add(new UrgentBlock(
                        thing.place(), of.get(), over.get(), body.scalars("moments"), call(source, thing)));
            }
        }
        return blocks;
    }

    private static Optional<UrgentBlock.Call> call(BlockSource source, BlockSource.Thing thing) {
        return thing.body().map("call").flatMap(map -> {
            source.allow(map, "of", "name", "phone", "order");
            Optional<YamlScalar> of = source.required(map, thing.place(), "of");
            Optional<YamlScalar> name = source.required(map, thing.place(), "name");
            Optional<YamlScalar> phone = source.required(map, thing.place(), "phone");
            return of.isEmpty() || name.isEmpty() || phone.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new UrgentBlock.Call(
                            Selection.read(of.get()), name.get(), phone.get(), source.scalar(map, "order")));
        });
    }

    @Override
    public void declare(UrgentBlock block, Names names) {}

    @Override
    public Compiled compile(UrgentBlock block, Scope scope) {
        Optional<Shape> of = scope.shape(block.of());
        Optional<String> over = of.flatMap(shape -> column(block, scope, shape, block.over(), Type.DATE));
        List<String> moments = new ArrayList<>();
        for (YamlScalar moment : block.moments()) {
            of.flatMap(shape -> column(block, scope, shape, moment, Type.MOMENT))
                    .ifPresent(column -> moments.add(moment.text()));
        }
        Optional<Urgent.Call> call = block.call().flatMap(written -> call(block, scope, written));
        of.ifPresent(shape -> beginsWithNothing(block, scope, shape));
        if (of.isEmpty() || over.isEmpty() || moments.size() < block.moments().size()) {
            return Compiled.nothing();
        }
        return Compiled.with()
                .artefact(new Urgent(block.place(), of.get(), over.get(), moments, call, scope.names()))
                .build();
    }

    /** A tap gives nothing: what the register requires must have a value of its own. */
    private static void beginsWithNothing(UrgentBlock block, Scope scope, Shape of) {
        List<String> asked = scope.names().traits().asked(of.register());
        if (!asked.isEmpty()) {
            scope.wrong(
                    block.of(),
                    "一键登记什么都不填,「" + of.name() + "」的必填字段却没有默认值:" + String.join("、", asked) + "。给它 default,或者不设必填。",
                    "A tap fills nothing in, but “" + of.name() + "” requires, without a default: "
                            + String.join(", ", asked) + ". Give each a default, or don't require it.");
        }
    }

    private static Optional<Urgent.Call> call(UrgentBlock block, Scope scope, UrgentBlock.Call written) {
        Optional<Shape> of = scope.shape(written.of().register());
        Optional<Checked> where =
                of.flatMap(shape -> written.of().condition().flatMap(c -> scope.check(c, scope.of(shape), Type.BOOL)));
        Optional<String> name = of.flatMap(shape -> column(block, scope, shape, written.name(), Type.TEXT));
        Optional<String> phone = of.flatMap(shape -> column(block, scope, shape, written.phone(), Type.TEXT));
        Optional<String> order =
                written.order().flatMap(o -> of.flatMap(shape -> column(block, scope, shape, o, Type.WHOLE)));
        return of.isEmpty() || name.isEmpty() || phone.isEmpty()
                ? Optional.empty()
                : Optional.of(new Urgent.Call(of.get(), where, name.get(), phone.get(), order));
    }

    /** A field that people enter, of a type. */
    private static Optional<String> column(UrgentBlock block, Scope scope, Shape shape, YamlScalar written, Type type) {
        Optional<String> column = shape.field(written.text())
                .filter(field -> field.type().equals(type))
                .flatMap(field ->
                        field.source() instanceof Source.Column(String name) ? Optional.of(name) : Optional.empty());
        if (column.isEmpty()) {
            List<String> known = shape.fields().values().stream()
                    .filter(f -> f.type().equals(type) && f.source() instanceof Source.Column)
                    .map(Shape.Field::name)
                    .toList();
            scope.findings()
                    .error(
                            Code.UNKNOWN_FIELD,
                            written.textPosition(),
                            Math.max(1, written.text().length()),
                            block.place().clauseId(),
                            "这里要「" + shape.name() + "」里由人填写的字段,类型也要对:" + String.join("、", known) + "。",
                            "A field of “" + shape.name() + "” that people enter, of the right type, is needed here: "
                                    + String.join(", ", known) + ".",
                            Nearest.to(written.text(), known));
        }
        return column;
    }

    @Override
    public Label inWords(UrgentBlock block, Scope scope) {
        return new Label(
                "急办页:一键开始,分钟走表,电话在旁。",
                "A page for urgent things: one tap begins, minutes run, numbers to call stand beside.");
    }
}
