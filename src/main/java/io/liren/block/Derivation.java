package io.liren.block;

import io.liren.calendar.PeriodUnit;
import io.liren.rulebook.Clause;
import io.liren.sql.Sql;
import io.liren.wording.Label;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A duty (任务) as the engine runs it: one statement gives its occurrences for any number of communities.
 *
 * @param id rulebook and name
 * @param subject the full id of the register for each of whose records it arises; empty: once a community
 * @param owedBy the post that owes it, full id
 * @param waivableBy the posts that may waive an occurrence, full ids
 * @param reads the registers its result depends on, full ids
 * @param looksThrough those of them in which it looks for records; to a record of the others it comes by a reference alone, so
 *     that one that is new is none of its concern
 * @param evidence the register whose records meet it
 * @param prefill what a new record of the evidence can be filled in with
 * @param act the button that meets it
 * @param every the period it recurs in; empty if it is set off by a date
 * @param inWords the duty in a sentence
 * @param statement selects community_id, subject_id, period_key, opens_on, due_on, needed, found, met_on,
 *     met_entered_on, evidence, due_at, met_at and paused; the two moments only where minutes or hours count; the subject of a community's own duty is the nil UUID
 */
public record Derivation(
        String id,
        Optional<Clause> clause,
        Label label,
        Optional<String> subject,
        String owedBy,
        List<String> waivableBy,
        Set<String> reads,
        Set<String> looksThrough,
        Optional<String> evidence,
        List<Prefill> prefill,
        Label act,
        Optional<PeriodUnit> every,
        Label inWords,
        Function<DerivationScope, Sql> statement) {
    public Derivation {
        waivableBy = List.copyOf(waivableBy);
        reads = Set.copyOf(reads);
        looksThrough = Set.copyOf(looksThrough);
        prefill = List.copyOf(prefill);
    }

    /** The same, reading other registers: if they are others indeed, it looks through them all. */
    Derivation reading(Set<String> other) {
        return new Derivation(
                id,
                clause,
                label,
                subject,
                owedBy,
                waivableBy,
                other,
                other.equals(reads) ? looksThrough : other,
                evidence,
                prefill,
                act,
                every,
                inWords,
                statement);
    }
}
