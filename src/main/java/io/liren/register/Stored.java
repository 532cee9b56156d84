package io.liren.register;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of a register's table.
 *
 * @param revision counted from 1
 * @param values by field; null is missing
 */
record Stored(
        UUID id,
        int revision,
        Instant enteredAt,
        LocalDate enteredOn,
        UUID enteredBy,
        Instant changedAt,
        boolean voided,
        Map<String, @Nullable Object> values) {}
