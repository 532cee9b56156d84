package io.liren.fund;

import io.liren.access.Viewer;
import io.liren.block.Edition;
import io.liren.calendar.Today;
import io.liren.register.Records;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads funds (经费) as a viewer may: the book of an account between two days, what stands in it, budget and actual. */
public final class Funds {
    private final Records records;
    private final Edition edition;
    private final Today today;

    /** @param records opens the viewer's time and rights */
    public Funds(Records records, Edition edition, Today today) {
        this.records = records;
        this.edition = edition;
        this.today = today;
    }

    /** What a line moved between two days. {@code amount} is without a sign. */
    public record Total(Fund.Line line, long count, BigDecimal amount) {}

    /** One entry: what it moved, and what stood in the account at the end of its day. */
    public record Move(UUID id, LocalDate on, String line, BigDecimal amount, BigDecimal running) {}

    /**
     * The book (账簿) of an account between two days, both counted.
     *
     * @param opening what stood there before the first day
     * @param totals of every line, those that come in first
     * @param moves by day
     */
    public record Book(
            UUID account, LocalDate from, LocalDate until, BigDecimal opening, List<Total> totals, List<Move> moves) {
        /** What came in. */
        public BigDecimal received() {
            return sum(true);
        }

        /** What went out. */
        public BigDecimal paid() {
            return sum(false);
        }

        /** What stood there when the last day was over. */
        public BigDecimal closing() {
            return opening.add(received()).subtract(paid());
        }

        private BigDecimal sum(boolean in) {
            return totals.stream()
                    .filter(t -> t.line().in() == in)
                    .map(Total::amount)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }
    }

    /** What stands in an account. */
    public record Standing(UUID account, BigDecimal balance) {}

    /** A line of the budget: what was meant, what it came to. */
    public record Planned(UUID id, String line, Optional<UUID> account, BigDecimal meant, BigDecimal actual) {}

    /** All funds whose entries the viewer may read, in order. */
    public List<Fund> all(Viewer viewer) {
        return edition.all(Fund.class).stream()
                .filter(f ->
                        opens(viewer, f.entries()) && opens(viewer, f.accounts().register()))
                .toList();
    }

    /** One fund by id, if the viewer may read it. */
    public Optional<Fund> find(Viewer viewer, String id) {
        return all(viewer).stream().filter(f -> f.id().equals(id)).findFirst();
    }

    private boolean opens(Viewer viewer, String register) {
        return records.registers().find(register).filter(m -> m.opensTo(viewer)).isPresent();
    }

    private LocalDate day(Viewer viewer) {
        return viewer.asOf().orElse(today.today());
    }

    /** What stands in each account at the end of a day. */
    public List<Standing> standings(Viewer viewer, Fund fund, LocalDate on) {
        return records.asSeenBy(
                viewer,
                transaction -> transaction.rows(
                        Sql.of("""
                                select a.id, coalesce(sum(r.amount) filter (where r.moved_on <= {on}), 0) as balance
                                  from {accounts} a
                                  left join ({running}) r on r.{key} = a.id
                                 where a.community_id = {community} and a.voided_at is null
                                 group by a.id order by min(a.entered_at), a.id""")
                                .value("on", on)
                                .name("accounts", fund.accounts().table())
                                .part(
                                        "running",
                                        fund.balance()
                                                .running(Sql.bind(viewer.community()), day(viewer), Sql.of("true")))
                                .name("key", key(fund))
                                .value("community", viewer.community()),
                        row -> new Standing(row.uuid("id"), row.decimal("balance"))));
    }

    /** The book of an account between two days, as the viewer's day knows it. */
    public Book book(Viewer viewer, Fund fund, UUID account, LocalDate from, LocalDate until) {
        return records.asSeenBy(viewer, t -> book(t, fund, viewer.community(), day(viewer), account, from, until));
    }

    static Book book(
            Transaction transaction,
            Fund fund,
            UUID community,
            LocalDate today,
            UUID account,
            LocalDate from,
            LocalDate until) {
        Sql running = fund.balance()
                .running(
                        Sql.bind(community),
                        today,
                        Sql.of("m.{key} = {account}").name("key", key(fund)).value("account", account));
        BigDecimal opening = transaction.one(
                Sql.of("select coalesce(sum(r.amount), 0) as opening from ({running}) r where r.moved_on < {from}")
                        .part("running", running)
                        .value("from", from),
                row -> row.decimal("opening"));
        List<Move> moves = transaction.rows(
                Sql.of("""
                        select r.id, r.moved_on, e.{line} as line, r.amount, r.running
                          from ({running}) r
                          join {entries} e on e.community_id = {community} and e.id = r.id
                         where r.moved_on between {from} and {until}
                         order by r.moved_on, e.entered_at, r.id""")
                        .name("line", FundCompiler.column(fund.balance().entries(), fund.line()))
                        .part("running", running)
                        .name("entries", fund.balance().entries().table())
                        .value("community", community)
                        .value("from", from)
                        .value("until", until),
                row -> new Move(
                        row.uuid("id"),
                        row.date("moved_on"),
                        row.text("line"),
                        row.decimal("amount"),
                        row.decimal("running")));
        Map<String, Total> totals = new HashMap<>();
        fund.lines().forEach(line -> totals.put(line.name(), new Total(line, 0, BigDecimal.ZERO)));
        for (Move move : moves) {
            totals.computeIfPresent(
                    move.line(),
                    (name, t) -> new Total(
                            t.line(),
                            t.count() + 1,
                            t.amount()
                                    .add(
                                            t.line().in()
                                                    ? move.amount()
                                                    : move.amount().negate())));
        }
        List<Total> inOrder = new ArrayList<>();
        fund.lines().forEach(line -> inOrder.add(totals.get(line.name())));
        return new Book(account, from, until, opening, inOrder, moves);
    }

    /** The budget of a year and what each line of it came to. */
    public List<Planned> budget(Viewer viewer, Fund fund, int year) {
        Optional<Fund.Budget> budget = fund.budget().filter(b -> opens(viewer, b.of().register()));
        if (budget.isEmpty()) {
            return List.of();
        }
        Fund.Budget b = budget.get();
        String account = b.account().map(a -> FundCompiler.column(b.of(), a)).orElse("");
        Sql running = fund.balance().running(Sql.bind(viewer.community()), day(viewer), Sql.of("true"));
        return records.asSeenBy(
                viewer,
                transaction -> transaction.rows(
                        Sql.of("""
                                select b.id, b.{line} as line, {account} as account, b.{amount} as meant,
                                       coalesce((select sum(abs(r.amount))
                                                   from ({running}) r
                                                   join {entries} e on e.community_id = b.community_id and e.id = r.id
                                                  where e.{entry_line} = b.{line}
                                                    and extract(year from r.moved_on) = b.{year} and {own}), 0) as actual
                                  from {budget} b
                                 where b.community_id = {community} and b.voided_at is null and b.{year} = {asked}
                                 order by b.{line}, b.id""")
                                .name("line", FundCompiler.column(b.of(), b.line()))
                                .part(
                                        "account",
                                        account.isEmpty()
                                                ? Sql.of("null::uuid")
                                                : Sql.of("b.{account}").name("account", account))
                                .name("amount", FundCompiler.column(b.of(), b.amount()))
                                .part("running", running)
                                .name("entries", fund.balance().entries().table())
                                .name(
                                        "entry_line",
                                        FundCompiler.column(fund.balance().entries(), fund.line()))
                                .name("year", FundCompiler.column(b.of(), b.year()))
                                .part(
                                        "own",
                                        account.isEmpty()
                                                ? Sql.of("true")
                                                : Sql.of("r.{key} = b.{account}")
                                                        .name("key", key(fund))
                                                        .name("account", account))
                                .name("budget", b.of().table())
                                .value("community", viewer.community())
                                .value("asked", year),
                        row -> new Planned(
                                row.uuid("id"),
                                row.text("line"),
                                Optional.ofNullable(row.uuidOrNull("account")),
                                row.decimal("meant"),
                                row.decimal("actual"))));
    }

    private static String key(Fund fund) {
        return fund.balance().keys().getFirst();
    }
}
