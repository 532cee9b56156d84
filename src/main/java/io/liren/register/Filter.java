package io.liren.register;

import java.util.List;
import java.util.Optional;

/** What a list is narrowed to (筛选). Values stand as they were typed; a field's type says how they are read. */
public sealed interface Filter {
    /** A field equals a value; a field of several values contains it. */
    record Is(String field, String value) implements Filter {}

    /** A field equals any of some values, or contains any of them. */
    record AnyOf(String field, List<String> values) implements Filter {
        public AnyOf {
            values = List.copyOf(values);
        }
    }

    /** A field lies between two values, both included; at least one is given. */
    record Between(String field, Optional<String> from, Optional<String> to) implements Filter {}

    /** A text field contains a text. */
    record Contains(String field, String text) implements Filter {}

    /** A field is missing. */
    record Missing(String field) implements Filter {}

    /** A field is not missing. */
    record Present(String field) implements Filter {}

    /** The record is found by these words: name, pinyin, initials, number. */
    record Found(String words) implements Filter {}

    /** The record is one of these. */
    record Among(List<java.util.UUID> ids) implements Filter {
        public Among {
            ids = List.copyOf(ids);
        }
    }
}
