package io.liren.reason;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A line of why a value is what it is (算法说明), in the reader's language. */
public sealed interface Reason {
    /** What it is called. */
    String name();

    /** The value in words; empty if it is missing. */
    String value();

    /**
     * What somebody entered.
     *
     * @param record where it stands
     * @param masked whether it is hidden from the reader until a purpose is given
     */
    record Input(String name, String value, Optional<Place> record, boolean masked) implements Reason {}

    /**
     * A parameter as it was in force.
     *
     * @param from since when it was; empty where none was in force
     * @param unit its unit, a word of the rulebook language
     */
    record Parameter(String name, String value, String unit, Optional<LocalDate> from, String source)
            implements Reason {}

    /** A day that the engine gives. */
    record Day(String name, String value) implements Reason {}

    /**
     * Worked out by a rule.
     *
     * @param rule the rule in words
     * @param from what it was worked out from
     */
    record Worked(String name, String value, String rule, List<Reason> from) implements Reason {
        public Worked {
            from = List.copyOf(from);
        }
    }

    /**
     * Worked out over several records: their sum, their number, the greatest, whether all are so.
     *
     * @param items each record and what it gives
     * @param more how many there are besides
     */
    record Over(String name, String value, List<Item> items, int more) implements Reason {
        public Over {
            items = List.copyOf(items);
        }
    }

    /** A record among several, and what it gives. */
    record Item(Place record, String title, String value, boolean masked) {}

    /** A record of a register, full id. */
    record Place(String register, UUID record) {}

    /** Whether a value in it, or below it, is hidden until a purpose is given. */
    default boolean hides() {
        return switch (this) {
            case Input input -> input.masked();
            case Parameter parameter -> false;
            case Day day -> false;
            case Worked worked -> worked.from().stream().anyMatch(Reason::hides);
            case Over over -> over.items().stream().anyMatch(Item::masked);
        };
    }
}
