package io.liren.procedure;

import io.liren.block.Answerer;
import io.liren.block.Compiled;
import io.liren.block.Derivation;
import io.liren.block.Guard;
import io.liren.block.Place;
import io.liren.block.Quantity;
import io.liren.block.Scope;
import io.liren.calendar.DayUnit;
import io.liren.derivation.Asks;
import io.liren.derivation.Duties;
import io.liren.derivation.DutyAnswers;
import io.liren.derivation.Evidence;
import io.liren.derivation.Unstarted;
import io.liren.expression.Checked;
import io.liren.expression.Shape;
import io.liren.expression.Type;
import io.liren.rulebook.Code;
import io.liren.rulebook.YamlScalar;
import io.liren.wording.Label;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes a procedure's clocks into duties, and has its gates made into guards on its steps. */
final class ProcedureCompiler {
    private final ProcedureBlock block;
    private final Place place;
    private final Scope scope;
    private final List<Quantity> quantities = new ArrayList<>();
    private final List<Guard> unstarted = new ArrayList<>();

    ProcedureCompiler(ProcedureBlock block, Scope scope) {
        this.block = block;
        this.place = block.place();
        this.scope = scope;
    }

    Compiled compile(Compiled stepRegister) {
        Optional<Shape> cases = scope.shape(block.of());
        Optional<Shape> taken = scope.names().shape(block.stepRegister().place().id());
        Compiled.Builder compiled = Compiled.with();
        stepRegister.tables().forEach(compiled::table);
        stepRegister.artefacts().forEach(compiled::artefact);
        stepRegister.answerers().forEach(compiled::answerer);
        if (cases.isEmpty() || taken.isEmpty()) {
            return compiled.build();
        }
        Conditions conditions = new Conditions(place, scope, cases.get(), quantities);
        List<Procedure.Step> steps = new ArrayList<>();
        for (ProcedureBlock.Step step : block.steps()) {
            Optional<Derivation> clock = step.within().flatMap(w -> clock(step, w, cases.get()));
            clock.ifPresent(c -> compiled.derivation(c).answerer(place.name() + "-" + step.key(), new DutyAnswers(c)));
            List<ProcedureBlock.Recorded> recorded = new ArrayList<>(step.records());
            step.decision().ifPresent(decision -> recorded.addAll(Vote.recorded()));
            steps.add(new Procedure.Step(
                    step.key(),
                    step.label(),
                    step.from(),
                    step.to(),
                    scope.posts(step.by()),
                    conditions.needs(step),
                    conditions.suggestions(step),
                    step.otherThan(),
                    step.reason(),
                    List.copyOf(recorded),
                    step.decision().flatMap(conditions::vote),
                    clock.map(Derivation::id)));
        }
        Procedure procedure = new Procedure(
                place,
                cases.get().register(),
                cases.get().table(),
                taken.get().register(),
                taken.get().table(),
                block.start(),
                block.states(),
                steps);
        StepGuards guards = new StepGuards(procedure, taken.get(), cases.get(), scope);
        steps.forEach(step -> guards.of(step).forEach(compiled::guard));
        unstarted.forEach(compiled::guard);
        return compiled.artefact(procedure)
                .answerer(place.name(), answerer(procedure))
                .quantities(quantities)
                .build();
    }

    private Optional<Derivation> clock(ProcedureBlock.Step step, ProcedureBlock.Clock clock, Shape cases) {
        Optional<DayUnit> unit = DayUnit.of(clock.unit().text());
        if (unit.isEmpty()) {
            scope.findings()
                    .error(
                            Code.WRONG_VALUE,
                            clock.unit().textPosition(),
                            place.clauseId(),
                            "单位是 " + String.join("、", DayUnit.words()) + "。",
                            "The unit is one of " + String.join(", ", DayUnit.words()) + ".");
            return Optional.empty();
        }
        if (clock.count().text().matches("\\d{1,4}")) {
            quantities.add(Quantity.said(
                    unit.get().word(),
                    new BigDecimal(clock.count().text()),
                    clock.count().position()));
        }
        String open =
                String.join(", ", step.from().stream().map(s -> "'" + s + "'").toList());
        YamlScalar standing = new YamlScalar(
                cases.name() + ".state in [" + open + "] || " + cases.name() + "." + step.key() + "_taken_on != null",
                false,
                clock.of().position());
        boolean moments = unit.get().isOfMoments();
        YamlScalar done = new YamlScalar(
                cases.name() + "." + step.key() + (moments ? "_taken_at" : "_taken_on"),
                false,
                clock.of().position());
        Optional<Checked> qualifies = scope.check(standing, scope.of(cases), Type.BOOL);
        Optional<Checked> trigger = trigger(clock.of(), cases, moments);
        Optional<Checked> count = scope.check(clock.count(), scope.of(cases), Type.WHOLE);
        Optional<Checked> met = scope.check(done, scope.of(cases), null);
        List<String> owedBy = scope.posts(
                clock.owedBy().map(List::of).orElse(step.by().stream().limit(1).toList()));
        if (qualifies.isEmpty() || trigger.isEmpty() || count.isEmpty() || met.isEmpty() || owedBy.isEmpty()) {
            return Optional.empty();
        }
        quantities.addAll(scope.quantitiesOf(count.get()));
        Asks.Triggered asks = new Asks.Triggered(
                cases,
                qualifies,
                trigger.get(),
                count.get(),
                unit.get(),
                scope.names().pause(cases.register()),
                new Evidence.OwnDate(met.get()),
                Optional.empty());
        Unstarted.guard(block.clock(step), asks, scope.names()).ifPresent(unstarted::add);
        Label words = new Label(
                "在 " + clock.count().text() + " " + unit.get().label().zh() + "内"
                        + step.label().zh() + "。",
                "“" + step.label().en() + "” within " + clock.count().text() + " "
                        + unit.get().label().en() + ".");
        return Optional.of(Duties.derivation(
                block.clock(step), asks, owedBy.getFirst(), List.of(), step.label(), words, scope.names()));
    }

    /** A day or a moment; a moment where minutes or hours count. */
    private Optional<Checked> trigger(YamlScalar of, Shape cases, boolean moments) {
        Optional<Checked> any = scope.check(of, scope.of(cases), null);
        boolean moment =
                moments || any.filter(c -> c.type() instanceof Type.Moment).isPresent();
        return any.isEmpty() ? any : scope.check(of, scope.of(cases), moment ? Type.MOMENT : Type.DATE);
    }

    private static Answerer answerer(Procedure procedure) {
        return (asked, transaction) -> {
            var record = asked.of().orElseThrow(() -> new IllegalArgumentException("写明 of 哪个办件。 Say of which case."));
            Procedure.Asking asking = new Procedure.Asking(asked.today(), asked.now(), Optional.empty());
            Optional<Cases.Standing> standing =
                    Cases.standing(transaction, procedure, asked.community(), record, asking);
            if (standing.isEmpty()) {
                return "absent";
            }
            return asked.at()
                    .map(step -> standing.get().next().stream()
                                    .anyMatch(n -> n.step().name().equals(step) && n.isOpen())
                            ? "open"
                            : "shut")
                    .orElse(standing.get().state());
        };
    }
}
