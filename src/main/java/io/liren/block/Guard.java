package io.liren.block;

import io.liren.rulebook.Clause;
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
 */
public record Guard(
        String id,
        Optional<Clause> clause,
        String register,
        boolean blocks,
        Optional<String> field,
        Label says,
        Set<String> reads,
        Function<GuardScope, Sql> breaches) {
    public Guard {
        reads = Set.copyOf(reads);
    }
}
