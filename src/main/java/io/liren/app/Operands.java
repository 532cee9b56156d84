package io.liren.app;

import java.util.List;

/**
 * What may stand after a command besides its options.
 *
 * @param shown as help shows it, such as {@code [dir]}; empty if nothing may
 * @param least how many there must be
 * @param most how many there may be
 * @param choices the words allowed; empty if any text is
 */
public record Operands(String shown, int least, int most, List<String> choices) {
    /** Nothing. */
    public static final Operands NONE = new Operands("", 0, 0, List.of());

    /** One text that may be left out. */
    public static Operands optional(String shown) {
        return new Operands("[" + shown + "]", 0, 1, List.of());
    }

    /** One text that must be there. */
    public static Operands required(String shown) {
        return new Operands(shown, 1, 1, List.of());
    }

    /** One of some words. */
    public static Operands oneOf(String... words) {
        return new Operands(String.join("|", words), 1, 1, List.of(words));
    }
}
