package io.liren.block;

import io.liren.calendar.Today;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * A question of an example: NAME [of RECORD] [for PERIOD] [at WHAT].
 *
 * @param period a period's key, such as {@code 2026-Q3}
 * @param at a field, a step, a report's {@code row.column}
 * @param now the moment of the question, on {@code today} or at its end
 */
public record Asked(
        Optional<UUID> of, Optional<String> period, Optional<String> at, UUID community, LocalDate today, Instant now) {
    /** Asked at the end of the day. */
    public Asked(Optional<UUID> of, Optional<String> period, Optional<String> at, UUID community, LocalDate today) {
        this(
                of,
                period,
                at,
                community,
                today,
                today.plusDays(1).atStartOfDay(Today.SHANGHAI).toInstant());
    }
}
