package io.liren.web.form;

import org.jspecify.annotations.Nullable;

/**
 * A field of a form (字段).
 *
 * @param id part of the HTML ids; differs from the name only where a page holds several forms
 * @param name the parameter's name; letters, digits, {@code _ . -}
 * @param label what is asked
 * @param hint how to write it, or what not to write; may be empty
 * @param error what is wrong, the same words as in the summary; empty when nothing is
 * @param required whether it must be filled in
 * @param sensitive whether what is typed must not be kept as a draft in the browser
 */
public record Field(
        String id,
        String name,
        String label,
        String hint,
        String error,
        boolean required,
        boolean sensitive,
        Input input) {

    /** A field of the only form on its page. */
    public Field(
            String name, String label, String hint, String error, boolean required, boolean sensitive, Input input) {
        this(name, name, label, hint, error, required, sensitive, input);
    }

    /** The same field in one of several forms; {@code form} tells them apart. */
    public Field within(String form) {
        return new Field(form + "-" + name, name, label, hint, error, required, sensitive, input);
    }

    /** The same field by another label. */
    public Field labelled(String other) {
        return new Field(id, name, other, hint, error, required, sensitive, input);
    }

    /** The same field with a hint, if it has none. */
    public Field hinted(String other) {
        return new Field(id, name, label, hint.isEmpty() ? other : hint, error, required, sensitive, input);
    }

    /** The same field, asked for or not. */
    public Field required(boolean must) {
        return new Field(id, name, label, hint, error, must, sensitive, input);
    }

    /** What is wrong, or null: an attribute that is then left out. */
    public @Nullable String invalid() {
        return error.isEmpty() ? null : "true";
    }

    /** The ids of hint and error, for the input's description; null when it has neither. */
    public @Nullable String describedBy() {
        var ids = (hint.isEmpty() ? "" : "hint-" + id) + (error.isEmpty() ? "" : " error-" + id);
        return ids.isEmpty() ? null : ids.strip();
    }
}
