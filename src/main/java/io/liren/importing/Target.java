package io.liren.importing;

import java.util.Optional;

/**
 * What a column of a file goes to (对应的字段).
 *
 * @param field the register's field
 * @param by for a reference: the field of the record referred to by which it is found; empty: by what it is called
 */
public record Target(String field, Optional<String> by) {
    /** A field that is filled in directly. */
    public static Target of(String field) {
        return new Target(field, Optional.empty());
    }

    /** Back from {@link #key}. */
    public static Target read(String key) {
        int dot = key.indexOf('.');
        return dot < 0 ? of(key) : new Target(key.substring(0, dot), Optional.of(key.substring(dot + 1)));
    }

    /** In one word. */
    public String key() {
        return field + by.map(b -> "." + b).orElse("");
    }
}
