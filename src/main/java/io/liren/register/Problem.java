package io.liren.register;

import io.liren.wording.Label;
import java.util.Optional;

/**
 * What stands in the way of a write, or gives pause.
 *
 * @param field the field to show it beside; empty: the whole record
 * @param says what is so and what to do
 * @param blocking whether the write is refused; otherwise it goes on once a reason is given
 * @param code a stable word, such as {@code required}, or the id of the limit that is broken
 */
public record Problem(Optional<String> field, Label says, boolean blocking, String code) {
    /** A mistake at a field. */
    static Problem at(String field, String code, Label says) {
        return new Problem(Optional.of(field), says, true, code);
    }

    /** A mistake of the whole. */
    static Problem whole(String code, String zh, String en) {
        return new Problem(Optional.empty(), new Label(zh, en), true, code);
    }
}
