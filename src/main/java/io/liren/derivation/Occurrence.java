package io.liren.derivation;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One instance of a duty (任务) for one subject and one period, as it stands on the day asked for.
 *
 * @param duty the derivation's id
 * @param subject the record it arises for; empty for the community's own
 * @param period the period's key, or the date that set it off
 * @param opensOn the first day on which it can be met
 * @param dueOn its last day; all of it counts
 * @param needed how many, or how much, is asked for
 * @param found how much there is
 * @param metOn the day on which it was met, by the facts
 * @param metEnteredOn the day on which the last fact needed was entered
 * @param evidence the records that count
 * @param dueAt the moment by which it must be met, where minutes or hours are counted
 * @param metAt the moment at which it was met, by the facts; only where minutes or hours are counted
 * @param paused whether its clock stands still (停表)
 */
public record Occurrence(
        String duty,
        Optional<UUID> subject,
        String period,
        LocalDate opensOn,
        LocalDate dueOn,
        BigDecimal needed,
        BigDecimal found,
        Optional<LocalDate> metOn,
        Optional<LocalDate> metEnteredOn,
        List<UUID> evidence,
        Optional<Instant> dueAt,
        Optional<Instant> metAt,
        boolean paused,
        State state) {
    /** Whether the facts were in time and only their entry was late (补记). */
    public boolean isBackfilled() {
        return state == State.MET
                && metEnteredOn.filter(on -> on.isAfter(dueOn)).isPresent();
    }
}
