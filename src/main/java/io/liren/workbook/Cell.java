package io.liren.workbook;

/**
 * What stands in a cell (单元格).
 *
 * @param text as people would read it: a number in plain digits, a date as 2026-03-05, perhaps with a time
 */
public record Cell(Kind kind, String text) {
    /** A cell with nothing in it. */
    public static final Cell BLANK = new Cell(Kind.BLANK, "");

    /** What the file says it is. */
    public enum Kind {
        /** Nothing. */
        BLANK,
        /** Text. */
        TEXT,
        /** A number. */
        NUMBER,
        /** A number that is shown as a date. */
        DATE,
        /** Yes or no. */
        TRUTH,
        /** A formula that could not be computed. */
        ERROR
    }

    /** Text; nothing but spaces is nothing. */
    public static Cell of(String text) {
        return text.isBlank() ? BLANK : new Cell(Kind.TEXT, text);
    }

    /** Whether there is nothing in it. */
    public boolean blank() {
        return kind == Kind.BLANK;
    }
}
