package io.liren.register;

import io.liren.journal.Entry;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * How a write is made.
 *
 * @param id the new record's id; empty: a fresh one
 * @param at the moment of entry, for loading what was entered elsewhere; empty: now
 * @param reason why, for the journal
 * @param acknowledged why it goes on in spite of warnings
 * @param kind how the journal calls it
 */
public record EntryOptions(
        Optional<UUID> id,
        Optional<Instant> at,
        Optional<String> reason,
        Optional<String> acknowledged,
        Entry.Kind kind) {
    private static final EntryOptions NONE =
            new EntryOptions(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Entry.Kind.ENTER);

    /** Nothing special. */
    public static EntryOptions none() {
        return NONE;
    }

    /** With a reason. */
    public static EntryOptions because(String reason) {
        return NONE.reason(reason);
    }

    /** With a reason for the journal; blank is none. */
    public EntryOptions reason(String why) {
        return new EntryOptions(id, at, Optional.of(why).filter(w -> !w.isBlank()), acknowledged, kind);
    }

    /** Going on in spite of warnings, with a reason; blank is none. */
    public EntryOptions acknowledging(String why) {
        return new EntryOptions(id, at, reason, Optional.of(why).filter(w -> !w.isBlank()), kind);
    }

    /** With this id. */
    public EntryOptions id(UUID wanted) {
        return new EntryOptions(Optional.of(wanted), at, reason, acknowledged, kind);
    }

    /** As of this moment. */
    public EntryOptions at(Instant moment) {
        return new EntryOptions(id, Optional.of(moment), reason, acknowledged, kind);
    }

    /** As a step, say. */
    public EntryOptions as(Entry.Kind wanted) {
        return new EntryOptions(id, at, reason, acknowledged, wanted);
    }

    /** What the journal says of the reason. */
    String words() {
        return acknowledged
                .map(a -> reason.map(r -> r + ";" + a).orElse(a))
                .or(() -> reason)
                .orElse("");
    }
}
