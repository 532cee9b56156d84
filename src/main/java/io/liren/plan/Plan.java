package io.liren.plan;

import io.liren.block.Artefact;
import io.liren.block.Names;
import io.liren.block.Place;
import io.liren.expression.Checked;
import io.liren.expression.Shape;
import io.liren.wording.Label;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A plan (计划) as it runs.
 *
 * @param of the register of the plans
 * @param where which of its records are plans of this kind
 * @param year the plan's field with its year
 * @param targets the register of the targets, which know {@code done}, {@code progress} and {@code reached}
 * @param plan the target's reference to its plan
 * @param counts the target's choice of what is counted
 * @param facts by option of {@code counts}
 */
public record Plan(
        Place place,
        Shape of,
        Optional<Checked> where,
        String year,
        Shape targets,
        String plan,
        String counts,
        String target,
        Map<String, Fact> facts,
        Optional<Summary> summary,
        Optional<Outside> outside,
        Names names)
        implements Artefact {
    /**
     * What a target counts.
     *
     * @param register whose records, full id; empty: a person gives the number
     * @param records those that count, over a target
     */
    public record Fact(Label label, Optional<String> register, Optional<Checked> records) {}

    /**
     * Where the summary goes.
     *
     * @param register full id
     * @param text the field that the draft fills in
     * @param from the field with the first day, {@code until} with the last
     * @param fill further fields, each with an expression over the plan
     */
    public record Summary(
            String register, String text, Optional<String> from, Optional<String> until, Map<String, Checked> fill) {}

    /**
     * What nobody planned.
     *
     * @param register whose records, full id
     * @param records those of a plan's year that no target counts, over the plan
     * @param why the field with the reason
     */
    public record Outside(String register, Shape of, Checked records, String why) {}

    /** The registers it is read from, full ids. */
    public List<String> registers() {
        return List.of(of.register(), targets.register());
    }
}
