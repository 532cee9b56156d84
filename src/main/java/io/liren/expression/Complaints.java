package io.liren.expression;

import dev.cel.common.CelValidationResult;
import io.liren.rulebook.Code;
import io.liren.rulebook.Findings;
import io.liren.rulebook.Position;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Turns offsets in an expression into places in its file. Offsets count characters (code points), as CEL's do. */
final class Complaints {
    private final String text;
    private final Position place;
    private final String clause;
    private final Findings findings;
    private final Set<Integer> told = new HashSet<>();

    Complaints(String text, Position place, String clause, Findings findings) {
        this.text = text;
        this.place = place;
        this.clause = clause;
        this.findings = findings;
    }

    boolean any() {
        return !told.isEmpty();
    }

    boolean toldAt(int offset) {
        return told.contains(offset);
    }

    int length() {
        return text.codePointCount(0, text.length());
    }

    void at(int offset, int length, Code code, String zh, String en) {
        at(offset, length, code, zh, en, List.of());
    }

    /** One complaint for a place is enough: what follows from it would only confuse. */
    void at(int offset, int length, Code code, String zh, String en, Collection<String> nearest) {
        if (told.add(offset)) {
            findings.error(code, position(offset), Math.max(1, length), clause, zh, en, List.copyOf(nearest));
        }
    }

    /** A complaint that speaks for all the places it covers. */
    void whole(int offset, int length, Code code, String zh, String en, Collection<String> nearest) {
        at(offset, length, code, zh, en, nearest);
        for (int covered = offset; covered < offset + length; covered++) {
            told.add(covered);
        }
    }

    /** Never refuse without a word: what CEL found and nothing above has told. */
    void fallback(CelValidationResult checked) {
        if (!any()) {
            String all = checked.getErrorString();
            at(0, length(), Code.WRONG_TYPE, "表达式不成立：" + all, "The expression doesn't hold together: " + all);
        }
    }

    private Position position(int offset) {
        int line = 0;
        int column = 0;
        int end = text.offsetByCodePoints(0, Math.min(offset, length()));
        for (int i = 0; i < end; i += Character.charCount(text.codePointAt(i))) {
            column++;
            if (text.charAt(i) == '\n') {
                line++;
                column = 0;
            }
        }
        return line == 0 ? place.right(column) : new Position(place.file(), place.line() + line, column + 1);
    }
}
