package io.liren.register;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record as a viewer may see it.
 *
 * @param values by field, computed ones and those a procedure adds too; a sensitive value is {@link Masked}
 * @param titles of the records it refers to, by id
 * @param enteredBy the name of who entered it
 * @param voidedAt since when it is void
 */
public record RecordView(
        RegisterModel register,
        UUID id,
        String title,
        int revision,
        Map<String, @Nullable Object> values,
        Map<UUID, String> titles,
        Instant enteredAt,
        LocalDate enteredOn,
        String enteredBy,
        Instant changedAt,
        Optional<Instant> voidedAt) {
    public RecordView {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        titles = Map.copyOf(titles);
    }
}
