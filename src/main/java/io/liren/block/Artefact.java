package io.liren.block;

import io.liren.rulebook.Clause;
import io.liren.wording.Label;
import java.util.Optional;

/** Something a kind has compiled that pages and other packages look up by its id. */
public interface Artefact {
    /** Where it stands. */
    Place place();

    /** Rulebook and name. */
    default String id() {
        return place().id();
    }

    /** What people call it. */
    default Label label() {
        return place().label();
    }

    /** The clause it belongs to. */
    default Optional<Clause> clause() {
        return place().clause();
    }
}
