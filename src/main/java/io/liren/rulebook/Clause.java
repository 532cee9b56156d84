package io.liren.rulebook;

import io.liren.wording.Label;
import java.util.Optional;

/**
 * A clause (条款): a numbered heading of a rulebook with its text. A heading without a number is a section: its blocks
 * belong to no clause.
 *
 * @param id how the project cites it: rulebook and number, such as {@code party.6}
 * @param textZh the Chinese text, paragraphs joined by line breaks
 * @param textEn the English of it, from the block quote
 * @param leavesOut what the blocks leave out of the text, and why; then the clause is partial
 * @param position the heading's place
 * @param textPosition the place of the first line of the Chinese text
 */
public record Clause(
        String id,
        String rulebook,
        String number,
        Label title,
        String textZh,
        String textEn,
        Optional<Label> leavesOut,
        Position position,
        Position textPosition) {
    /** The text in both languages. */
    public Label text() {
        return new Label(textZh, textEn.isEmpty() ? textZh : textEn);
    }
}
