package io.liren.register;

import io.liren.journal.Entry;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One change in a record's history (历史).
 *
 * @param position of its entry in the journal
 * @param by who made it
 * @param post full id of the post it was made by
 */
public record Change(
        long position, Instant at, String by, String post, Entry.Kind kind, String reason, List<Altered> fields) {
    /** A field with its value before and after; sensitive ones are {@link Masked} unless the viewer may see them. */
    public record Altered(
            FieldModel field,
            @Nullable Object before,
            @Nullable Object after) {}

    public Change {
        fields = List.copyOf(fields);
    }
}
