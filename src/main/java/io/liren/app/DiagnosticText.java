package io.liren.app;

import io.liren.rulebook.Diagnostic;
import java.util.ArrayList;
import java.util.List;

/** A mistake in a rulebook as the terminal shows it: place, line, caret, what was wrong and what is close. */
final class DiagnosticText {
    private DiagnosticText() {}

    static String of(Diagnostic found) {
        List<String> lines = new ArrayList<>();
        lines.add(found.position() + "  " + (found.clause().isEmpty() ? "" : found.clause() + "  ")
                + found.severity().name().toLowerCase(java.util.Locale.ROOT) + " "
                + found.code().word());
        if (!found.excerpt().isBlank()) {
            lines.add("  " + found.excerpt());
            lines.add("  " + caret(found));
        }
        lines.add("  " + found.message().zh());
        if (!found.message().en().equals(found.message().zh())) {
            lines.add("  " + found.message().en());
        }
        if (!found.nearest().isEmpty()) {
            String near = String.join(", ", found.nearest());
            lines.add("  最接近的是 " + near + "。 The nearest: " + near + ".");
        }
        return String.join("\n", lines);
    }

    /** Full-width characters take two columns of a terminal. */
    private static String caret(Diagnostic found) {
        StringBuilder line = new StringBuilder();
        int[] characters = found.excerpt().codePoints().toArray();
        int start = found.position().column() - 1;
        for (int i = 0; i < Math.min(start, characters.length); i++) {
            line.append(wide(characters[i]) ? "  " : " ");
        }
        for (int i = start; i < start + found.length(); i++) {
            line.append(i < characters.length && wide(characters[i]) ? "^^" : "^");
        }
        return line.toString();
    }

    private static boolean wide(int character) {
        return character >= 0x1100
                && (Character.isIdeographic(character)
                        || (character >= 0x3000 && character <= 0x30FF)
                        || (character >= 0xFF00 && character <= 0xFF60)
                        || (character >= 0xAC00 && character <= 0xD7A3));
    }
}
