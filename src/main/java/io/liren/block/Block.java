package io.liren.block;

import java.util.List;

/** One named thing of a fenced block, as its kind has read it. */
public interface Block {
    /** Where it stands and what it is called. */
    Place place();

    /** The registers it brings along, by bare name: others may refer to them before it is declared. */
    default List<String> registers() {
        return List.of();
    }

    /** Whether it makes its clause run. An example or a parameter alone does not. */
    default boolean runs() {
        return true;
    }
}
