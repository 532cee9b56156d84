package io.liren.rulebook;

import io.liren.wording.Label;
import java.util.List;
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
 * @param linesZh where the lines of the Chinese text stand
 * @param linesEn where those of the English stand
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
        List<Line> linesZh,
        List<Line> linesEn) {
    /** A line of the text: the character it begins with, counted from 0, and its place in the file. */
    public record Line(int start, Position position) {}

    public Clause {
        linesZh = List.copyOf(linesZh);
        linesEn = List.copyOf(linesEn);
    }

    /** The place of a character of the Chinese text. */
    public Position placeZh(int character) {
        return place(linesZh, character);
    }

    /** The place of a character of the English text. */
    public Position placeEn(int character) {
        return place(linesEn, character);
    }

    private Position place(List<Line> lines, int character) {
        return lines.stream()
                .filter(line -> line.start() <= character)
                .reduce((one, next) -> next)
                .map(line -> new Position(
                        line.position().file(),
                        line.position().line(),
                        line.position().column() + character - line.start()))
                .orElse(position);
    }

    /** The text in both languages. */
    public Label text() {
        return new Label(textZh, textEn.isEmpty() ? textZh : textEn);
    }
}
