package io.liren.journal;

import io.liren.sql.Transaction;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** All that the journal can be played again for (重放): each part holds its own tables against the entries. */
public record Replays(List<Part> parts) {
    /** What one kind of entries tells, held against the tables they were written with. */
    @FunctionalInterface
    public interface Part {
        /** The first difference in a community; a transaction of that community. */
        Optional<Difference> firstDifference(Transaction transaction, UUID community);
    }

    public Replays {
        parts = List.copyOf(parts);
    }

    /** The first difference of all parts, in their order; a transaction of that community. */
    public Optional<Difference> firstDifference(Transaction transaction, UUID community) {
        return parts.stream()
                .flatMap(part -> part.firstDifference(transaction, community).stream())
                .findFirst();
    }
}
