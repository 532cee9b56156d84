package io.liren.effect;

import io.liren.calendar.Period;
import io.liren.calendar.Today;
import io.liren.effect.Effect.OfPayments;
import io.liren.effect.Effect.Standing;
import io.liren.payment.PaymentList;
import io.liren.payment.Payments;
import io.liren.sql.Transaction;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is due on a payment list (发放册) in the running period and the next.
 *
 * @param due by period, then by the record by which it is due
 * @param concerned the records by which something is due that name what is written, or what that belongs to
 */
record Dues(Map<Period, Map<UUID, BigDecimal>> due, Set<UUID> concerned) {
    static final Dues NONE = new Dues(Map.of(), Set.of());

    /** @param related what is written, and what that belongs to */
    static Dues of(Transaction transaction, PaymentList list, UUID community, Today today, Set<UUID> related) {
        Period now = Period.containing(list.every(), today.today());
        Map<Period, Map<UUID, BigDecimal>> due = new LinkedHashMap<>();
        for (Period period : List.of(now, now.next())) {
            due.put(period, Payments.due(transaction, list, community, today.today(), period));
        }
        return new Dues(due, Payments.naming(transaction, list, community, related));
    }

    private record When(Standing standing, Period period) {}

    /** What lies between: of each who is entitled the first period that changes; who stays is named if concerned. */
    List<Effect> until(Dues after, PaymentList list) {
        Map<When, Map<UUID, BigDecimal>> found = new LinkedHashMap<>();
        Set<UUID> told = new HashSet<>();
        for (Period period : after.due.keySet()) {
            for (UUID id : both(period, after)) {
                BigDecimal was = in(period).get(id);
                BigDecimal is = after.in(period).get(id);
                change(was, is)
                        .filter(c -> told.add(id))
                        .ifPresent(change -> found.computeIfAbsent(new When(change, period), w -> new LinkedHashMap<>())
                                .put(id, is == null ? BigDecimal.ZERO : is));
            }
        }
        for (Period period : after.due.keySet()) {
            after.in(period).forEach((id, amount) -> {
                if ((concerned.contains(id) || after.concerned.contains(id)) && told.add(id)) {
                    found.computeIfAbsent(new When(Standing.STAYS, period), w -> new LinkedHashMap<>())
                            .put(id, amount);
                }
            });
        }
        List<Effect> effects = new ArrayList<>();
        found.forEach((when, amounts) -> effects.add(new OfPayments(list, when.standing(), when.period(), amounts)));
        return effects;
    }

    private Map<UUID, BigDecimal> in(Period period) {
        return due.getOrDefault(period, Map.of());
    }

    private Set<UUID> both(Period period, Dues after) {
        Set<UUID> both = new LinkedHashSet<>(in(period).keySet());
        both.addAll(after.in(period).keySet());
        return both;
    }

    private static Optional<Standing> change(@Nullable BigDecimal was, @Nullable BigDecimal is) {
        if (was == null) {
            return Optional.of(Standing.JOINS);
        }
        if (is == null) {
            return Optional.of(Standing.LEAVES);
        }
        return was.compareTo(is) == 0 ? Optional.empty() : Optional.of(Standing.CHANGES);
    }
}
