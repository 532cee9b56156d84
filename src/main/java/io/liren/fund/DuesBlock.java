package io.liren.fund;

import io.liren.block.Block;
import io.liren.block.Place;
import io.liren.block.Selection;
import io.liren.block.Span;
import io.liren.calendar.PeriodUnit;
import io.liren.rulebook.YamlScalar;
import io.liren.wording.Label;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Dues (会费) as written.
 *
 * @param of who owes them
 * @param assessed what each owes in a period
 * @param paid the records that pay them
 * @param measure the field of such a record that holds the money; empty: the only number that is entered
 */
record DuesBlock(
        Place place,
        Selection of,
        PeriodUnit every,
        YamlScalar everyWritten,
        Optional<LocalDate> from,
        Assessed assessed,
        Selection paid,
        Optional<YamlScalar> measure,
        Optional<Span> due,
        YamlScalar owedBy,
        List<YamlScalar> waivableBy,
        Optional<Label> act)
        implements Block {
    /** How much is owed. */
    sealed interface Assessed {
        /** As an expression says. */
        record Amount(YamlScalar amount) implements Assessed {}

        /**
         * A share of a base.
         *
         * @param rate in percent, or a table of bands
         * @param step what the base is cut down to a multiple of
         */
        record Share(
                YamlScalar base,
                YamlScalar rate,
                Optional<YamlScalar> step,
                Optional<Rounding> round,
                Optional<YamlScalar> least,
                Optional<YamlScalar> most)
                implements Assessed {}
    }

    /** To how many decimals; {@code down}: what is beyond them is cut off. */
    record Rounding(boolean down, int decimals) {}
}
