package io.liren.rulebook;

import java.util.Optional;

/**
 * A fenced block as written, not yet read by its kind.
 *
 * @param keyword the word after the fence
 * @param clause the clause it stands under; empty in a section
 * @param text the block's own lines, for the reader who wants to see them
 * @param position the place of the opening fence
 */
public record RawBlock(
        String keyword, Optional<Clause> clause, String rulebook, YamlMap body, String text, Position position) {
    /** The clause's id for a diagnostic; empty in a section. */
    public String clauseId() {
        return clause.map(Clause::id).orElse("");
    }
}
