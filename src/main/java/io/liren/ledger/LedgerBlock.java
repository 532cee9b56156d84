package io.liren.ledger;

import io.liren.block.Block;
import io.liren.block.Place;
import io.liren.block.Selection;
import io.liren.rulebook.YamlScalar;
import io.liren.wording.Label;
import java.util.List;
import java.util.Optional;

/** A ledger (台账) as written. */
record LedgerBlock(
        Place place,
        Selection of,
        List<Column> columns,
        List<YamlScalar> order,
        List<YamlScalar> sums,
        List<YamlScalar> read)
        implements Block {
    /** A column: a field, or an expression with a label of its own. */
    record Column(YamlScalar name, Optional<Label> label, Optional<YamlScalar> value) {}
}
