package io.liren.app;

import io.liren.wording.Label;
import java.util.List;

/** A word after {@code ./liren}, and what it does. Each is named in {@link Commands}. */
public interface Command {
    /** All went well, and what was asked holds. */
    int OK = 0;
    /** It ran, and what was asked does not hold: an error in a rulebook, a chain that is broken. */
    int FAILED = 1;
    /** The arguments were wrong; nothing was done. */
    int WRONG_ARGUMENTS = 2;
    /** The machine is in the way: no room, no database, a port in use. */
    int CANNOT_START = 3;
    /** A bug in Liren. */
    int BUG = 70;

    /** The word itself. */
    String name();

    /** What it does, in a line. */
    Label summary();

    /** The options it understands. */
    List<Option> options();

    /** What may stand after it besides options. */
    default Operands operands() {
        return Operands.NONE;
    }

    /** Whether help leaves it out: for the launcher's use. */
    default boolean isHidden() {
        return false;
    }

    /**
     * Does it.
     *
     * @return the exit code, one of those above
     */
    int run(Arguments arguments) throws Exception;
}
