package io.liren.ledger;

import io.liren.block.Artefact;
import io.liren.block.Names;
import io.liren.block.Place;
import io.liren.expression.Checked;
import io.liren.expression.Shape;
import io.liren.expression.Type;
import io.liren.wording.Label;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A ledger (台账) as it runs: a view over the facts, never a second copy.
 *
 * @param of the register whose records are its rows
 * @param order the columns it is ordered by
 * @param sums the columns summed at its foot
 * @param read the posts that may read it, full ids; none: everyone in the community
 */
public record Ledger(
        Place place,
        Shape of,
        Optional<Checked> where,
        List<Column> columns,
        List<Order> order,
        List<String> sums,
        List<String> read,
        Names names)
        implements Artefact {
    /**
     * A column.
     *
     * @param field the field of the register that it shows, if it shows one as it is
     */
    public record Column(String name, Label label, Checked value, Optional<String> field) {
        /** What it holds. */
        public Type type() {
            return value.type();
        }
    }

    /** By which column, and whether the greatest comes first. */
    public record Order(String column, boolean descending) {}

    /** The registers on which it depends who stands in it, full ids. */
    public Set<String> reads() {
        Set<String> reads = new LinkedHashSet<>(Set.of(of.register()));
        where.ifPresent(w -> reads.addAll(w.reads()));
        return reads;
    }
}
