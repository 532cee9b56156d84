package io.liren.web.form;

import java.util.List;

/**
 * What a form would do if it were saved as it stands (保存后).
 *
 * @param settles duties it settles, clauses it counts for
 * @param setsOff duties it starts
 * @param warnings limits it would break
 * @param computed the computed fields as they would be
 */
public record Preview(List<String> settles, List<String> setsOff, List<String> warnings, List<Value> computed) {

    /** A computed field's id and value; or how a typed date is understood. */
    public record Value(String id, String text) {}

    /** Nothing to say. */
    public static Preview none() {
        return new Preview(List.of(), List.of(), List.of(), List.of());
    }

    /** Whether there is nothing to say before saving. */
    public boolean silent() {
        return settles.isEmpty() && setsOff.isEmpty() && warnings.isEmpty();
    }
}
