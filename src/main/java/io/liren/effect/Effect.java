package io.liren.effect;

import io.liren.block.Derivation;
import io.liren.derivation.Occurrence;
import io.liren.ledger.Ledger;
import io.liren.rulebook.Clause;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** One thing that a write does under one clause (影响). */
public sealed interface Effect {
    /** The rulebook it happens in. */
    String rulebook();

    /** The clause it happens under; empty for what stands in no clause. */
    Optional<Clause> clause();

    /** What becomes of a duty (任务). */
    enum Turn {
        /** It is met now. */
        MET,
        /** It counts for more than before, and is not met yet. */
        COUNTED,
        /** It was met and is not any more. */
        UNDONE,
        /** It arises. */
        STARTS,
        /** It is owed no longer, without having been met. */
        ENDS
    }

    /** What becomes of a duty, for some of those it is owed for. */
    record OfDuty(Derivation duty, Turn turn, List<Occurrence> occurrences) implements Effect {
        public OfDuty {
            occurrences = List.copyOf(occurrences);
        }

        @Override
        public String rulebook() {
            return duty.id().substring(0, duty.id().indexOf('.'));
        }

        @Override
        public Optional<Clause> clause() {
            return duty.clause();
        }
    }

    /**
     * Records that come into a ledger (台账), or leave it.
     *
     * @param listed whether they come in
     */
    record OfLedger(Ledger ledger, boolean listed, Set<UUID> records) implements Effect {
        public OfLedger {
            records = Set.copyOf(records);
        }

        @Override
        public String rulebook() {
            return ledger.place().rulebook();
        }

        @Override
        public Optional<Clause> clause() {
            return ledger.clause();
        }
    }
}
