package io.liren.register;

import io.liren.journal.Canonical;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a page ended.
 *
 * @param key the last line's sort value as text; empty: it was missing, and missing ones come last
 */
record Cursor(Optional<String> key, UUID id) {
    String written() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("k", key.orElse(null));
        map.put("i", id);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Canonical.write(map).getBytes(StandardCharsets.UTF_8));
    }

    /** A cursor that can't be read begins at the start. */
    static Optional<Cursor> read(String written) {
        try {
            Map<String, @Nullable Object> map =
                    Canonical.read(new String(Base64.getUrlDecoder().decode(written), StandardCharsets.UTF_8));
            String key = map.get("k") instanceof String there ? there : null;
            return Optional.of(new Cursor(Optional.ofNullable(key), UUID.fromString(String.valueOf(map.get("i")))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
