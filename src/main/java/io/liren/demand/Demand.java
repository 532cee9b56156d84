package io.liren.demand;

import io.liren.block.Artefact;
import io.liren.block.Place;
import java.util.Locale;

/**
 * Where tables that others ask for are noted (要表登记).
 *
 * @param register the full id of the register that holds the requests
 */
public record Demand(Place place, String register) implements Artefact {
    /** The fields of the register of requests. */
    public enum Field {
        /** Who asked. */
        ASKED_BY,
        /** When it was asked for. */
        ASKED_ON,
        /** What was asked for. */
        NAME,
        /** On what basis; missing: on none. */
        BASIS,
        /** How many rows were filled in. */
        ROWS,
        /** How many cells the registers knew. */
        FILLED,
        /** How many cells nobody has. */
        UNKNOWN,
        /** How many minutes it took. */
        MINUTES,
        /** The table as it came. */
        CAME,
        /** The table as it went back. */
        WENT;

        /** Its name in the register. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
