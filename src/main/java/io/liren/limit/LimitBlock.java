package io.liren.limit;

import io.liren.block.Block;
import io.liren.block.Place;
import io.liren.block.Selection;
import io.liren.rulebook.YamlScalar;
import io.liren.wording.Label;
import java.util.Optional;

/**
 * A limit (限制) as written.
 *
 * @param blocks whether a breach refuses the entry, or only warns
 * @param always whether it is asked also when a record is declared void, and when many are entered at once
 */
record LimitBlock(Place place, Rule rule, boolean blocks, boolean always, Label says, Optional<YamlScalar> field)
        implements Block {
    /** What must hold. */
    sealed interface Rule {
        /** A condition on one record. */
        record On(YamlScalar register, YamlScalar must) implements Rule {}

        /** So many records for each. */
        record Count(Selection per, Selection counted, YamlScalar least, YamlScalar most) implements Rule {}
    }
}
