package io.liren.effect;

import io.liren.access.Viewer;
import io.liren.block.Derivation;
import io.liren.block.Edition;
import io.liren.calendar.Today;
import io.liren.derivation.Derivations;
import io.liren.derivation.Occurrence;
import io.liren.derivation.State;
import io.liren.effect.Effect.OfDuty;
import io.liren.effect.Effect.OfLedger;
import io.liren.effect.Effect.OfPayments;
import io.liren.effect.Effect.Standing;
import io.liren.effect.Effect.Turn;
import io.liren.ledger.Ledger;
import io.liren.ledger.Ledgers;
import io.liren.payment.PaymentList;
import io.liren.payment.Payments;
import io.liren.register.Records;
import io.liren.register.RegisterModel;
import io.liren.sql.Transaction;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Takes pictures before and after a write and tells what lies between them. Only what reads the written register, also by
 * way of others, is looked at; and only what the viewer may know of: a duty or ledger that leans on a register closed to
 * the viewer is left out, so that what is set off there gives nobody away.
 */
public final class Pictures {
    private final Edition edition;
    private final Records records;
    private final Derivations derivations;
    private final Ledgers ledgers;
    private final Payments payments;
    private final Today today;

    /** @param ledgers tells which ledgers a viewer may read */
    public Pictures(Edition edition, Records records, Derivations derivations, Ledgers ledgers, Today today) {
        this.edition = edition;
        this.records = records;
        this.derivations = derivations;
        this.ledgers = ledgers;
        this.payments = new Payments(records, edition, today);
        this.today = today;
    }

    /** How duties stand now. */
    public Picture duties(Viewer viewer, String register) {
        return new Picture(derivations.occurrences(viewer, duties(viewer, written(register))), Map.of(), Map.of());
    }

    /** How they stand inside a transaction in which the write is already there. */
    public Picture duties(Transaction transaction, Viewer viewer, String register) {
        return new Picture(
                derivations.occurrences(transaction, viewer.community(), duties(viewer, written(register))),
                Map.of(),
                Map.of());
    }

    /**
     * How duties, ledgers and payment lists stand now.
     *
     * @param related what is written and what that belongs to: whoever is paid by way of these is named
     */
    public Picture all(Viewer viewer, String register, Set<UUID> related) {
        List<Occurrence> occurrences = duties(viewer, register).occurrences();
        return records.asSeenBy(
                viewer,
                transaction -> new Picture(
                        occurrences,
                        listed(transaction, viewer, written(register)),
                        dues(transaction, viewer, written(register), related)));
    }

    /** How they stand inside a transaction in which the write is already there. */
    public Picture all(Transaction transaction, Viewer viewer, String register, Set<UUID> related) {
        return new Picture(
                duties(transaction, viewer, register).occurrences(),
                listed(transaction, viewer, written(register)),
                dues(transaction, viewer, written(register), related));
    }

    private Set<String> written(String register) {
        return edition.names().traits().withTouched(Set.of(register));
    }

    private List<Derivation> duties(Viewer viewer, Set<String> written) {
        return edition.derivations().stream()
                .filter(d -> d.reads().stream().anyMatch(written::contains) && isOpen(viewer, d.reads()))
                .toList();
    }

    private boolean isOpen(Viewer viewer, Set<String> registers) {
        return registers.stream()
                .flatMap(r -> records.registers().find(r).stream())
                .allMatch(model -> model.opensTo(viewer));
    }

    private Map<String, Set<UUID>> listed(Transaction transaction, Viewer viewer, Set<String> written) {
        Map<String, Set<UUID>> listed = new LinkedHashMap<>();
        for (Ledger ledger : ledgers.all(viewer)) {
            if (ledger.reads().stream().anyMatch(written::contains)) {
                listed.put(ledger.id(), Ledgers.listed(transaction, ledger, viewer.community(), today.today()));
            }
        }
        return listed;
    }

    private Map<String, Dues> dues(Transaction transaction, Viewer viewer, Set<String> written, Set<UUID> related) {
        Map<String, Dues> dues = new LinkedHashMap<>();
        for (PaymentList list : payments.all(viewer)) {
            if (list.reads().stream().anyMatch(written::contains)) {
                dues.put(list.id(), Dues.of(transaction, list, viewer.community(), today, related));
            }
        }
        return dues;
    }

    /** What lies between two pictures, in the order of the rulebooks. */
    public List<Effect> between(Picture before, Picture after) {
        List<Effect> effects = new ArrayList<>();
        effects.addAll(duties(before.occurrences(), after.occurrences()));
        for (Ledger ledger : edition.all(Ledger.class)) {
            Set<UUID> earlier = before.listed().getOrDefault(ledger.id(), Set.of());
            Set<UUID> later = after.listed().getOrDefault(ledger.id(), Set.of());
            book(ledger, true, without(later, earlier)).ifPresent(effects::add);
            book(ledger, false, without(earlier, later)).ifPresent(effects::add);
        }
        for (PaymentList list : edition.all(PaymentList.class)) {
            effects.addAll(before.dues()
                    .getOrDefault(list.id(), Dues.NONE)
                    .until(after.dues().getOrDefault(list.id(), Dues.NONE), list));
        }
        return effects;
    }

    private static Optional<Effect> book(Ledger ledger, boolean listed, Set<UUID> records) {
        return records.isEmpty() ? Optional.empty() : Optional.of(new OfLedger(ledger, listed, records));
    }

    private static Set<UUID> without(Set<UUID> all, Set<UUID> others) {
        Set<UUID> left = new HashSet<>(all);
        left.removeAll(others);
        return left;
    }

    private record Key(String duty, Optional<UUID> subject, String period) {
        static Key of(Occurrence occurrence) {
            return new Key(occurrence.duty(), occurrence.subject(), occurrence.period());
        }
    }

    private List<Effect> duties(Collection<Occurrence> before, Collection<Occurrence> after) {
        Map<Key, Occurrence> earlier = new HashMap<>();
        before.forEach(o -> earlier.put(Key.of(o), o));
        Map<String, Map<Turn, List<Occurrence>>> turns = new LinkedHashMap<>();
        for (Occurrence occurrence : after) {
            Occurrence was = earlier.remove(Key.of(occurrence));
            turn(Optional.ofNullable(was), occurrence).ifPresent(turn -> add(turns, turn, occurrence));
        }
        earlier.values().stream().filter(this::isStillDue).forEach(o -> add(turns, Turn.ENDS, o));
        List<Effect> effects = new ArrayList<>();
        for (Derivation duty : edition.derivations()) {
            turns.getOrDefault(duty.id(), Map.of())
                    .forEach((turn, found) -> effects.add(new OfDuty(
                            duty,
                            turn,
                            found.stream()
                                    .sorted(Comparator.comparing(Occurrence::dueOn))
                                    .toList())));
        }
        return effects;
    }

    private static void add(Map<String, Map<Turn, List<Occurrence>>> turns, Turn turn, Occurrence occurrence) {
        turns.computeIfAbsent(occurrence.duty(), d -> new java.util.EnumMap<>(Turn.class))
                .computeIfAbsent(turn, t -> new ArrayList<>())
                .add(occurrence);
    }

    private static Optional<Turn> turn(Optional<Occurrence> was, Occurrence is) {
        boolean wasMet = was.filter(Pictures::isMet).isPresent();
        if (isMet(is)) {
            return wasMet ? Optional.empty() : Optional.of(Turn.MET);
        }
        if (was.isEmpty()) {
            return Optional.of(Turn.STARTS);
        }
        if (wasMet) {
            return Optional.of(Turn.UNDONE);
        }
        return is.found().compareTo(was.get().found()) > 0 ? Optional.of(Turn.COUNTED) : Optional.empty();
    }

    /** What is long over ends no more. */
    private boolean isStillDue(Occurrence occurrence) {
        LocalDate day = today.today();
        return occurrence.state().isOwed() || !occurrence.dueOn().isBefore(day);
    }

    private static boolean isMet(Occurrence occurrence) {
        return occurrence.state() == State.MET || occurrence.state() == State.MET_LATE;
    }

    /**
     * Whether the effects must be confirmed before the write is kept: a duty ends, or is met no more; a duty begins outside
     * the register's own rulebook; or, of a register that keeps states and not happenings, records come into or leave a
     * ledger there, or what is paid there changes. What an entry is made for, meeting a duty or standing in its own book, needs no confirming.
     */
    public static boolean needConfirming(RegisterModel written, List<Effect> effects) {
        String own = written.place().rulebook();
        boolean state = written.happened().isEmpty();
        return effects.stream().anyMatch(effect -> switch (effect) {
            case OfDuty(Derivation duty, Turn turn, var occurrences) ->
                switch (turn) {
                    case MET, COUNTED -> false;
                    case UNDONE, ENDS -> true;
                    case STARTS -> !effect.rulebook().equals(own);
                };
            case OfLedger(Ledger ledger, boolean listed, var ids) ->
                state && !effect.rulebook().equals(own);
            case OfPayments(PaymentList list, Standing standing, var from, var due) ->
                switch (standing) {
                    case JOINS, LEAVES, CHANGES -> state && !effect.rulebook().equals(own);
                    case STAYS -> false;
                };
        });
    }
}
