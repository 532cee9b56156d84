package io.liren.register;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a write would do; nothing of it was kept.
 *
 * @param problems what would refuse it, and what would give pause
 * @param values the record as it would read, computed fields too; only what could be read if it can't be written yet
 * @param seen what was looked up while it stood there; empty if it can't be written yet
 */
public record Preview<T>(List<Problem> problems, Map<String, @Nullable Object> values, Optional<T> seen) {
    public Preview {
        problems = List.copyOf(problems);
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
}
