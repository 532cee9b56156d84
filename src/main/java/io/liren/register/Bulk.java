package io.liren.register;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Many new records of one register at once: all are kept or none is. */
public final class Bulk {
    private Bulk() {}

    /**
     * A row.
     *
     * @param id the new record's id; empty: a fresh one
     * @param at the moment of entry; empty: now
     * @param values by field, typed or as text
     */
    public record Line(Optional<UUID> id, Optional<Instant> at, Map<String, @Nullable Object> values) {
        public Line {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }

        /** A row entered now. */
        public static Line of(Map<String, ? extends @Nullable Object> values) {
            return new Line(Optional.empty(), Optional.empty(), new LinkedHashMap<>(values));
        }

        /** A row entered earlier, under an id known beforehand. */
        public static Line of(UUID id, Instant at, Map<String, ? extends @Nullable Object> values) {
            return new Line(Optional.of(id), Optional.of(at), new LinkedHashMap<>(values));
        }
    }

    /** What became of them. */
    public sealed interface Result {
        /** All are kept, in order; the position is that of the last entry. */
        record Entered(List<UUID> ids, long position) implements Result {
            public Entered {
                ids = List.copyOf(ids);
            }
        }

        /** None is kept; what is wrong, by the row's number counted from 0. */
        record Refused(Map<Integer, List<Problem>> problems) implements Result {
            public Refused {
                problems = Collections.unmodifiableMap(new TreeMap<>(problems));
            }
        }
    }
}
