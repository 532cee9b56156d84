package io.liren.payment;

import io.liren.access.Viewer;
import io.liren.calendar.Period;
import io.liren.register.Bulk;
import io.liren.register.EntryOptions;
import io.liren.register.Facts;
import io.liren.register.Outcome;
import io.liren.register.Problem;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is done with a payment list (发放册): drawing it up from the records, its steps, what the bank did, explaining a
 * difference. Each is an entry like any other; the list's guards decide.
 */
public final class PaymentActs {
    private final Payments payments;
    private final Facts facts;

    /** @param payments tells what the records say */
    public PaymentActs(Payments payments, Facts facts) {
        this.payments = payments;
        this.facts = facts;
    }

    /** Draws up a period's list, or puts in it who is still missing; what stood in the way, else nothing. */
    public List<Problem> prepare(Viewer viewer, PaymentList list, Period period) {
        Optional<UUID> there = payments.month(viewer, list, period).list();
        if (there.isEmpty()) {
            Outcome outcome = facts.enter(
                    viewer,
                    list.books().lists().register(),
                    Map.of(PaymentReader.STARTS, period.start()),
                    EntryOptions.none());
            if (!(outcome instanceof Outcome.Entered(UUID id, var position, var warnings))) {
                return problems(outcome);
            }
            there = Optional.of(id);
        }
        List<Bulk.Line> lines = payments.draft(viewer, list, period, there.get()).stream()
                .map(Bulk.Line::of)
                .toList();
        return problems(facts.bulk(viewer, list.books().lines().register(), lines));
    }

    /** Takes a step today. */
    public List<Problem> step(Viewer viewer, PaymentList list, Period period, Step step, String note) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put(
                PaymentReader.LIST, payments.month(viewer, list, period).list().orElse(null));
        values.put(PaymentReader.STEP, step.word());
        values.put(PaymentReader.NOTE, note);
        return problems(facts.enter(viewer, list.books().steps().register(), values, EntryOptions.none()));
    }

    /** Records that the bank paid, on a day, all whom nothing has reached yet. */
    public List<Problem> paid(Viewer viewer, PaymentList list, Period period, LocalDate on, String receipt) {
        List<Bulk.Line> lines = payments.month(viewer, list, period).rows().stream()
                .filter(row -> row.line().isPresent()
                        && row.paid().signum() == 0
                        && row.due().signum() > 0)
                .map(row -> Bulk.Line.of(Map.of(
                        PaymentReader.LINE,
                        row.line().orElseThrow(),
                        PaymentReader.ON,
                        on,
                        PaymentReader.WHAT,
                        PaymentReader.PAID,
                        PaymentReader.AMOUNT,
                        row.due(),
                        PaymentReader.RECEIPT,
                        receipt)))
                .toList();
        return problems(facts.bulk(viewer, list.books().transfers().register(), lines));
    }

    /** Says why something differs. */
    public List<Problem> explain(
            Viewer viewer,
            PaymentList list,
            Period period,
            UUID entitled,
            Difference kind,
            BigDecimal amount,
            String why) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put(
                PaymentReader.LIST, payments.month(viewer, list, period).list().orElse(null));
        values.put(PaymentReader.ENTITLED, entitled);
        values.put(PaymentReader.KIND, kind.word());
        values.put(PaymentReader.AMOUNT, amount);
        values.put(PaymentReader.WHY, why);
        return problems(facts.enter(viewer, list.books().reasons().register(), values, EntryOptions.none()));
    }

    private static List<Problem> problems(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Entered entered -> List.of();
            case Outcome.Refused(var problems) -> problems;
            case Outcome.Conflict conflict -> throw new IllegalStateException("a new record has no conflict");
        };
    }

    private static List<Problem> problems(Bulk.Result result) {
        return switch (result) {
            case Bulk.Result.Entered entered -> List.of();
            case Bulk.Result.Refused(var problems) ->
                problems.values().stream().flatMap(List::stream).distinct().toList();
        };
    }
}
