package io.liren.register;

import java.util.List;

/**
 * The records of a register that refer to a record by a field.
 *
 * @param first the newest of them
 */
public record Relation(RegisterModel register, FieldModel field, Page.Count count, List<Hit> first) {
    public Relation {
        first = List.copyOf(first);
    }
}
