package io.liren.sample;

import io.liren.access.Viewer;
import io.liren.block.Edition;
import io.liren.block.ParameterSql;
import io.liren.calendar.Period;
import io.liren.calendar.Today;
import io.liren.expression.Bindings;
import io.liren.expression.Shape;
import io.liren.expression.Source;
import io.liren.expression.SqlWriter;
import io.liren.journal.Journal;
import io.liren.register.Bulk;
import io.liren.register.EntryOptions;
import io.liren.register.Facts;
import io.liren.register.KnownAt;
import io.liren.register.Outcome;
import io.liren.register.Problem;
import io.liren.register.Records;
import io.liren.sql.Database;
import io.liren.sql.Scope;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import io.liren.wording.Label;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Draws samples (抽查): the seed is told while the period runs, the draw is made once it is over, and anyone can make it
 * again from the seed and from the entries as they were known then.
 */
public final class Samples {
    private static final int SEED_BYTES = 16;
    private final Database database;
    private final Edition edition;
    private final Facts facts;
    private final Records records;
    private final Journal journal;
    private final Today today;
    private final SecureRandom random = new SecureRandom();

    /** Over the ways in which facts are written and read. */
    public Samples(Database database, Edition edition, Facts facts, Records records, Journal journal, Today today) {
        this.database = database;
        this.edition = edition;
        this.facts = facts;
        this.records = records;
        this.journal = journal;
        this.today = today;
    }

    /** All samples of the edition. */
    public List<Sample> all() {
        return edition.all(Sample.class);
    }

    /** A sample by full id. */
    public Optional<Sample> find(String id) {
        return all().stream().filter(s -> s.id().equals(id)).findFirst();
    }

    /**
     * A seed that was told (种子), and the draw made with it.
     *
     * @param drawnOn empty until it is drawn
     * @param size of how many entries
     */
    public record Seed(
            UUID id, int revision, String seed, Instant toldAt, Optional<LocalDate> drawnOn, long size, long drawn) {}

    /**
     * What was found of an entry in the field (核实).
     *
     * @param correctedOn when the entry was changed or declared void after that; empty if not yet, or if nothing differs
     */
    public record Finding(
            UUID id, Verdict verdict, String found, LocalDate on, String by, Optional<LocalDate> correctedOn) {}

    /** An entry that was drawn. */
    public record Pick(UUID id, long place, String register, UUID record, Instant drawnAt, Optional<Finding> finding) {}

    /** How the sample of a period stands. */
    public record Standing(Sample sample, Period period, Optional<Seed> seed, List<Pick> picks) {
        public Standing {
            picks = List.copyOf(picks);
        }

        /** Whether the draw was made. */
        public boolean isDrawn() {
            return seed.flatMap(Seed::drawnOn).isPresent();
        }

        /** How often what was checked differs. */
        public Rate rate() {
            List<Finding> findings =
                    picks.stream().flatMap(p -> p.finding().stream()).toList();
            return new Rate(
                    findings.size(),
                    findings.stream().filter(f -> f.verdict() != Verdict.AGREES).count());
        }
    }

    /** How the sample of a period stands, as of the viewer's day. */
    public Standing standing(Viewer viewer, Sample sample, Period period) {
        return records.asSeenBy(viewer, transaction -> {
            Optional<Seed> seed = seed(transaction, sample, viewer.community(), period);
            return new Standing(
                    sample,
                    period,
                    seed,
                    seed.map(s -> picks(transaction, sample, viewer.community(), s.id()))
                            .orElse(List.of()));
        });
    }

    private static Optional<Seed> seed(Transaction transaction, Sample sample, UUID community, Period period) {
        return transaction.optional(
                Sql.of("""
                        select s.id, s.revision, s.seed, s.entered_at, s.drawn_on, coalesce(s.size, 0) as size,
                               coalesce(s.drawn, 0) as drawn
                          from {seeds} s
                         where s.community_id = {community} and s.period = {period} and s.voided_at is null""")
                        .name("seeds", sample.seeds().table())
                        .value("community", community)
                        .value("period", period.key()),
                row -> new Seed(
                        row.uuid("id"),
                        (int) row.whole("revision"),
                        row.text("seed"),
                        row.instant("entered_at"),
                        Optional.ofNullable(row.dateOrNull("drawn_on")),
                        row.whole("size"),
                        row.whole("drawn")));
    }

    private static List<Pick> picks(Transaction transaction, Sample sample, UUID community, UUID seed) {
        Sql corrected = sample.findings()
                .field(SampleKind.CORRECTED_ON)
                .map(Shape.Field::source)
                .filter(Source.Derived.class::isInstance)
                .map(Source.Derived.class::cast)
                .map(derived -> derived.sql().apply("f"))
                .orElse(Sql.of("null::date"));
        return transaction.rows(
                Sql.of("""
                        select k.id, k.place, k.entry, k.record, k.entered_at, f.id as finding, f.outcome,
                               coalesce(f.found, '') as found, f."on" as found_on, coalesce(u.name, '') as by_name,
                               case when f.outcome <> {agrees} then {corrected} end as corrected_on
                          from {picks} k
                          left join {findings} f on f.community_id = k.community_id and f.pick_id = k.id
                               and f.voided_at is null
                          left join app_user u on u.id = f.entered_by
                         where k.community_id = {community} and k.seed_id = {seed} and k.voided_at is null
                         order by k.place""")
                        .value("agrees", Verdict.AGREES.word())
                        .part("corrected", corrected)
                        .name("picks", sample.picks().table())
                        .name("findings", sample.findings().table())
                        .value("community", community)
                        .value("seed", seed),
                row -> {
                    UUID finding = row.uuidOrNull("finding");
                    return new Pick(
                            row.uuid("id"),
                            row.whole("place"),
                            row.text("entry"),
                            UUID.fromString(row.text("record")),
                            row.instant("entered_at"),
                            finding == null
                                    ? Optional.empty()
                                    : Optional.of(new Finding(
                                            finding,
                                            Verdict.of(row.text("outcome")),
                                            row.text("found"),
                                            row.date("found_on"),
                                            row.text("by_name"),
                                            Optional.ofNullable(row.dateOrNull("corrected_on")))));
                });
    }

    /** Tells a seed for a period, by chance; while it runs, or before. */
    public Outcome tell(Viewer viewer, Sample sample, Period period) {
        byte[] seed = new byte[SEED_BYTES];
        random.nextBytes(seed);
        return facts.enter(
                viewer,
                sample.seeds().register(),
                Map.of("period", period.key(), "seed", HexFormat.of().formatHex(seed)),
                EntryOptions.none());
    }

    /** Draws once the period is over. Nothing else is entered in the community meanwhile, so that the draw can be made again. */
    public Outcome draw(Viewer viewer, Sample sample, Period period) {
        return database.inTransaction(Scope.of(viewer.community()), transaction -> {
            journal.lock(transaction, viewer.community());
            Optional<Seed> told = seed(transaction, sample, viewer.community(), period);
            if (told.isEmpty()) {
                return refused(
                        "no-seed", "这一期没有公布过种子,不能抽取", "No seed was told for this period, so nothing can be drawn");
            }
            if (told.get().drawnOn().isPresent()) {
                return refused("drawn", "这一期已经抽取过了", "This period's draw was made already");
            }
            try {
                // What was drawn is kept with the note of the draw, or not at all.
                return transaction.guarded(() -> drawn(transaction, viewer, sample, period, told.get()));
            } catch (Undone undone) {
                return new Outcome.Refused(undone.problems);
            }
        });
    }

    private static final class Undone extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient List<Problem> problems;

        Undone(List<Problem> problems) {
            super(null, null, false, false);
            this.problems = problems;
        }
    }

    private Outcome drawn(Transaction transaction, Viewer viewer, Sample sample, Period period, Seed seed) {
        // As known at the very moment of the draw, so that it can be made again later.
        Instant now = today.now();
        UUID community = viewer.community();
        List<Draw.Ordered> order = Draw.order(
                seed.seed(),
                KnownAt.moment(transaction, now, () -> candidates(transaction, sample, community, period)));
        int size = Draw.size(order.size(), percent(transaction, sample, community, period), sample.atLeast());
        List<Bulk.Line> lines = new ArrayList<>();
        for (Draw.Ordered drawn : order.subList(0, size)) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            values.put("seed", seed.id());
            values.put("place", BigDecimal.valueOf(lines.size() + 1L));
            values.put("entry", drawn.entry().register());
            values.put("record", drawn.entry().id().toString());
            lines.add(new Bulk.Line(Optional.empty(), Optional.of(now), values));
        }
        if (facts.bulk(viewer, sample.picks().register(), lines)
                instanceof Bulk.Result.Refused(Map<Integer, List<Problem>> problems)) {
            throw new Undone(problems.values().stream().flatMap(List::stream).toList());
        }
        Outcome outcome = facts.correct(
                viewer,
                sample.seeds().register(),
                seed.id(),
                seed.revision(),
                Map.of(
                        "drawn_on",
                        today.today(),
                        "size",
                        BigDecimal.valueOf(order.size()),
                        "drawn",
                        BigDecimal.valueOf(size)),
                EntryOptions.none());
        if (outcome instanceof Outcome.Refused(List<Problem> problems)) {
            throw new Undone(problems);
        }
        return outcome;
    }

    private static Outcome refused(String code, String zh, String en) {
        return new Outcome.Refused(List.of(new Problem(Optional.empty(), new Label(zh, en), true, code)));
    }

    /**
     * A draw made again (复核抽取).
     *
     * @param order all entries there were, in the draw's order
     * @param agrees whether it gives what was drawn, no more and no less
     */
    public record Again(List<Draw.Ordered> order, boolean agrees) {
        public Again {
            order = List.copyOf(order);
        }
    }

    /** Makes a draw again, from its seed and the entries as they were known when it was made; empty if none was made. */
    public Optional<Again> again(Viewer viewer, Standing standing) {
        Optional<Seed> seed = standing.seed().filter(s -> s.drawnOn().isPresent());
        if (seed.isEmpty()) {
            return Optional.empty();
        }
        Sample sample = standing.sample();
        Period period = standing.period();
        return Optional.of(database.inTransaction(Scope.of(viewer.community()), transaction -> {
            List<Draw.Candidate> then = standing.picks().isEmpty()
                    ? List.of()
                    : KnownAt.moment(
                            transaction,
                            standing.picks().getFirst().drawnAt(),
                            () -> candidates(transaction, sample, viewer.community(), period));
            List<Draw.Ordered> order = Draw.order(seed.get().seed(), then);
            int size =
                    Draw.size(order.size(), percent(transaction, sample, viewer.community(), period), sample.atLeast());
            List<Draw.Candidate> drawn = standing.picks().stream()
                    .map(p -> new Draw.Candidate(p.register(), p.record()))
                    .toList();
            return new Again(
                    order,
                    order.stream().limit(size).map(Draw.Ordered::entry).toList().equals(drawn)
                            && seed.get().size() == order.size());
        }));
    }

    private static List<Draw.Candidate> candidates(
            Transaction transaction, Sample sample, UUID community, Period period) {
        List<Draw.Candidate> candidates = new ArrayList<>();
        for (Sample.From from : sample.of()) {
            SqlWriter writer = new SqlWriter(bindings(sample, Sql.of("s.community_id"), period)
                    .row(from.register().name(), "s"));
            Sql where = from.where().map(writer::condition).orElse(Sql.of("true"));
            transaction.rows(
                    Sql.of("""
                            select s.id
                              from {table} s{joins}
                             where s.community_id = {community} and s.voided_at is null and {where}""")
                            .name("table", from.register().table())
                            .part("joins", writer.joins())
                            .value("community", community)
                            .part("where", where),
                    row -> candidates.add(new Draw.Candidate(from.register().register(), row.uuid("id"))));
        }
        return candidates.stream().distinct().toList();
    }

    private static BigDecimal percent(Transaction transaction, Sample sample, UUID community, Period period) {
        SqlWriter writer = new SqlWriter(bindings(sample, Sql.bind(community), period));
        return transaction.one(
                Sql.of("select ({percent})::numeric as percent").part("percent", writer.value(sample.percent())),
                row -> row.decimal("percent"));
    }

    private static Bindings bindings(Sample sample, Sql community, Period period) {
        return Bindings.of(community, Sql.bind(period.end()))
                .period(Sql.bind(period.start()), Sql.bind(period.end()))
                .parameters(ParameterSql.inForce(
                        sample.names(), sample.place().rulebook(), community, Sql.bind(period.start())));
    }
}
