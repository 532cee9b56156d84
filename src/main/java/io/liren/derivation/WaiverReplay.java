package io.liren.derivation;

import io.liren.journal.Canonical;
import io.liren.journal.Difference;
import io.liren.journal.Entry;
import io.liren.journal.Journal;
import io.liren.journal.Replays;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** Plays the entries about waivers again: each that was not taken back must stand in its table, and no other. */
public final class WaiverReplay implements Replays.Part {
    private final Journal journal;

    /** Over the journal that keeps them. */
    public WaiverReplay(Journal journal) {
        this.journal = journal;
    }

    private record Which(String duty, UUID subject, String period) implements Comparable<Which> {
        @Override
        public int compareTo(Which other) {
            return toString().compareTo(other.toString());
        }
    }

    private record Waiver(long position, String reason, UUID by, Instant at) {}

    @Override
    public Optional<Difference> firstDifference(Transaction transaction, UUID community) {
        Map<Which, Waiver> told = new TreeMap<>();
        journal.ofKind(transaction, community, List.of(Entry.Kind.WAIVE), placed -> hear(placed, told));
        Map<Which, Waiver> found = new HashMap<>();
        transaction.rows(
                Sql.of("""
                        select duty, subject_id, period_key, reason, waived_by, waived_at from duty_waiver
                         where community_id = {community}""").value("community", community),
                row -> found.put(
                        new Which(row.text("duty"), row.uuid("subject_id"), row.text("period_key")),
                        new Waiver(0, row.text("reason"), row.uuid("waived_by"), row.instant("waived_at"))));
        for (Map.Entry<Which, Waiver> each : told.entrySet()) {
            Which which = each.getKey();
            Waiver expected = each.getValue();
            Waiver there = found.remove(which);
            if (there == null) {
                return Optional.of(Difference.missing(community, expected.position(), which.duty(), which.subject())
                        .at(which.period()));
            }
            Optional<Difference> difference = compare(community, which, expected, there);
            if (difference.isPresent()) {
                return difference;
            }
        }
        return found.keySet().stream()
                .min(Which::compareTo)
                .map(which -> Difference.unheardOf(community, which.duty(), which.subject())
                        .at(which.period()));
    }

    private static Optional<Difference> compare(UUID community, Which which, Waiver expected, Waiver found) {
        if (!expected.reason().equals(found.reason())) {
            return Optional.of(field(community, which, expected, "reason", expected.reason(), found.reason()));
        }
        if (!expected.by().equals(found.by())) {
            return Optional.of(field(community, which, expected, "waived_by", expected.by(), found.by()));
        }
        return expected.at().equals(found.at())
                ? Optional.empty()
                : Optional.of(field(community, which, expected, "waived_at", expected.at(), found.at()));
    }

    private static Difference field(
            UUID community, Which which, Waiver waiver, String name, Object expected, Object found) {
        return Difference.ofField(
                community,
                waiver.position(),
                which.duty(),
                which.subject(),
                which.period() + " " + name,
                expected,
                found);
    }

    private static void hear(Journal.Placed placed, Map<Which, Waiver> told) {
        Entry entry = placed.entry();
        if (Canonical.read(entry.content()).get("after") instanceof Map<?, ?> after) {
            Which which = new Which(entry.register(), entry.record(), String.valueOf(after.get("period")));
            if (Boolean.TRUE.equals(after.get("waived"))) {
                told.put(which, new Waiver(placed.position(), entry.reason(), entry.actor(), entry.at()));
            } else {
                told.remove(which);
            }
        }
    }
}
