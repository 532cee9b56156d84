package io.liren.body;

import io.liren.block.BlockKind;
import io.liren.block.BlockSource;
import io.liren.block.Compiled;
import io.liren.block.Names;
import io.liren.block.Scope;
import io.liren.expression.Expressions;
import io.liren.expression.Shape;
import io.liren.expression.Source;
import io.liren.expression.Type;
import io.liren.rulebook.Findings;
import io.liren.sql.Sql;
import io.liren.wording.Label;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The body block (组织): how a body meets. Who is due follows from its members on the day; a meeting knows whether it was
 * quorate, heard what it had to, and so counts.
 */
public final class BodyKind implements BlockKind<BodyBlock> {
    @Override
    public String keyword() {
        return "body";
    }

    @Override
    public Label label() {
        return new Label("会议规则", "How a body meets");
    }

    @Override
    public List<BodyBlock> read(BlockSource source) {
        return new BodyReader(source).read();
    }

    @Override
    public void declare(BodyBlock block, Names names) {
        Optional<Shape> meetings = names.register(
                        block.place().rulebook(),
                        block.meets().register().text(),
                        block.meets().register().textPosition(),
                        block.place().clauseId())
                .flatMap(names::shape);
        if (meetings.isEmpty()) {
            return;
        }
        Supplier<Optional<Meant>> meant = meant(block, names);
        Supplier<Optional<Set<String>>> reads =
                names.later(block.place(), scope -> meant.get().map(Meant::reads));
        Map<String, Shape.Field> fields = new LinkedHashMap<>(meetings.get().fields());
        for (BodyBlock.Given given : BodyBlock.Given.values()) {
            String name = block.field(given);
            if (fields.containsKey(name)) {
                names.taken(block.place(), name);
            }
            fields.put(name, new Shape.Field(name, type(given), source(block, given, meant, reads, names)));
            Label label = block.place().label();
            names.declareWords(
                    meetings.get().register(),
                    name,
                    new Label(label.zh() + given.label.zh(), label.en() + ": " + given.label.en()),
                    Map.of());
        }
        Shape shape = meetings.get();
        names.declare(new Shape(shape.register(), shape.name(), shape.table(), fields));
    }

    private static Type type(BodyBlock.Given given) {
        return switch (given) {
            case DUE -> Type.WHOLE;
            case HERE -> Type.WHOLE;
            case LACKS -> Type.WHOLE;
            case QUORATE -> Type.BOOL;
            case TOLD -> Type.BOOL;
            case COUNTS -> Type.BOOL;
        };
    }

    private static Source source(
            BodyBlock block,
            BodyBlock.Given given,
            Supplier<Optional<Meant>> meant,
            Supplier<Optional<Set<String>>> reads,
            Names names) {
        Function<String, Sql> sql = row -> meant.get()
                .map(m -> new MeetingSql(m, names, block.place().rulebook(), row).of(given))
                .orElseGet(() -> type(given) == Type.BOOL ? Sql.of("null::boolean") : Sql.of("null::bigint"));
        return new Source.Derived(sql, () -> reads.get().orElse(Set.of()));
    }

    /** Quietly: a mistake is reported when the block itself is compiled. */
    private static Supplier<Optional<Meant>> meant(BodyBlock block, Names names) {
        return names.later(
                block.place(),
                scope -> Meant.of(
                        block,
                        scope,
                        (text, environment, expected) -> Expressions.check(
                                text.text(),
                                text.textPosition(),
                                block.place().clauseId(),
                                environment,
                                expected,
                                new Findings())));
    }

    @Override
    public Compiled compile(BodyBlock block, Scope scope) {
        return new BodyCompiler(block, scope).compile();
    }

    @Override
    public Label inWords(BodyBlock block, Scope scope) {
        Label name = block.place().label();
        String zhItems = String.join(
                "、", block.agenda().stream().map(i -> i.label().zh()).toList());
        String enItems = String.join(
                ", ", block.agenda().stream().map(i -> i.label().en()).toList());
        Label roster = block.members()
                .flatMap(m -> scope.shape(m.register()))
                .map(s -> scope.names().label(s.register()))
                .map(l -> new Label("应到的人由「" + l.zh() + "」得出。", " Who is due follows from “" + l.en() + "”."))
                .orElse(Label.same(""));
        Label quorum = block.quorum()
                .map(q -> new Label("不够法定人数不能作出决议。", " Nothing is resolved without a quorum."))
                .orElse(Label.same(""));
        Label items = block.agenda().isEmpty()
                ? Label.same("")
                : new Label("议题要有:" + zhItems + "。", " On the agenda: " + enItems + ".");
        Label told = block.told()
                .map(t -> new Label("议题要提前通知。", " The agenda is told beforehand."))
                .orElse(Label.same(""));
        return new Label(
                name.zh() + ":" + roster.zh() + told.zh() + items.zh() + quorum.zh(),
                name.en() + "." + roster.en() + told.en() + items.en() + quorum.en());
    }
}
