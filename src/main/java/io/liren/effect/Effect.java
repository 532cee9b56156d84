package io.liren.effect;

import io.liren.block.Derivation;
import io.liren.calendar.Period;
import io.liren.derivation.Occurrence;
import io.liren.ledger.Ledger;
import io.liren.payment.PaymentList;
import io.liren.rulebook.Clause;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
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

    /** How somebody comes to stand to a payment list (发放册). */
    enum Standing {
        /** On it from a period on. */
        JOINS,
        /** Off it from a period on. */
        LEAVES,
        /** On it with another amount. */
        CHANGES,
        /** On it as before, though what is written concerns them: somebody has to look. */
        STAYS
    }

    /**
     * What becomes of those on a payment list.
     *
     * @param from the first period in which it is so
     * @param due what is due then, by the record by which it is; none for who leaves
     */
    record OfPayments(PaymentList list, Standing standing, Period from, Map<UUID, BigDecimal> due) implements Effect {
        public OfPayments {
            due = Map.copyOf(due);
        }

        @Override
        public String rulebook() {
            return list.place().rulebook();
        }

        @Override
        public Optional<Clause> clause() {
            return list.clause();
        }
    }
}
