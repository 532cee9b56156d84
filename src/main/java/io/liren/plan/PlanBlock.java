package io.liren.plan;

import io.liren.block.Block;
import io.liren.block.Place;
import io.liren.block.Selection;
import io.liren.rulebook.YamlMap;
import io.liren.rulebook.YamlScalar;
import io.liren.wording.Label;
import java.util.Optional;

/**
 * A plan (计划) as written.
 *
 * @param of the register of the plans, all or some of its records
 * @param year the plan's field with its year
 * @param targets the register of the targets
 * @param plan the target's reference to its plan; empty: the only one there is
 * @param counts the target's choice of what is counted
 * @param target the target's number
 * @param facts what each option of {@code counts} counts
 */
record PlanBlock(
        Place place,
        Selection of,
        YamlScalar year,
        YamlScalar targets,
        Optional<YamlScalar> plan,
        YamlScalar counts,
        YamlScalar target,
        YamlMap facts,
        Optional<Summary> summary,
        Optional<Outside> outside)
        implements Block {
    /** The register of the summaries, and its fields that the draft fills in. */
    record Summary(
            YamlScalar of, YamlScalar text, Optional<YamlScalar> from, Optional<YamlScalar> until, YamlMap fill) {}

    /**
     * What nobody planned (计划外) needs a reason.
     *
     * @param of the records that ought to be planned
     * @param under relates such a record to the plan it falls under; empty: any plan of its year
     * @param why the field with the reason
     */
    record Outside(Selection of, Optional<YamlScalar> under, YamlScalar why, boolean blocks, Optional<Label> says) {}
}
