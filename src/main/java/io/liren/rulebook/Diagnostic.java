package io.liren.rulebook;

import io.liren.wording.Label;
import java.util.List;

/**
 * One mistake in a rulebook, kept as data until it is shown.
 *
 * @param code the stable kind of mistake
 * @param severity error or warning
 * @param position where it begins
 * @param length how many characters it covers, at least 1
 * @param clause the clause it stands under, such as {@code party.6}; empty outside any clause
 * @param excerpt the source line, for the caret below it; may be empty
 * @param message what was wrong and what was expected, in both languages
 * @param nearest up to four names close to the one found, best first
 */
public record Diagnostic(
        Code code,
        Severity severity,
        Position position,
        int length,
        String clause,
        String excerpt,
        Label message,
        List<String> nearest) {
    public Diagnostic {
        nearest = List.copyOf(nearest);
    }

    /** Chinese and English in one line, with the nearest name. */
    public String sentence() {
        String near = nearest.isEmpty() ? "" : " → " + String.join(", ", nearest);
        return message.zh().equals(message.en()) ? message.zh() + near : message.zh() + " " + message.en() + near;
    }
}
