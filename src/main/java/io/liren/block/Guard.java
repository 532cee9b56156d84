package io.liren.block;

import io.liren.rulebook.Clause;
import io.liren.sql.Row;
import io.liren.sql.Sql;
import io.liren.wording.Label;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Something that must hold (限制, 条件) when a record has been written. It is asked inside the same transaction, after
 * the write; any row is a breach.
 *
 * @param id rulebook and name
 * @param register the full id of the register whose writes it watches
 * @param blocks whether a breach refuses the write, or only warns
 * @param field the field to show the breach beside
 * @param says what to tell the person: what was wrong and what to do
 * @param breaches selects one row for each breach
 * @param always whether it must hold whatever is done: then it is asked of many records entered at once, and refuses also
 *     that a record is declared void; others are asked of single entries and corrections, and only tell of a void record
 * @param told what to say of a breach, from its row; empty: {@code says}
 */
public record Guard(
        String id,
        Optional<Clause> clause,
        String register,
        boolean blocks,
        Optional<String> field,
        Label says,
        Set<String> reads,
        Function<GuardScope, Sql> breaches,
        boolean always,
        Optional<Function<Row, Label>> told) {
    public Guard {
        reads = Set.copyOf(reads);
    }

    /** One that is asked of single entries and corrections, and always says the same. */
    public Guard(
            String id,
            Optional<Clause> clause,
            String register,
            boolean blocks,
            Optional<String> field,
            Label says,
            Set<String> reads,
            Function<GuardScope, Sql> breaches) {
        this(id, clause, register, blocks, field, says, reads, breaches, false, Optional.empty());
    }

    /** The same, which must hold whatever is done; its statement asks of all {@code records}. */
    public Guard holdingAlways() {
        return new Guard(id, clause, register, blocks, field, says, reads, breaches, true, told);
    }

    /** The same, which says of a breach what its row tells. */
    public Guard telling(Function<Row, Label> words) {
        return new Guard(id, clause, register, blocks, field, says, reads, breaches, always, Optional.of(words));
    }
}
