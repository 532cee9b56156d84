package io.liren.procedure;

import io.liren.block.Artefact;
import io.liren.block.Place;
import io.liren.block.Prefill;
import io.liren.sql.Sql;
import io.liren.wording.Label;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A procedure (流程) as it runs.
 *
 * @param of the register of its cases, full id
 * @param caseTable the table of its cases
 * @param stepRegister the register of steps taken, full id
 * @param stepTable its table
 * @param states those of today's text
 * @param steps those of today's text
 * @param route where they lead, and which text holds for which case
 * @param text today's text, if it is known since when it runs
 * @param versions what earlier texts said, for the cases they hold for
 */
public record Procedure(
        Place place,
        String of,
        String caseTable,
        String stepRegister,
        String stepTable,
        List<ProcedureBlock.State> states,
        List<Step> steps,
        Route route,
        Optional<Text> text,
        List<Version> versions)
        implements Artefact {
    /** What is said to whoever took a step that another person has to follow. */
    static final Label ANOTHER = new Label("这一步要由另一个人办理", "Another person must take this step");

    /**
     * A step as it runs.
     *
     * @param by full ids of posts
     * @param needs what must be there first
     * @param suggests what speaks for the step
     * @param reason whether the step needs a note that says why
     * @param records what is recorded with the step, votes included: fields of the register of steps
     * @param clock the duty that is its time limit, by id
     */
    public record Step(
            String name,
            Label label,
            List<String> from,
            String to,
            List<String> by,
            List<Need> needs,
            List<Suggestion> suggests,
            List<String> otherThan,
            boolean reason,
            List<ProcedureBlock.Recorded> records,
            Optional<Vote> vote,
            Optional<String> clock) {
        /** What is recorded with it and may be the same when it is taken again; votes are cast anew. */
        public List<ProcedureBlock.Recorded> lasting() {
            return records.stream().filter(r -> !Vote.recorded().contains(r)).toList();
        }
    }

    /**
     * A text of the rulebook (制度文本).
     *
     * @param version what its authors call it
     * @param digest SM3 of the text
     * @param since from when it ran
     */
    public record Text(String version, String digest, Instant since) {}

    /**
     * What an earlier text of the rulebook said (旧版), for the cases that keep it.
     *
     * @param key by which a case names it
     * @param runs the procedure as it was; empty if it doesn't fit today's registers any more
     * @param differences what today's text says otherwise
     */
    public record Version(String key, Text text, Optional<Procedure> runs, List<Label> differences) {}

    /** Who asks, and when. */
    public record Asking(LocalDate today, Instant now, Optional<UUID> actor) {}

    /** A condition; it is asked with the case's row under the alias {@code c}. */
    public record Need(Label says, Way way, Function<Asking, Broken> broken) {}

    /** Words that speak for a step while their condition holds. */
    public record Suggestion(Label says, Function<Asking, Broken> absent) {}

    /** SQL that is true while a condition does not hold, and the joins it leans on. */
    public record Broken(Sql condition, Sql joins) {}

    /** Where a condition is met. */
    public sealed interface Way {
        /** By this field of the case's own record, whatever stands in it: the step itself asks for it. */
        record Fill(String field) implements Way {}

        /** By what stands in fields of the case's own record. */
        record Own(List<String> fields) implements Way {}

        /** By a record of another register. */
        record Other(String register, List<Prefill> prefill) implements Way {}

        /** Not by anything that can be entered here. */
        record Nowhere() implements Way {}
    }

    /** The same, which knows its text and those before it. */
    Procedure remembering(Optional<Text> known, List<Version> earlier) {
        return new Procedure(
                place, of, caseTable, stepRegister, stepTable, states, steps, route, known, List.copyOf(earlier));
    }

    /** The procedure as it holds for a case; empty if its text can't be run any more. */
    Optional<Procedure> under(Optional<Version> version) {
        return version.map(v -> v.runs().map(then -> then.remembering(text, versions)))
                .orElse(Optional.of(this));
    }

    /** The step that moves a case on to today's text. */
    Step movingOn() {
        return new Step(
                Rules.MOVE_ON,
                Rules.MOVING_ON,
                List.of(),
                "",
                steps.stream().flatMap(s -> s.by().stream()).distinct().toList(),
                List.of(),
                List.of(),
                List.of(),
                true,
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    /** A state's label. */
    public Label stateLabel(String name) {
        return state(name).map(ProcedureBlock.State::label).orElse(Label.same(name));
    }

    /** A state by name; one of an earlier text too. */
    public Optional<ProcedureBlock.State> state(String name) {
        return everySaid(p -> p.states.stream())
                .filter(s -> s.name().equals(name))
                .findFirst();
    }

    /** A step by name; one of an earlier text too, and moving on. */
    public Optional<Step> step(String name) {
        return Stream.concat(everySaid(p -> p.steps.stream()), versions.isEmpty() ? Stream.of() : Stream.of(movingOn()))
                .filter(s -> s.name().equals(name))
                .findFirst();
    }

    /** The states in which a case is over. */
    public List<String> finalStates() {
        return everySaid(p -> p.states.stream())
                .filter(ProcedureBlock.State::last)
                .map(ProcedureBlock.State::name)
                .distinct()
                .toList();
    }

    /** The steps of today's text and of earlier ones; the same step may be there several times. */
    public List<Step> everyStep() {
        return everySaid(p -> p.steps.stream()).toList();
    }

    private <T> Stream<T> everySaid(Function<Procedure, Stream<T>> what) {
        return Stream.concat(Stream.of(this), versions.stream().flatMap(v -> v.runs().stream()))
                .flatMap(what);
    }

    /** The state that a case has come to; {@code which} narrows the steps, over the alias {@code p}. */
    Sql state(Sql community, Sql record, Sql which) {
        return route.state(community, record, which);
    }
}
