package io.liren.procedure;

import io.liren.block.Answerer;
import io.liren.block.Compiled;
import io.liren.block.Place;
import io.liren.block.Quantity;
import io.liren.block.Scope;
import io.liren.derivation.DutyAnswers;
import io.liren.expression.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts a procedure together: today's steps and those of earlier texts, their clocks and their gates. */
final class ProcedureCompiler {
    private final ProcedureBlock block;
    private final Place place;
    private final Scope scope;
    private final List<Quantity> quantities = new ArrayList<>();

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
        Clocks clocks = new Clocks(block, scope, cases.get());
        Route route = Route.of(block, cases.get().table(), taken.get().table());
        Optional<String> today =
                block.rules().today().filter(a -> route.hasEarlier()).map(Rules.Age::key);
        List<Procedure.Step> steps = steps(block, today, cases.get(), clocks, quantities);
        Differences differences = new Differences(scope);
        List<Procedure.Version> versions = new ArrayList<>();
        for (Rules.Age age : block.rules().earlier()) {
            Optional<List<Procedure.Step>> then = age.said()
                    .flatMap(said -> scope.findings()
                            .aside(() -> steps(said, Optional.of(age.key()), cases.get(), clocks, new ArrayList<>())));
            versions.add(new Procedure.Version(
                    age.key(),
                    age.text(),
                    then.flatMap(known ->
                            age.said().map(said -> procedure(said.states(), known, route, cases.get(), taken.get()))),
                    age.said().map(said -> differences.between(said, block)).orElse(List.of())));
        }
        Procedure procedure = procedure(block.states(), steps, route, cases.get(), taken.get())
                .remembering(block.rules().today().map(Rules.Age::text), versions);
        StepGuards guards = new StepGuards(procedure, taken.get(), cases.get(), scope);
        guards.all().forEach(compiled::guard);
        for (ProcedureBlock.Step step : block.timed()) {
            clocks.of(step)
                    .ifPresent(
                            c -> compiled.derivation(c).answerer(place.name() + "-" + step.key(), new DutyAnswers(c)));
        }
        clocks.unstarted().forEach(compiled::guard);
        return compiled.artefact(procedure)
                .answerer(place.name(), answerer(procedure))
                .quantities(quantities)
                .build();
    }

    private Procedure procedure(
            List<ProcedureBlock.State> states, List<Procedure.Step> steps, Route route, Shape cases, Shape taken) {
        return new Procedure(
                place,
                cases.register(),
                cases.table(),
                taken.register(),
                taken.table(),
                states,
                steps,
                route,
                Optional.empty(),
                List.of());
    }

    /** @param key the key of the text that says so, if there are several */
    private List<Procedure.Step> steps(
            ProcedureBlock said, Optional<String> key, Shape cases, Clocks clocks, List<Quantity> counted) {
        Conditions conditions = new Conditions(place, scope, cases, counted);
        List<Procedure.Step> steps = new ArrayList<>();
        for (ProcedureBlock.Step step : said.steps()) {
            Optional<String> clock = step.within().flatMap(w -> clocks.add(step, w, key, counted));
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
                    clock));
        }
        return steps;
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
