package io.liren.election;

import io.liren.block.BlockKind;
import io.liren.block.BlockSource;
import io.liren.block.Compiled;
import io.liren.block.Names;
import io.liren.block.Scope;
import io.liren.expression.Expressions;
import io.liren.expression.Shape;
import io.liren.expression.Source;
import io.liren.expression.Type;
import io.liren.register.RegisterKind;
import io.liren.rulebook.Findings;
import io.liren.rulebook.YamlScalar;
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
 * The election block (选举): who stands and on what conditions, whether enough came, the ballot as tellers count it, and who is
 * elected. The result is derived from the votes; what each voter chose is nowhere.
 */
public final class ElectionKind implements BlockKind<ElectionBlock> {
    private final RegisterKind registers = new RegisterKind();

    @Override
    public String keyword() {
        return "election";
    }

    @Override
    public Label label() {
        return new Label("选举", "Election");
    }

    @Override
    public List<ElectionBlock> read(BlockSource source) {
        return new ElectionReader(source).read();
    }

    @Override
    public void declare(ElectionBlock block, Names names) {
        registers.declare(block.counts(), names);
        registers.declare(block.votes(), names);
        Supplier<Optional<Meant>> meant = meant(block, names);
        Supplier<Optional<Set<String>>> reads =
                names.later(block.place(), scope -> meant.get().map(Meant::reads));
        Optional<Shape> elections = shape(block, block.of(), names);
        Optional<Shape> candidates = shape(block, block.candidates().register(), names);
        elections.ifPresent(shape -> {
            Map<String, Shape.Field> fields = new LinkedHashMap<>();
            for (ElectionBlock.Given given : ElectionBlock.Given.values()) {
                Function<Meant, Function<String, Sql>> sql =
                        m -> row -> new ElectionSql(m, names, block.place().rulebook(), row).of(given);
                fields.put(given.field, field(given.field, type(given), meant, reads, sql));
                names.declareWords(shape.register(), given.field, given.label, Map.of());
            }
            grow(block, shape, fields, names);
        });
        candidates.ifPresent(shape -> {
            Map<String, Shape.Field> fields = new LinkedHashMap<>();
            for (ElectionBlock.Stood stood : ElectionBlock.Stood.values()) {
                Function<Meant, Function<String, Sql>> sql =
                        m -> row -> new CandidateSql(block, m, names, row).of(stood);
                fields.put(stood.field, field(stood.field, type(stood), meant, reads, sql));
                names.declareWords(shape.register(), stood.field, stood.label, Map.of());
            }
            grow(block, shape, fields, names);
        });
    }

    private static Optional<Shape> shape(ElectionBlock block, YamlScalar register, Names names) {
        return names.register(
                        block.place().rulebook(),
                        register.text(),
                        register.textPosition(),
                        block.place().clauseId())
                .flatMap(names::shape);
    }

    private static void grow(ElectionBlock block, Shape shape, Map<String, Shape.Field> more, Names names) {
        Map<String, Shape.Field> fields = new LinkedHashMap<>(shape.fields());
        more.forEach((name, field) -> {
            if (fields.containsKey(name)) {
                names.taken(block.place(), name);
            }
            fields.put(name, field);
        });
        names.declare(new Shape(shape.register(), shape.name(), shape.table(), fields));
    }

    private static Shape.Field field(
            String name,
            Type type,
            Supplier<Optional<Meant>> meant,
            Supplier<Optional<Set<String>>> reads,
            Function<Meant, Function<String, Sql>> sql) {
        Sql missing = type == Type.BOOL
                ? Sql.of("null::boolean")
                : type == Type.DATE ? Sql.of("null::date") : Sql.of("null::bigint");
        // Of a missing record all is missing.
        Function<String, Sql> fragment = row -> meant.get()
                .map(m -> Sql.of("(case when {row}.id is not null then {value} end)")
                        .name("row", row)
                        .part("value", sql.apply(m).apply(row)))
                .orElse(missing);
        return new Shape.Field(
                name, type, new Source.Derived(fragment, () -> reads.get().orElse(Set.of())));
    }

    private static Type type(ElectionBlock.Given given) {
        return switch (given) {
            case NOMINATED -> Type.WHOLE;
            case ELECTORS -> Type.WHOLE;
            case ATTENDED -> Type.WHOLE;
            case CHOSEN -> Type.WHOLE;
            case OPEN_SEATS -> Type.WHOLE;
            case QUORATE -> Type.BOOL;
            case CONTESTED -> Type.BOOL;
            case LEVEL -> Type.BOOL;
            case COUNTED_ON -> Type.DATE;
        };
    }

    private static Type type(ElectionBlock.Stood stood) {
        return switch (stood) {
            case VOTES -> Type.WHOLE;
            case ELECTED -> Type.BOOL;
            case EXCEPTION -> Type.BOOL;
        };
    }

    /** Quietly: a mistake is reported when the block itself is compiled. */
    private static Supplier<Optional<Meant>> meant(ElectionBlock block, Names names) {
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
    public Compiled compile(ElectionBlock block, Scope scope) {
        // Whoever may not read the elections may not read the counts either.
        List<String> readers = scope.shape(block.of())
                .map(elections -> scope.names().readers(elections.register()))
                .orElse(List.of());
        return new ElectionCompiler(block, scope)
                .compile(List.of(
                        registers.compile(block.counts(), scope, readers),
                        registers.compile(block.votes(), scope, readers)));
    }

    @Override
    public Label inWords(ElectionBlock block, Scope scope) {
        Label name = block.place().label();
        String zh = String.join(
                ";", block.conditions().stream().map(c -> c.says().zh()).toList());
        String en = String.join(
                "; ", block.conditions().stream().map(c -> c.says().en()).toList());
        return new Label(
                name.zh() + ":候选人的条件按选举当日看(" + zh + ");无记名投票,监票人计票,结果由票数得出。",
                name.en() + ": candidates are judged on election day (" + en
                        + "); the ballot is secret, tellers count it, and the result follows from the votes.");
    }
}
