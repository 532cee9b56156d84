package io.liren.report;

import io.liren.calendar.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * How far a report's sheet of a period has come.
 *
 * @param taken what was done with it, first to last
 * @param prepared the numbers as they were taken, while they count: not after it was returned
 */
public record Standing(Report report, Period period, List<Taken> taken, Optional<SealedSheet> prepared) {
    /** One act. */
    public record Taken(UUID id, Act act, LocalDate on, Instant at, UUID by, String name, String reason) {}

    public Standing {
        taken = List.copyOf(taken);
    }

    /** The last act; empty: nothing was done yet. */
    public Optional<Act> last() {
        return taken.isEmpty() ? Optional.empty() : Optional.of(taken.getLast().act());
    }

    /** Whether its numbers are kept for ever. */
    public boolean isSealed() {
        return prepared.isPresent()
                && last().filter(a -> a == Act.REVIEW || a == Act.SEND || a == Act.RECEIVE)
                        .isPresent();
    }

    /** The last time an act was done. */
    public Optional<Taken> last(Act act) {
        return taken.reversed().stream().filter(t -> t.act() == act).findFirst();
    }
}
