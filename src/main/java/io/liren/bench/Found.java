package io.liren.bench;

import io.liren.sql.Row;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One occurrence as one of the ways found it: the whole of what its state is a function of, and why. */
record Found(
        Key key,
        LocalDate opensOn,
        LocalDate dueOn,
        @Nullable BigDecimal needed,
        BigDecimal found,
        @Nullable LocalDate metOn,
        @Nullable LocalDate metEnteredOn,
        List<UUID> evidence) {
    /** Which occurrence. */
    record Key(UUID community, String duty, UUID subject, String period) {}

    Found {
        // 32 and 32.00 are the same amount.
        needed = needed == null ? null : needed.stripTrailingZeros();
        found = found.stripTrailingZeros();
    }

    static Found read(Row row) {
        return new Found(
                new Key(row.uuid("community_id"), row.text("duty"), row.uuid("subject_id"), row.text("period_key")),
                row.date("opens_on"),
                row.date("due_on"),
                row.decimalOrNull("needed"),
                row.decimal("found"),
                row.dateOrNull("met_on"),
                row.dateOrNull("met_entered_on"),
                row.uuids("evidence"));
    }
}
