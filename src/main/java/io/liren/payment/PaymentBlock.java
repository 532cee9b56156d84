package io.liren.payment;

import io.liren.block.Block;
import io.liren.block.Place;
import io.liren.block.Selection;
import io.liren.block.Span;
import io.liren.calendar.PeriodUnit;
import io.liren.register.RegisterBlock;
import io.liren.rulebook.YamlScalar;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A payment list (发放册) as written.
 *
 * @param of who is entitled: records of a register, all or those that are in a period
 * @param from the first day of the first period; empty: as far back as duties go
 * @param granted what was decided for the period, in yuan
 * @param due what is due in the period; empty: what was granted
 * @param accounts the register of the accounts that are paid into
 * @param account the entitled record's account
 * @param listBy by which day of the period the list is checked; that of the period's first day is 1
 * @param payBy by which day it is paid
 * @param closeBy by which day it is closed
 */
record PaymentBlock(
        Place place,
        Selection of,
        PeriodUnit every,
        YamlScalar everyWritten,
        Optional<LocalDate> from,
        YamlScalar granted,
        Optional<YamlScalar> due,
        Optional<YamlScalar> accounts,
        Optional<YamlScalar> account,
        Span listBy,
        Span payBy,
        Optional<Span> closeBy,
        List<YamlScalar> preparedBy,
        List<YamlScalar> checkedBy,
        List<YamlScalar> read,
        Books books)
        implements Block {
    /**
     * The registers that a list brings along.
     *
     * @param lists a record for each period
     * @param lines whom it names, and with how much
     * @param steps sent for checking, checked, sent back, closed
     * @param transfers what the bank paid, and what came back
     * @param reasons why something differs
     */
    record Books(
            RegisterBlock lists,
            RegisterBlock lines,
            RegisterBlock steps,
            RegisterBlock transfers,
            RegisterBlock reasons) {
        List<RegisterBlock> all() {
            return List.of(lists, lines, steps, transfers, reasons);
        }
    }

    @Override
    public List<String> registers() {
        return books.all().stream().flatMap(b -> b.registers().stream()).toList();
    }
}
