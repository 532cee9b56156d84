package io.liren.procedure;

import io.liren.block.BlockKind;
import io.liren.block.BlockSource;
import io.liren.block.Compiled;
import io.liren.block.Names;
import io.liren.block.Scope;
import io.liren.expression.Shape;
import io.liren.expression.Source;
import io.liren.expression.Type;
import io.liren.register.RegisterKind;
import io.liren.sql.Sql;
import io.liren.wording.Label;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The procedure block (流程): how a record moves on step by step, by whom, and what must be there first. */
public final class ProcedureKind implements BlockKind<ProcedureBlock> {
    private final RegisterKind registers = new RegisterKind();

    @Override
    public String keyword() {
        return "procedure";
    }

    @Override
    public Label label() {
        return new Label("流程", "Procedure");
    }

    @Override
    public List<ProcedureBlock> read(BlockSource source) {
        return new ProcedureReader(source, registers).read();
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
        Stream.concat(Stream.of("state"), block.steps().stream().map(step -> step.key() + "_taken_on"))
                .filter(cases.get().fields()::containsKey)
                .forEach(name -> names.taken(block.place(), name));
        names.declare(grown(block, cases.get(), taken.get().table()));
        names.declareTouch(steps, register.get());
        for (ProcedureBlock.Step step : block.steps()) {
            if (step.within().isPresent()) {
                names.declareDuty(block.clock(step), register);
            }
        }
    }

    /** The cases' shape with their state, and the day on which each step was taken. */
    private static Shape grown(ProcedureBlock block, Shape cases, String stepTable) {
        List<Procedure.Step> steps = plain(block);
        Map<String, Shape.Field> fields = new LinkedHashMap<>(cases.fields());
        List<String> states =
                block.states().stream().map(ProcedureBlock.State::name).toList();
        fields.put(
                "state",
                new Shape.Field(
                        "state",
                        new Type.Choice(states),
                        new Source.Fragment(alias -> Procedure.state(
                                stepTable,
                                steps,
                                block.start(),
                                Sql.of("{row}.community_id").name("row", alias),
                                Sql.of("{row}.id").name("row", alias),
                                Sql.empty()))));
        for (Procedure.Step step : steps) {
            fields.put(
                    step.name() + "_taken_on",
                    new Shape.Field(
                            step.name() + "_taken_on",
                            Type.DATE,
                            new Source.Fragment(
                                    alias -> taken(Sql.of("\"on\""), stepTable, alias, step),
                                    Optional.of(alias -> taken(Sql.of("entered_at"), stepTable, alias, step)))));
        }
        return new Shape(cases.register(), cases.name(), cases.table(), fields);
    }

    /** When a step was last taken, or last entered. */
    private static Sql taken(Sql when, String stepTable, String row, Procedure.Step step) {
        return Sql.of("""
                (select max(p.{when})
                   from {steps} p
                  where p.community_id = {row}.community_id and p.case_id = {row}.id
                    and p.voided_at is null and p.step = {step})""")
                .part("when", when)
                .name("steps", stepTable)
                .name("row", row)
                .value("step", step.name());
    }

    static List<Procedure.Step> plain(ProcedureBlock block) {
        return block.steps().stream()
                .map(s -> new Procedure.Step(
                        s.key(),
                        s.label(),
                        s.from(),
                        s.to(),
                        List.of(),
                        List.of(),
                        s.otherThan(),
                        s.reason(),
                        Optional.empty()))
                .toList();
    }

    @Override
    public Compiled compile(ProcedureBlock block, Scope scope) {
        // Whoever may not read a case may not read its steps either.
        List<String> readers = scope.shape(block.of())
                .map(cases -> scope.names().readers(cases.register()))
                .orElse(List.of());
        Compiled steps = registers.compile(block.stepRegister(), scope, readers);
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
