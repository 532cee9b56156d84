package io.liren.payment;

import io.liren.access.Viewer;
import io.liren.block.Edition;
import io.liren.calendar.Period;
import io.liren.calendar.Today;
import io.liren.expression.Shape;
import io.liren.expression.Source;
import io.liren.expression.Type;
import io.liren.register.Records;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Reads payment lists (发放册) as a viewer may: the periods, and one period's lines with every difference. */
public final class Payments {
    private final Records records;
    private final Edition edition;
    private final Today today;

    /** @param records opens the viewer's time and rights */
    public Payments(Records records, Edition edition, Today today) {
        this.records = records;
        this.edition = edition;
        this.today = today;
    }

    /** A difference of somebody in a period; {@code why} is empty while nobody has explained it. */
    public record Gap(Difference kind, BigDecimal amount, Optional<String> why) {}

    /**
     * Somebody in a period.
     *
     * @param entitled the record by which something is due
     * @param line the line of the list; empty: not on it
     * @param account the account that is paid into
     * @param granted what was decided, on the line as it was drawn up
     * @param due what is due
     * @param paid what the bank paid; {@code returned} what came back
     * @param expectedDue what is due as the records stand now
     */
    public record Row(
            UUID entitled,
            Optional<UUID> line,
            Optional<UUID> account,
            BigDecimal granted,
            BigDecimal due,
            BigDecimal paid,
            BigDecimal returned,
            BigDecimal expectedDue,
            List<Gap> gaps) {
        public Row {
            gaps = List.copyOf(gaps);
        }

        /** What is still to be paid; below zero if too much was. */
        public BigDecimal missing() {
            return due.subtract(paid).add(returned);
        }

        /** The first difference that nobody has explained. */
        public Optional<Gap> unexplained() {
            return gaps.stream().filter(g -> g.why().isEmpty()).findFirst();
        }

        /** In the words of the rulebook language: a difference, {@code due} or {@code paid}. */
        String word() {
            return unexplained()
                    .map(g -> g.kind().word())
                    .orElse(line.isPresent() && missing().signum() <= 0 ? "paid" : "due");
        }
    }

    /** A step that was taken with a list: by whom, when, with which words. */
    public record Taken(Step step, LocalDate on, UUID by, String name, String note) {}

    /**
     * A period's list.
     *
     * @param list its record; empty if none has been drawn up
     * @param listBy by which day it is to be checked; {@code payBy} paid
     * @param rows everyone who is on it or should be
     * @param taken its steps, first to last
     * @param preparedBy the users who entered it, its lines or its payments
     */
    public record Month(
            Period period,
            Optional<UUID> list,
            ListState state,
            LocalDate listBy,
            LocalDate payBy,
            List<Row> rows,
            List<Taken> taken,
            List<UUID> preparedBy) {
        public Month {
            rows = List.copyOf(rows);
            taken = List.copyOf(taken);
            preparedBy = List.copyOf(preparedBy);
        }

        /** What is due to those on it. */
        public BigDecimal due() {
            return sum(rows.stream().filter(r -> r.line().isPresent()).map(Row::due));
        }

        /** What reached them: paid less returned. */
        public BigDecimal paid() {
            return sum(rows.stream().map(r -> r.paid().subtract(r.returned())));
        }

        /** How many differences there are. */
        public long differences() {
            return rows.stream().mapToLong(r -> r.gaps().size()).sum();
        }

        /** How many of them nobody has explained. */
        public long unexplained() {
            return rows.stream()
                    .flatMap(r -> r.gaps().stream())
                    .filter(g -> g.why().isEmpty())
                    .count();
        }

        private static BigDecimal sum(java.util.stream.Stream<BigDecimal> amounts) {
            return amounts.reduce(BigDecimal.ZERO, BigDecimal::add);
        }
    }

    /** All lists whose books the viewer may read, in order. */
    public List<PaymentList> all(Viewer viewer) {
        return edition.all(PaymentList.class).stream()
                .filter(l ->
                        records.registers().model(l.books().lists().register()).opensTo(viewer))
                .toList();
    }

    /** One of them by id. */
    public Optional<PaymentList> find(Viewer viewer, String id) {
        return all(viewer).stream().filter(l -> l.id().equals(id)).findFirst();
    }

    private LocalDate day(Viewer viewer) {
        return viewer.asOf().orElse(today.today());
    }

    /** One period as the viewer's day knows it. */
    public Month month(Viewer viewer, PaymentList list, Period period) {
        return records.asSeenBy(viewer, t -> month(t, list, viewer.community(), day(viewer), period));
    }

    /** The last periods, the latest first, with those whose lists were drawn up ahead. */
    public List<Month> months(Viewer viewer, PaymentList list, int most) {
        LocalDate day = day(viewer);
        Period now = Period.containing(list.every(), day);
        return records.asSeenBy(viewer, transaction -> {
            List<Month> months = new ArrayList<>();
            Period period = now.next();
            for (int i = 0; i <= most && list.covers(period); i++) {
                Month month = month(transaction, list, viewer.community(), day, period);
                boolean begun = !period.start().isAfter(day);
                if (month.list().isPresent() || (begun && !month.rows().isEmpty())) {
                    months.add(month);
                }
                period = period.previous();
            }
            return months;
        });
    }

    /**
     * What a new list of a period would hold: a line for each who is entitled and not on it yet, by field. It is a draft; a
     * person enters it.
     */
    public List<Map<String, Object>> draft(Viewer viewer, PaymentList list, Period period, UUID record) {
        return records.asSeenBy(
                viewer,
                transaction -> transaction.rows(
                        Sql.of("""
                                select e.entitled_id, e.granted, e.due, e.account_id
                                  from ({expected}) e
                                 where e.due > 0
                                   and not exists (select 1 from {lines} l
                                                    where l.community_id = e.community_id and l.list_id = {record}
                                                      and l.entitled_id = e.entitled_id and l.voided_at is null)
                                 order by e.entitled_id""")
                                .part(
                                        "expected",
                                        rows(list, day(viewer)).expected(here(viewer.community()), only(period)))
                                .name("lines", list.books().lines().table())
                                .value("record", record),
                        row -> {
                            Map<String, Object> line = new LinkedHashMap<>();
                            line.put(PaymentReader.LIST, record);
                            line.put(PaymentReader.ENTITLED, row.uuid("entitled_id"));
                            line.put(PaymentReader.GRANTED, row.decimal("granted"));
                            line.put(PaymentReader.DUE, row.decimal("due"));
                            Optional.ofNullable(row.uuidOrNull("account_id"))
                                    .ifPresent(a -> line.put(PaymentReader.ACCOUNT, a));
                            return line;
                        }));
    }

    static Month month(Transaction transaction, PaymentList list, UUID community, LocalDate today, Period period) {
        Rows rows = rows(list, today);
        Map<UUID, List<Gap>> gaps = new LinkedHashMap<>();
        transaction.rows(
                Sql.of("select w.entitled_id, w.kind, w.amount, w.why from ({differences}) w")
                        .part("differences", rows.differences(here(community), only(period), false)),
                row -> gaps.computeIfAbsent(row.uuid("entitled_id"), e -> new ArrayList<>())
                        .add(new Gap(
                                Difference.of(row.text("kind")).orElseThrow(),
                                row.decimal("amount"),
                                Optional.ofNullable(row.textOrNull("why")))));
        List<Row> found = transaction.rows(
                Sql.of("select a.* from ({all}) a order by a.line_id nulls first, a.entitled_id")
                        .part("all", rows.all(here(community), only(period))),
                row -> new Row(
                        row.uuid("entitled_id"),
                        Optional.ofNullable(row.uuidOrNull("line_id")),
                        Optional.ofNullable(row.uuidOrNull("account_id")),
                        row.decimal("granted"),
                        row.decimal("due"),
                        row.decimal("paid"),
                        row.decimal("returned"),
                        row.decimal("expected_due"),
                        gaps.getOrDefault(row.uuid("entitled_id"), List.of())));
        return transaction.one(
                Sql.of("""
                        select m.id as list_id, case when m.id is null then 'absent' else {state} end as state,
                               t.list_by, t.pay_by
                          from ({terms}) t
                          left join {lists} m on m.community_id = t.community_id and m.starts_on = t.start_on
                                             and m.voided_at is null""")
                        .part(
                                "state",
                                Rows.state(
                                        list.books().steps().table(),
                                        Sql.of("m.community_id"),
                                        Sql.of("m.id"),
                                        Sql.empty()))
                        .part("terms", rows.terms(here(community), only(period)))
                        .name("lists", list.books().lists().table()),
                row -> {
                    Optional<UUID> record = Optional.ofNullable(row.uuidOrNull("list_id"));
                    return new Month(
                            period,
                            record,
                            ListState.of(row.text("state")),
                            row.date("list_by"),
                            row.date("pay_by"),
                            found,
                            record.map(r -> taken(transaction, list, community, r))
                                    .orElse(List.of()),
                            record.map(r -> preparedBy(transaction, list, community, r))
                                    .orElse(List.of()));
                });
    }

    private static List<Taken> taken(Transaction transaction, PaymentList list, UUID community, UUID record) {
        return transaction.rows(
                Sql.of("""
                        select y.step, y."on" as on_day, y.entered_by, u.name, y.note
                          from {steps} y
                          left join app_user u on u.id = y.entered_by
                         where y.community_id = {community} and y.list_id = {record} and y.voided_at is null
                         order by y.entered_at, y.id""")
                        .name("steps", list.books().steps().table())
                        .value("community", community)
                        .value("record", record),
                row -> new Taken(
                        Step.of(row.text("step")).orElseThrow(),
                        row.date("on_day"),
                        row.uuid("entered_by"),
                        Optional.ofNullable(row.textOrNull("name")).orElse(""),
                        Optional.ofNullable(row.textOrNull("note")).orElse("")));
    }

    private static List<UUID> preparedBy(Transaction transaction, PaymentList list, UUID community, UUID record) {
        return transaction.rows(
                Sql.of("""
                        select m.entered_by from {lists} m where m.community_id = {community} and m.id = {record}
                         union
                        select l.entered_by from {lines} l
                         where l.community_id = {community} and l.list_id = {record} and l.voided_at is null
                         union
                        select y.entered_by from {steps} y
                         where y.community_id = {community} and y.list_id = {record} and y.voided_at is null
                           and y.step = 'submit'
                         union
                        select x.entered_by from {transfers} x
                          join {lines} l on l.community_id = x.community_id and l.id = x.line_id
                         where x.community_id = {community} and l.list_id = {record} and x.voided_at is null""")
                        .name("lists", list.books().lists().table())
                        .name("lines", list.books().lines().table())
                        .name("steps", list.books().steps().table())
                        .name("transfers", list.books().transfers().table())
                        .value("community", community)
                        .value("record", record),
                row -> row.uuid("entered_by"));
    }

    /** Who is entitled in a period, and to how much as the records stand now. */
    public static Map<UUID, BigDecimal> due(
            Transaction transaction, PaymentList list, UUID community, LocalDate today, Period period) {
        Map<UUID, BigDecimal> due = new LinkedHashMap<>();
        transaction.rows(
                Sql.of("select e.entitled_id, e.due from ({expected}) e where e.due > 0 order by e.entitled_id")
                        .part("expected", rows(list, today).expected(here(community), only(period))),
                row -> due.put(row.uuid("entitled_id"), row.decimal("due")));
        return due;
    }

    /** The records by which something may be due that name one of some records, or are one of them. */
    public static Set<UUID> naming(Transaction transaction, PaymentList list, UUID community, Set<UUID> some) {
        List<Sql> names = new ArrayList<>(List.of(Sql.of("s.id")));
        for (Shape.Field field : list.of().fields().values()) {
            if (field.type() instanceof Type.Rec && field.source() instanceof Source.Column(String column)) {
                names.add(Sql.of("s.{column}").name("column", column));
            }
        }
        return Set.copyOf(transaction.rows(
                Sql.of("""
                        select s.id from {of} s
                         where s.community_id = {community} and s.voided_at is null and array[{names}] && {some}""")
                        .name("of", list.of().table())
                        .value("community", community)
                        .part("names", Sql.join(", ", names))
                        .value("some", some.toArray(UUID[]::new)),
                row -> row.uuid("id")));
    }

    private static Rows rows(PaymentList list, LocalDate today) {
        return new Rows(list, Sql.of("{today}::date").value("today", today));
    }

    private static Sql here(UUID community) {
        return Sql.of("array[{community}::uuid]").value("community", community);
    }

    private static Sql only(Period period) {
        return Sql.of("p.start_on = {start}").value("start", period.start());
    }
}
