package io.liren.procedure;

import io.liren.block.Artefact;
import io.liren.block.Place;
import io.liren.sql.Sql;
import io.liren.wording.Label;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

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
     * @param needs each with SQL that is true while it does not hold, over the case's row of an alias
     * @param reason whether the step needs a note that says why
     * @param clock the duty that is its time limit, by id
     */
    public record Step(
            String name,
            Label label,
            List<String> from,
            String to,
            List<String> by,
            List<Need> needs,
            List<String> otherThan,
            boolean reason,
            Optional<String> clock) {}

    /** A condition; {@code broken} is asked with the case's row under the alias {@code c} on a day. */
    public record Need(Label says, BiFunction<LocalDate, String, Broken> broken) {}

    /** SQL that is true while a condition does not hold, and the joins it leans on. */
    public record Broken(Sql condition, Sql joins) {}

    /** A state's label. */
    public Label stateLabel(String name) {
        return states.stream()
                .filter(s -> s.name().equals(name))
                .map(ProcedureBlock.State::label)
                .findFirst()
                .orElse(Label.same(name));
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

    /** The state that the steps of a case lead to; {@code which} narrows them, over the alias {@code p}. */
    static Sql state(String stepTable, List<Step> steps, String start, Sql community, Sql record, Sql which) {
        Sql cases = Sql.join(
                " ",
                steps.stream()
                        .map(s -> Sql.of("when {step} then {to}")
                                .value("step", s.name())
                                .value("to", s.to()))
                        .toList());
        return Sql.of("""
                coalesce((select case p.step {cases} end
                            from {steps} p
                           where p.community_id = {community} and p.case_id = {record} and p.voided_at is null{which}
                           order by p.entered_at desc, p.id desc
                           limit 1), {start})""")
                .part("cases", cases)
                .name("steps", stepTable)
                .part("community", community)
                .part("record", record)
                .part("which", which)
                .value("start", start);
    }
}
