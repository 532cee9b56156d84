package io.liren.example;

import io.liren.block.Block;
import io.liren.block.Place;
import io.liren.rulebook.YamlMap;
import io.liren.rulebook.YamlScalar;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/**
 * An example (示例): facts, a day, and what must then be so.
 *
 * @param at the time of that day; empty: the facts are entered in the morning and asked about at its end
 */
public record ExampleBlock(
        Place place, List<Fact> given, List<Fact> tried, LocalDate on, Optional<LocalTime> at, List<Expected> expected)
        implements Block {
    /**
     * A record to be entered.
     *
     * @param register as the rulebook calls it
     * @param name what the example calls it
     * @param refused the limit that must refuse it; empty: it must be accepted
     */
    public record Fact(YamlScalar key, String register, String name, YamlMap values, Optional<String> refused) {}

    /** {@code NAME [of RECORD] [for PERIOD] [at WHAT] is ANSWER}. */
    public record Expected(
            YamlScalar written,
            String name,
            Optional<String> of,
            Optional<String> period,
            Optional<String> at,
            String answer) {}

    @Override
    public boolean runs() {
        return false;
    }
}
