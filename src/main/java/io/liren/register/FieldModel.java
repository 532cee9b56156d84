package io.liren.register;

import io.liren.expression.Checked;
import io.liren.wording.Label;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * A field (字段) of a register.
 *
 * @param hint a line below the label on the form
 * @param required whether a record can't be entered without it
 * @param unique whether no two records of a community may have it in common
 * @param sensitive why and how it is protected; empty if it is not
 * @param seenBy the posts, full ids, that may see a sensitive value unmasked, with a purpose
 * @param computed what computes it; empty if it is entered
 * @param standard what the form is filled in with: a value as typed, or {@code today}
 * @param least the least number allowed
 * @param most the greatest number allowed
 */
public record FieldModel(
        String name,
        Label label,
        Optional<Label> hint,
        FieldType type,
        boolean required,
        boolean unique,
        Optional<Sensitive> sensitive,
        List<String> seenBy,
        Optional<Checked> computed,
        Optional<String> standard,
        Optional<BigDecimal> least,
        Optional<BigDecimal> most) {
    /**
     * Why a value is held and how much it must be protected.
     *
     * @param level the class, such as {@code L3}
     * @param purpose what it is held for
     */
    public record Sensitive(String level, Label purpose) {}

    public FieldModel {
        seenBy = List.copyOf(seenBy);
    }

    /** The column of the register's table; a computed field has none. */
    public String column() {
        return type.columnOf(name);
    }

    /** Whether people enter it. */
    public boolean entered() {
        return computed.isEmpty();
    }

    /** Whether it is protected. */
    public boolean isSensitive() {
        return sensitive.isPresent();
    }
}
