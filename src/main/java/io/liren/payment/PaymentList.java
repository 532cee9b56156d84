package io.liren.payment;

import io.liren.block.Artefact;
import io.liren.block.Names;
import io.liren.block.Place;
import io.liren.calendar.Period;
import io.liren.calendar.PeriodUnit;
import io.liren.expression.Checked;
import io.liren.expression.Shape;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A payment list (发放册) as it runs.
 *
 * @param of the register of who is entitled
 * @param qualifies which of its records are, in a period; empty: all
 * @param granted what was decided for a period, in yuan
 * @param due what is due in it
 * @param account the record of the account that is paid into
 * @param from the first day of the first period; empty: as far back as duties go
 * @param listBy by which day of the period the list is checked, over the period; its first day is 1
 * @param payBy by which day it is paid
 * @param closeBy by which day it is closed
 * @param preparedBy the posts that draw it up and record what the bank did, full ids
 * @param checkedBy the posts that check it, full ids; never the same person
 * @param paying the duty to pay each who is entitled, by id
 */
public record PaymentList(
        Place place,
        Shape of,
        PeriodUnit every,
        Optional<LocalDate> from,
        Optional<Checked> qualifies,
        Checked granted,
        Checked due,
        Optional<Checked> account,
        Checked listBy,
        Checked payBy,
        Optional<Checked> closeBy,
        List<String> preparedBy,
        List<String> checkedBy,
        Books books,
        String paying,
        Names names)
        implements Artefact {
    /** Its registers: full ids and tables. */
    public record Books(Shape lists, Shape lines, Shape steps, Shape transfers, Shape reasons) {}

    public PaymentList {
        preparedBy = List.copyOf(preparedBy);
        checkedBy = List.copyOf(checkedBy);
    }

    /** The registers on which it depends who is entitled, and to what; full ids. */
    public Set<String> reads() {
        Set<String> reads = new LinkedHashSet<>(Set.of(of.register()));
        qualifies.ifPresent(q -> reads.addAll(q.reads()));
        reads.addAll(due.reads());
        reads.addAll(granted.reads());
        account.ifPresent(a -> reads.addAll(a.reads()));
        return reads;
    }

    /** Whether anything can be due in a period: it does not lie before the first. */
    public boolean covers(Period period) {
        return from.filter(f -> period.start().isBefore(f)).isEmpty();
    }
}
