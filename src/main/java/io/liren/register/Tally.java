package io.liren.register;

import java.util.Optional;

/**
 * How many records have a value (计数).
 *
 * @param value as text; empty: it is missing
 */
public record Tally(Optional<String> value, long count) {}
