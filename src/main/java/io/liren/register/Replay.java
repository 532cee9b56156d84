package io.liren.register;

import io.liren.block.Edition;
import io.liren.journal.Canonical;
import io.liren.journal.Difference;
import io.liren.journal.Entry;
import io.liren.journal.Journal;
import io.liren.journal.Keys;
import io.liren.journal.Replays;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import io.liren.wording.Label;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Plays the entries about records again and holds the registers' tables against them (重放). It goes record by record in pages, so that its
 * memory does not grow with the journal.
 */
public final class Replay implements Replays.Part {
    private static final int PAGE = 2000;
    private static final UUID NIL = new UUID(0, 0);
    private final Registers registers;
    private final Journal journal;
    private final Keys keys;

    /** @param keys opens what was sealed; where a key was destroyed the table must hold nothing */
    public Replay(Edition edition, Journal journal, Keys keys) {
        this.registers = new Registers(edition);
        this.journal = journal;
        this.keys = keys;
    }

    /** What the entries of a record say of it. Sealed values stay sealed until they are compared. */
    private static final class Told {
        private final UUID record;
        private final Map<String, @Nullable Object> values = new HashMap<>();
        private long position;
        private long changes;
        private boolean voided;
        private @Nullable Entry first;

        Told(UUID record) {
            this.record = record;
        }

        void hear(Journal.Placed placed) {
            Entry entry = placed.entry();
            position = placed.position();
            changes++;
            if (first == null) {
                first = entry;
            }
            if (entry.kind() == Entry.Kind.VOID) {
                voided = true;
            }
            if (Canonical.read(entry.content()).get("after") instanceof Map<?, ?> after) {
                after.forEach((name, value) -> values.put(String.valueOf(name), value));
            }
        }
    }

    @Override
    public Optional<Difference> firstDifference(Transaction transaction, UUID community) {
        for (RegisterModel model : registers.all()) {
            Optional<Difference> found = new Walk(transaction, community, model).run();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private final class Walk {
        private final Transaction transaction;
        private final UUID community;
        private final RegisterModel model;
        private final List<Journal.Placed> entries = new ArrayList<>();
        private UUID lastRecord = NIL;
        private long lastPosition;
        private boolean ended;
        private int next;

        Walk(Transaction transaction, UUID community, RegisterModel model) {
            this.transaction = transaction;
            this.community = community;
            this.model = model;
        }

        Optional<Difference> run() {
            UUID after = NIL;
            Optional<Told> told = nextTold();
            while (true) {
                List<Stored> rows = page(after);
                if (rows.isEmpty()) {
                    return told.map(this::missing);
                }
                after = rows.getLast().id();
                List<Told> matching = new ArrayList<>();
                for (Stored row : rows) {
                    if (told.isEmpty() || order(row.id(), told.get().record) < 0) {
                        return Optional.of(Difference.unheardOf(community, model.id(), row.id()));
                    }
                    if (order(told.get().record, row.id()) < 0) {
                        return Optional.of(missing(told.get()));
                    }
                    matching.add(told.get());
                    told = nextTold();
                }
                Optional<Difference> difference = compare(rows, matching);
                if (difference.isPresent()) {
                    return difference;
                }
            }
        }

        private List<Stored> page(UUID after) {
            return transaction.rows(
                    Sql.of("""
                            select {columns} from {table} r
                             where community_id = {community} and id > {after} order by id limit {most}""")
                            .part("columns", Store.columns(model))
                            .name("table", model.table().name())
                            .value("community", community)
                            .value("after", after)
                            .value("most", PAGE),
                    row -> Store.stored(model, row));
        }

        /** The next record that the journal tells of, all its entries heard. */
        private Optional<Told> nextTold() {
            Optional<Journal.Placed> first = peek();
            if (first.isEmpty()) {
                return Optional.empty();
            }
            Told told = new Told(first.get().entry().record());
            for (Optional<Journal.Placed> each = first;
                    each.isPresent() && each.get().entry().record().equals(told.record);
                    each = peek()) {
                told.hear(each.get());
                next++;
            }
            return Optional.of(told);
        }

        private Optional<Journal.Placed> peek() {
            if (next == entries.size() && !ended) {
                entries.clear();
                entries.addAll(journal.byRecord(transaction, community, model.id(), lastRecord, lastPosition, PAGE));
                next = 0;
                ended = entries.size() < PAGE;
                if (!entries.isEmpty()) {
                    lastRecord = entries.getLast().entry().record();
                    lastPosition = entries.getLast().position();
                }
            }
            return next < entries.size() ? Optional.of(entries.get(next)) : Optional.empty();
        }

        private Optional<Difference> compare(List<Stored> rows, List<Told> told) {
            List<String> sealed = new ArrayList<>();
            told.forEach(t -> t.values
                    .values()
                    .forEach(v -> Optional.ofNullable(Values.sealed(v)).ifPresent(sealed::add)));
            Keys.Ring ring = keys.ringFor(transaction, community, sealed);
            for (int i = 0; i < rows.size(); i++) {
                Optional<Difference> difference = compare(rows.get(i), told.get(i), ring);
                if (difference.isPresent()) {
                    return difference;
                }
            }
            return Optional.empty();
        }

        private Optional<Difference> compare(Stored row, Told told, Keys.Ring ring) {
            for (FieldModel field : model.entered()) {
                Object expected = expected(field, told, ring);
                Object found = Values.canonical(row.values().get(field.name()));
                if (!Objects.equals(expected, found)) {
                    return Optional.of(field(told, field, expected, found));
                }
            }
            Entry first = Objects.requireNonNull(told.first);
            if (row.voided() != told.voided) {
                return Optional.of(whole(
                        told,
                        told.voided
                                ? new Label("流水说已作废,表里没有", "void in the journal, not in the table")
                                : new Label("表里已作废,流水没有说", "void in the table, not in the journal")));
            }
            if (!first.at().equals(row.enteredAt()) || !first.actor().equals(row.enteredBy())) {
                return Optional.of(whole(
                        told,
                        new Label("登记的时间或人与流水不同", "entered by another or at another time than the journal says")));
            }
            if (row.revision() != told.changes) {
                return Optional.of(
                        whole(told, new Label("改动的次数与流水不同", "changed more or fewer times than the journal says")));
            }
            return Optional.empty();
        }

        private @Nullable Object expected(FieldModel field, Told told, Keys.Ring ring) {
            Object value = told.values.get(field.name());
            String sealed = Values.sealed(value);
            if (sealed == null) {
                return value;
            }
            return ring.open(Values.place(model.id(), told.record, field.name()), sealed)
                    .map(Values::unsealed)
                    .orElse(null);
        }

        private Difference field(Told told, FieldModel field, @Nullable Object expected, @Nullable Object found) {
            boolean hide = field.isSensitive();
            return Difference.ofField(
                    community,
                    told.position,
                    model.id(),
                    told.record,
                    field.name(),
                    hide ? "****" : String.valueOf(expected),
                    hide ? "****" : String.valueOf(found));
        }

        private Difference whole(Told told, Label what) {
            return Difference.whole(community, told.position, model.id(), told.record, what);
        }

        private Difference missing(Told told) {
            return Difference.missing(community, told.position, model.id(), told.record);
        }
    }

    /** The order of PostgreSQL: by bytes, without sign. */
    private static int order(UUID one, UUID other) {
        int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
    }
}
