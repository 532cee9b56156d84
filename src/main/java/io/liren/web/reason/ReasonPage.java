package io.liren.web.reason;

import io.liren.web.frame.Link;
import io.liren.web.frame.Option;
import java.util.List;

/**
 * How a computed value of a record came about (算法说明).
 *
 * @param line the value itself, with what it was worked out from below it
 * @param action where protected inputs are shown for a purpose (POST); empty if nothing is hidden that could be shown
 */
public record ReasonPage(String title, Link record, Line line, String action, List<Option> purposes) {
    /**
     * A line: what it is called, its value, and where it comes from.
     *
     * @param note the rule in words, or since when a parameter is in force and its source; may be empty
     * @param href its record; empty for none
     * @param lines what it was worked out from
     * @param more how many lines are left out, in words; may be empty
     */
    public record Line(String name, String value, String note, String href, List<Line> lines, String more) {}
}
