package io.liren.block;

import io.liren.rulebook.Clause;
import io.liren.rulebook.Position;
import io.liren.wording.Label;
import java.util.Optional;

/**
 * Where a named thing of a block stands.
 *
 * @param rulebook the rulebook's id
 * @param clause the clause above it; empty in a section
 * @param name its own name, unique among its kind in the rulebook
 * @param position where the name is written
 */
public record Place(String rulebook, Optional<Clause> clause, String name, Label label, Position position) {
    /** Rulebook and name, unique in the whole edition. */
    public String id() {
        return rulebook + "." + name;
    }

    /** The clause's id for a diagnostic; empty in a section. */
    public String clauseId() {
        return clause.map(Clause::id).orElse("");
    }
}
