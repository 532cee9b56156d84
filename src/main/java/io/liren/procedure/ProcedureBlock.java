package io.liren.procedure;

import io.liren.block.Block;
import io.liren.block.Place;
import io.liren.register.RegisterBlock;
import io.liren.rulebook.YamlMap;
import io.liren.rulebook.YamlScalar;
import io.liren.wording.Label;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A procedure (流程) as written.
 *
 * @param of the register whose records are its cases
 * @param start the state of a case of which no step has been taken
 * @param steps in order
 * @param recorded the fields that its steps record
 * @param stepRegister the register in which each step taken is a record
 * @param rules what earlier texts of the rulebook said of it
 */
public record ProcedureBlock(
        Place place,
        YamlScalar of,
        String start,
        List<State> states,
        List<Step> steps,
        List<YamlMap.Entry> recorded,
        RegisterBlock stepRegister,
        Rules rules)
        implements Block {
    /**
     * A state.
     *
     * @param last whether the case is over in it
     * @param pauses whether clocks stand still in it
     */
    public record State(String name, Label label, boolean last, boolean pauses) {}

    /**
     * A step (环节).
     *
     * @param from in which states it may be taken
     * @param to the state it leads to
     * @param by the posts that may take it
     * @param needs what must be there first
     * @param otherThan steps that another person must have taken
     * @param notRelativeOf people of whom whoever takes it may be none, nor a near relative
     * @param suggests when it is suggested, and with what words; a rule prepares a step and never takes it
     * @param reason whether the step needs a note that says why
     * @param records what is recorded with it
     * @param decision the votes it needs
     */
    public record Step(
            YamlScalar name,
            Label label,
            List<String> from,
            String to,
            List<YamlScalar> by,
            List<Need> needs,
            List<String> otherThan,
            List<Need> notRelativeOf,
            List<Need> suggests,
            Optional<Clock> within,
            boolean reason,
            List<Recorded> records,
            Optional<Decision> decision) {
        /** Its name. */
        public String key() {
            return name.text();
        }
    }

    /** A condition (条件), with what to say while it does not hold. */
    public record Need(YamlScalar that, Optional<Label> says) {}

    /** A field that is recorded with a step. */
    public record Recorded(String name, boolean required) {}

    /** A decision by a body (表决): how many must be there, and how many for it. */
    public record Decision(Optional<YamlScalar> quorum, YamlScalar passes) {}

    /** A time limit: so many units from a date of the case. */
    public record Clock(YamlScalar count, YamlScalar unit, YamlScalar of, Optional<YamlScalar> owedBy) {}

    /** Its steps, then those that only an earlier text has. */
    List<Step> allSteps() {
        Map<String, Step> all = new LinkedHashMap<>();
        Stream.concat(steps.stream(), rules.said().flatMap(said -> said.steps().stream()))
                .forEach(step -> all.putIfAbsent(step.key(), step));
        return List.copyOf(all.values());
    }

    /** Its states, then those that only an earlier text has. */
    List<State> allStates() {
        Map<String, State> all = new LinkedHashMap<>();
        Stream.concat(states.stream(), rules.said().flatMap(said -> said.states().stream()))
                .forEach(state -> all.putIfAbsent(state.name(), state));
        return List.copyOf(all.values());
    }

    /** The steps that have a time limit under some text. */
    List<Step> timed() {
        return allSteps().stream()
                .filter(step -> step.within().isPresent()
                        || rules.said()
                                .flatMap(said -> said.step(step.key()).stream())
                                .anyMatch(s -> s.within().isPresent()))
                .toList();
    }

    /** A step by name. */
    Optional<Step> step(String name) {
        return steps.stream().filter(s -> s.key().equals(name)).findFirst();
    }

    /** Where a step's time limit stands as a duty, and what it is called. */
    Place clock(Step step) {
        return new Place(
                place.rulebook(), place.clause(), place.name() + "-" + step.key(), step.label(), place.position());
    }

    @Override
    public List<String> registers() {
        return stepRegister.registers();
    }
}
