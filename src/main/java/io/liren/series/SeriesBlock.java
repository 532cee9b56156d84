package io.liren.series;

import io.liren.block.Block;
import io.liren.block.Place;
import io.liren.block.Selection;
import io.liren.block.Span;
import io.liren.register.RegisterBlock;
import io.liren.rulebook.YamlScalar;
import io.liren.wording.Label;
import java.util.List;
import java.util.Optional;

/**
 * A series (系列) as written.
 *
 * @param of the register whose records are the planned occasions
 * @param planned the day an occasion is planned for
 * @param starts the time it begins
 * @param onDuty who is on duty (值班): one or several records
 * @param held the records that show that it was held: the log
 * @param came who was there, by the log
 * @param within how long after its day it still counts; empty: on the day itself
 * @param owedBy the post that owes it; empty: nothing is owed, other clauses ask with duties of their own
 * @param waivableBy the posts that may waive it
 * @param changes the register in which each move and each cancellation is a record
 */
public record SeriesBlock(
        Place place,
        YamlScalar of,
        YamlScalar planned,
        Optional<YamlScalar> starts,
        Optional<YamlScalar> onDuty,
        Selection held,
        Optional<YamlScalar> came,
        Optional<Span> within,
        Optional<YamlScalar> owedBy,
        List<YamlScalar> waivableBy,
        Optional<Label> act,
        RegisterBlock changes)
        implements Block {
    @Override
    public List<String> registers() {
        return changes.registers();
    }
}
