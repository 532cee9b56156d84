package io.liren.web.rulebook;

import io.liren.web.frame.Option;
import io.liren.web.frame.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One rulebook as it hangs on the wall (制度正文).
 *
 * @param subtitle coverage, version, since when, in words
 * @param href the rulebook's own address: all clauses folded
 * @param inspection what an inspector can take along, or nothing where there is no clause
 */
public record RulebookPage(
        String title,
        String subtitle,
        String href,
        List<Clause> clauses,
        @Nullable Inspection inspection) {

    /**
     * The inspector's file (检查档) of a period.
     *
     * @param address where it is made (GET, parameters {@code period} and {@code names})
     * @param named whether the reader may have it with names
     */
    public record Inspection(String address, List<Option> periods, boolean named) {}

    /**
     * A clause (条款).
     *
     * @param id part of the HTML id: the clause's number
     * @param number as in the document: 六
     * @param heading its title; may be empty
     * @param text the paragraphs, each in pieces
     * @param english its English paragraphs; shown to readers of English
     * @param state its state, in a word: 超期 1 人
     * @param detail what stands under it: 三季度 2 / 3; may be empty
     * @param href its own address: the rulebook with this clause opened
     * @param evidence what opens under it; nothing while folded
     */
    public record Clause(
            String id,
            String number,
            String heading,
            List<List<Piece>> text,
            List<String> english,
            Tag state,
            String detail,
            String href,
            @Nullable EvidencePanel evidence) {}

    /**
     * A piece of text.
     *
     * @param href where it leads when it is a parameter's value; empty for plain text
     */
    public record Piece(String text, String href) {}
}
