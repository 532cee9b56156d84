package io.liren.block;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;

/**
 * What a guard is asked about.
 *
 * @param records what has just been written: one record, or the many of one entry
 * @param today the community's date
 * @param now the moment of the write
 * @param actor who writes
 * @param posts the actor's posts, full ids such as {@code party.organiser}
 */
public record GuardScope(
        UUID community, Set<UUID> records, LocalDate today, Instant now, UUID actor, Set<String> posts) {
    public GuardScope {
        records = Set.copyOf(records);
        posts = Set.copyOf(posts);
    }

    /** The record just written, where there is one. */
    public UUID record() {
        return records.iterator().next();
    }

    /** The records as they are bound. */
    public UUID[] ids() {
        return records.toArray(UUID[]::new);
    }
}
