package io.liren.expression;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The facts that evaluation in the JVM may look at. A record is a map of its fields by name, with its {@code id}; a
 * reference is an id, many references a collection of ids. A record that was voided has {@code voided_at}.
 */
public interface Memory {
    /** Every record of a register that was not voided. */
    List<Map<String, @Nullable Object>> all(String register);

    /** One record, also a voided one; empty if it is not known. */
    Optional<Map<String, @Nullable Object>> record(String register, UUID id);

    /** Knows nothing: for expressions over a record's own fields. */
    static Memory none() {
        return new Memory() {
            @Override
            public List<Map<String, @Nullable Object>> all(String register) {
                return List.of();
            }

            @Override
            public Optional<Map<String, @Nullable Object>> record(String register, UUID id) {
                return Optional.empty();
            }
        };
    }
}
