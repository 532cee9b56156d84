package io.liren.register;

import io.liren.wording.Label;
import org.jspecify.annotations.Nullable;

/** What came of asking for a sensitive value. */
public sealed interface Revealed {
    /** The value; the look is on record. */
    record Shown(@Nullable Object value) implements Revealed {}

    /** It is not shown. */
    record Denied(Label why) implements Revealed {}
}
