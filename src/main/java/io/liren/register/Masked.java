package io.liren.register;

import io.liren.access.Mask;

/**
 * A sensitive value as it is shown to those who may not see it.
 *
 * @param shown what stands in its place
 */
public record Masked(String shown) {
    /** Masks a value the way its type asks for. */
    public static Masked of(FieldModel field, Object value) {
        String text = value.toString();
        if (field.type() instanceof FieldType.Identity) {
            return new Masked(Mask.identity(text));
        }
        return new Masked(field.type() instanceof FieldType.Phone ? Mask.phone(text) : Mask.hidden());
    }

    @Override
    public String toString() {
        return shown;
    }
}
