package io.liren.web.organisation;

import io.liren.web.frame.Link;
import io.liren.web.frame.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of one organisation's work (组织工作): figures and tables whose every line leads on.
 *
 * @param state where the whole stands, or nothing
 * @param pick what can be asked of the page, or nothing
 * @param problems why something was not kept
 */
public record Board(
        String title,
        @Nullable Tag state,
        String lead,
        List<Link> links,
        @Nullable Pick pick,
        List<String> problems,
        List<Part> parts) {
    /** A form that asks for another view of the page (GET). */
    public record Pick(String action, List<Asked> asked, String button) {}

    /**
     * A field of a form.
     *
     * @param type {@code date}, {@code month}, {@code number}, {@code long} for text of several lines, or {@code text}
     */
    public record Asked(String name, String label, String type, String value) {}

    /**
     * A part of the page.
     *
     * @param id its name in the address
     * @param note a word on what it shows; may be empty
     * @param folded whether it is opened first
     * @param empty what stands where there are no rows; may be empty
     */
    public record Part(
            String id,
            String title,
            String note,
            boolean folded,
            List<Fact> facts,
            List<String> heads,
            List<List<Cell>> rows,
            String empty,
            @Nullable Act act) {}

    /** A figure with its name; {@code href} may be empty. */
    public record Fact(String label, String value, String href) {}

    /**
     * A cell.
     *
     * @param href where it leads; may be empty
     * @param number whether it stands to the right
     * @param percent a bar of so many percent; below 0: none
     */
    public record Cell(
            String text,
            String href,
            boolean number,
            int percent,
            @Nullable Tag tag) {
        static Cell of(String text) {
            return new Cell(text, "", false, -1, null);
        }

        static Cell to(String text, String href) {
            return new Cell(text, href, false, -1, null);
        }

        static Cell number(String text) {
            return new Cell(text, "", true, -1, null);
        }

        static Cell bar(String text, int percent) {
            return new Cell(text, "", false, Math.clamp(percent, 0, 100), null);
        }

        static Cell tag(Tag tag) {
            return new Cell("", "", false, -1, tag);
        }
    }

    /** Something that can be done here (POST); {@code note} may be empty. */
    public record Act(String action, String button, String note, List<Asked> asked) {}

    static Part facts(String id, String title, List<Fact> facts) {
        return new Part(id, title, "", false, facts, List.of(), List.of(), "", null);
    }

    static Part table(String id, String title, String note, List<String> heads, List<List<Cell>> rows, String empty) {
        return new Part(id, title, note, false, List.of(), heads, rows, empty, null);
    }

    static Part act(String id, String title, String note, Act act) {
        return new Part(id, title, note, false, List.of(), List.of(), List.of(), "", act);
    }
}
