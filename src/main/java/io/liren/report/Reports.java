package io.liren.report;

import io.liren.access.Viewer;
import io.liren.block.Edition;
import io.liren.calendar.Period;
import io.liren.register.KnownAt;
import io.liren.register.Records;
import io.liren.sql.Transaction;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** Reads reports (报表): the numbers of a period, the records behind each of them, and whether they add up. */
public final class Reports {
    private final Records records;
    private final Edition edition;

    /** @param records opens the viewer's time and rights */
    public Reports(Records records, Edition edition) {
        this.records = records;
        this.edition = edition;
    }

    Edition edition() {
        return edition;
    }

    /** All reports, in order. */
    public List<Report> all() {
        return edition.all(Report.class);
    }

    /** One report by id. */
    public Optional<Report> find(String id) {
        return edition.find(Report.class, id);
    }

    /** The numbers of a period. */
    public Sheet sheet(Viewer viewer, Report report, Period period) {
        return records.asSeenBy(viewer, t -> Numbers.sheet(t, report, viewer.community(), period));
    }

    /** The records behind a number. {@code row} may be {@link Report#TOTAL}; nothing where it is worked out from others. */
    public List<UUID> records(Viewer viewer, Report report, Period period, String row, String column, int most) {
        return report.measure(row, column)
                .map(measure -> records.asSeenBy(
                        viewer,
                        t -> limited(Numbers.contributions(t, report, measure, viewer.community(), period), most)))
                .orElse(List.of());
    }

    /** The lines of a report's list as the viewer's day shows them, values as text. */
    public List<List<String>> lines(Viewer viewer, Report report, Period period) {
        return records.asSeenBy(viewer, transaction -> Numbers.lines(transaction, report, viewer.community(), period));
    }

    /** The records behind a number as it was known at a moment: those of a sealed sheet. */
    public List<UUID> records(
            Viewer viewer, Report report, Period period, String row, String column, int most, Instant knownAt) {
        return report.measure(row, column)
                .map(measure -> records.asSeenBy(
                        viewer,
                        t -> KnownAt.moment(
                                t,
                                knownAt,
                                () -> limited(
                                        Numbers.contributions(t, report, measure, viewer.community(), period), most))))
                .orElse(List.of());
    }

    private static List<UUID> limited(Map<UUID, BigDecimal> contributions, int most) {
        return contributions.keySet().stream().limit(most).toList();
    }

    /**
     * Whether an identity holds.
     *
     * @param row the row it was asked of; empty where it names its cells itself
     * @param difference what one side is more than the other; 0 if it holds
     * @param records those whose parts don't cancel out, by register; empty if it holds or they are of several registers
     */
    public record Checked(
            Identity identity, Optional<String> row, BigDecimal difference, Map<String, List<UUID>> records) {
        /** Whether both sides are the same. */
        public boolean holds() {
            return difference.signum() == 0;
        }
    }

    /** Asks every identity of a report for a period; a break names the records. */
    public List<Checked> checked(Viewer viewer, Report report, Period period, int most) {
        return records.asSeenBy(viewer, transaction -> {
            Map<String, Sheet> sheets = new HashMap<>();
            sheets.put(report.id(), Numbers.sheet(transaction, report, viewer.community(), period));
            List<Checked> all = new ArrayList<>();
            for (Identity identity : report.identities()) {
                if (!identity.eachRow()) {
                    all.add(checked(transaction, viewer, identity, Optional.empty(), period, sheets, most));
                    continue;
                }
                for (Report.Row row : report.rows()) {
                    boolean whole = identity.terms().stream()
                            .allMatch(
                                    t -> report.measure(row.name(), t.column()).isPresent());
                    if (whole) {
                        all.add(checked(transaction, viewer, identity, Optional.of(row.name()), period, sheets, most));
                    }
                }
            }
            return all;
        });
    }

    private Checked checked(
            Transaction transaction,
            Viewer viewer,
            Identity identity,
            Optional<String> row,
            Period period,
            Map<String, Sheet> sheets,
            int most) {
        BigDecimal difference = BigDecimal.ZERO;
        for (Identity.Term term : identity.terms()) {
            Optional<Report> other = find(term.report());
            if (other.isEmpty()) {
                continue;
            }
            BigDecimal number = sheets.computeIfAbsent(
                            term.report(), id -> Numbers.sheet(transaction, other.get(), viewer.community(), period))
                    .number(row.orElse(term.row()), term.column())
                    .orElse(BigDecimal.ZERO);
            difference = difference.add(number.multiply(BigDecimal.valueOf(term.sign())));
        }
        return new Checked(
                identity,
                row,
                difference,
                difference.signum() == 0 ? Map.of() : broken(transaction, viewer, identity, row, period, most));
    }

    private Map<String, List<UUID>> broken(
            Transaction transaction, Viewer viewer, Identity identity, Optional<String> row, Period period, int most) {
        Map<String, Map<UUID, BigDecimal>> left = new TreeMap<>();
        for (Identity.Term term : identity.terms()) {
            find(term.report())
                    .ifPresent(r -> r.measure(row.orElse(term.row()), term.column())
                            .ifPresent(measure -> {
                                Map<UUID, BigDecimal> of =
                                        left.computeIfAbsent(measure.of().register(), x -> new TreeMap<>());
                                Numbers.contributions(transaction, r, measure, viewer.community(), period)
                                        .forEach((id, amount) -> of.merge(
                                                id, amount.multiply(BigDecimal.valueOf(term.sign())), BigDecimal::add));
                            }));
        }
        Map<String, List<UUID>> records = new TreeMap<>();
        left.forEach((register, amounts) -> records.put(
                register,
                amounts.entrySet().stream()
                        .filter(e -> e.getValue().signum() != 0)
                        .map(Map.Entry::getKey)
                        .limit(most)
                        .toList()));
        return records;
    }
}
