package io.liren.procedure;

import io.liren.block.BlockKind;
import io.liren.block.BlockSource;
import io.liren.block.Compiled;
import io.liren.block.Names;
import io.liren.block.Pause;
import io.liren.block.Scope;
import io.liren.expression.Shape;
import io.liren.expression.Source;
import io.liren.expression.Type;
import io.liren.register.RegisterKind;
import io.liren.sql.Sql;
import io.liren.wording.Label;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** The procedure block (流程): how a record moves on step by step, by whom, and what must be there first. */
public final class ProcedureKind implements BlockKind<ProcedureBlock> {
    static final String KEYWORD = "procedure";
    /** The field of a case that tells which text of the rulebook holds for it, where several do. */
    static final String RULED_BY = "ruled_by";

    private final RegisterKind registers = new RegisterKind();

    @Override
    public String keyword() {
        return KEYWORD;
    }

    @Override
    public Label label() {
        return new Label("流程", "Procedure");
    }

    @Override
    public boolean remembers() {
        return true;
    }

    @Override
    public List<ProcedureBlock> read(BlockSource source) {
        return new ProcedureReader(source).read();
    }

    @Override
    public void declare(ProcedureBlock block, Names names) {
        registers.declare(block.stepRegister(), names);
        Optional<String> register = names.register(
                block.place().rulebook(),
                block.of().text(),
                block.of().textPosition(),
                block.place().clauseId());
        Optional<Shape> cases = register.flatMap(names::shape);
        String steps = block.stepRegister().place().id();
        Optional<Shape> taken = names.shape(steps);
        if (cases.isEmpty() || taken.isEmpty()) {
            return;
        }
        Shape grown = grown(block, cases.get(), taken.get());
        grown.fields().keySet().stream()
                .filter(cases.get().fields()::containsKey)
                .filter(name -> !Objects.equals(
                        grown.fields().get(name), cases.get().fields().get(name)))
                .forEach(name -> names.taken(block.place(), name));
        names.declare(grown);
        Map<String, Label> states = new LinkedHashMap<>();
        block.allStates().forEach(state -> states.put(state.name(), state.label()));
        names.declareWords(register.get(), "state", new Label("状态", "State"), states);
        for (ProcedureBlock.Step step : block.allSteps()) {
            names.declareWords(
                    register.get(), step.key() + "_taken_on", step.label().plus(new Label("日期", ": date")), Map.of());
        }
        names.declareTouch(steps, register.get());
        block.timed().forEach(step -> names.declareDuty(block.clock(step), register));
        pause(block, taken.get()).ifPresent(pause -> names.declarePause(register.get(), pause));
    }

    private static Optional<Pause> pause(ProcedureBlock block, Shape taken) {
        List<String> pausing = block.allStates().stream()
                .filter(ProcedureBlock.State::pauses)
                .map(ProcedureBlock.State::name)
                .toList();
        List<String> into = block.allSteps().stream()
                .filter(s -> pausing.contains(s.to()))
                .map(ProcedureBlock.Step::key)
                .toList();
        boolean fromStart = pausing.contains(block.start());
        return into.isEmpty() && !fromStart
                ? Optional.empty()
                : Optional.of(new Pause(taken.register(), alias -> Ways.pauses(taken.table(), into, fromStart, alias)));
    }

    /** The cases' shape with their state, and for each step when it was taken and what was recorded. */
    private static Shape grown(ProcedureBlock block, Shape cases, Shape taken) {
        Map<String, Shape.Field> fields = new LinkedHashMap<>(cases.fields());
        List<String> states =
                block.allStates().stream().map(ProcedureBlock.State::name).toList();
        String steps = taken.table();
        Route route = Route.of(block, cases.table(), steps);
        add(
                fields,
                "state",
                new Type.Choice(states),
                alias -> route.state(of(alias, "community_id"), of(alias, "id"), Sql.empty()));
        if (route.hasEarlier()) {
            add(
                    fields,
                    RULED_BY,
                    Type.TEXT,
                    alias -> route.key(of(alias, "community_id"), of(alias, "id"), Sql.empty()));
        }
        for (ProcedureBlock.Step step : block.allSteps()) {
            String name = step.key();
            fields.put(
                    name + "_taken_on",
                    new Shape.Field(
                            name + "_taken_on",
                            Type.DATE,
                            new Source.Fragment(
                                    alias -> Ways.lastTaken(steps, name, "on", alias),
                                    Optional.of(alias -> Ways.lastTaken(steps, name, "entered_at", alias)))));
            add(fields, name + "_taken_at", Type.MOMENT, alias -> Ways.recorded(steps, name, "entered_at", alias));
            List<ProcedureBlock.Recorded> recorded = new ArrayList<>(step.records());
            step.decision().ifPresent(decision -> recorded.addAll(Vote.recorded()));
            for (ProcedureBlock.Recorded field : recorded) {
                taken.field(field.name())
                        .filter(f -> f.source() instanceof Source.Column && !(f.type() instanceof Type.ListOf))
                        .ifPresent(f -> add(
                                fields,
                                name + "_" + field.name(),
                                f.type(),
                                alias -> Ways.recorded(steps, name, ((Source.Column) f.source()).column(), alias)));
            }
        }
        return new Shape(cases.register(), cases.name(), cases.table(), fields);
    }

    private static Sql of(String alias, String column) {
        return Sql.of("{row}.{column}").name("row", alias).name("column", column);
    }

    private static void add(Map<String, Shape.Field> fields, String name, Type type, Function<String, Sql> sql) {
        fields.put(name, new Shape.Field(name, type, new Source.Fragment(sql)));
    }

    @Override
    public Compiled compile(ProcedureBlock block, Scope scope) {
        // Whoever may not read a case may not read its steps either.
        List<String> readers = scope.shape(block.of())
                .map(cases -> scope.names().readers(cases.register()))
                .orElse(List.of());
        List<String> earlier = scope.findings()
                .aside(() -> scope.posts(block.rules()
                        .said()
                        .flatMap(said -> said.steps().stream())
                        .flatMap(step -> step.by().stream())
                        .toList()))
                .orElse(List.of());
        Compiled steps = registers.compile(block.stepRegister(), scope, readers, earlier);
        return new ProcedureCompiler(block, scope).compile(steps);
    }

    @Override
    public Label inWords(ProcedureBlock block, Scope scope) {
        String zh = String.join(
                " → ", block.steps().stream().map(s -> s.label().zh()).toList());
        String en = String.join(
                " → ", block.steps().stream().map(s -> s.label().en()).toList());
        return new Label(
                block.place().label().zh() + ":" + zh + "。",
                block.place().label().en() + ": " + en + ".");
    }
}
