package io.liren.block;

import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;

/**
 * What a guard is asked about.
 *
 * @param record the record just written
 * @param today the community's date
 * @param actor who writes
 * @param posts the actor's posts, full ids such as {@code party.organiser}
 */
public record GuardScope(UUID community, UUID record, LocalDate today, UUID actor, Set<String> posts) {
    public GuardScope {
        posts = Set.copyOf(posts);
    }
}
