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

/**
 * A procedure (流程) as it runs.
 *
 * @param of the register of its cases, full id
 * @param caseTable the table of its cases
 * @param stepRegister the register of steps taken, full id
 * @param stepTable its table
 */
public record Procedure(
        Place place,
        String of,
        String caseTable,
        String stepRegister,
        String stepTable,
        String start,
        List<ProcedureBlock.State> states,
        List<Step> steps)
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
            Optional<String> clock) {}

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

    /** A state's label. */
    public Label stateLabel(String name) {
        return state(name).map(ProcedureBlock.State::label).orElse(Label.same(name));
    }

    /** A state by name. */
    public Optional<ProcedureBlock.State> state(String name) {
        return states.stream().filter(s -> s.name().equals(name)).findFirst();
    }

    /** A step by name. */
    public Optional<Step> step(String name) {
        return steps.stream().filter(s -> s.name().equals(name)).findFirst();
    }

    /** The states in which a case is over. */
    public List<String> finalStates() {
        return states.stream()
                .filter(ProcedureBlock.State::last)
                .map(ProcedureBlock.State::name)
                .toList();
    }

    /** The state that a case has come to; {@code which} narrows the steps, over the alias {@code p}. */
    Sql state(Sql community, Sql record, Sql which) {
        return Ways.state(stepTable, Ways.of(steps), start, community, record, which);
    }
}
