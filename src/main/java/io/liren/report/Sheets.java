package io.liren.report;

import io.liren.access.Viewer;
import io.liren.calendar.Period;
import io.liren.calendar.Today;
import io.liren.journal.Journal;
import io.liren.journal.Signing;
import io.liren.register.Attachments;
import io.liren.register.EntryOptions;
import io.liren.register.Facts;
import io.liren.register.KnownAt;
import io.liren.register.Outcome;
import io.liren.rulebook.Rulebook;
import io.liren.schema.Ids;
import io.liren.sql.Database;
import io.liren.sql.Row;
import io.liren.sql.Scope;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Closes reports (结账): the numbers, the journal's position and the rulebook's version are taken down by one person, held
 * against the records and sealed by another, and sent. A fact changed later never changes them; it makes a correction.
 */
public final class Sheets {
    private final Database database;
    private final Facts facts;
    private final Attachments attachments;
    private final Journal journal;
    private final Signing signing;
    private final Reports reports;
    private final Today today;

    /** Over the ways in which facts are written and read. */
    public Sheets(
            Database database,
            Facts facts,
            Attachments attachments,
            Journal journal,
            Signing signing,
            Reports reports,
            Today today) {
        this.database = database;
        this.facts = facts;
        this.attachments = attachments;
        this.journal = journal;
        this.signing = signing;
        this.reports = reports;
        this.today = today;
    }

    /** How far a sheet has come. */
    public Standing standing(Viewer viewer, Report report, Period period) {
        return database.inTransaction(
                Scope.of(viewer.community()),
                transaction -> standings(transaction, viewer.community(), report, List.of(period))
                        .get(period));
    }

    /** The same for several periods, in one statement. */
    public Map<Period, Standing> standings(Viewer viewer, Report report, List<Period> periods) {
        return database.inTransaction(
                Scope.of(viewer.community()),
                transaction -> standings(transaction, viewer.community(), report, periods));
    }

    private record Kept(
            Standing.Taken taken,
            String period,
            byte @Nullable [] content,
            @Nullable String digest,
            @Nullable String signature) {}

    static Map<Period, Standing> standings(
            Transaction transaction, UUID community, Report report, List<Period> periods) {
        Map<String, List<Kept>> byPeriod = new HashMap<>();
        transaction.rows(
                Sql.of("""
                        select s.id, s.period, s.act, s."on" as done_on, s.entered_at, s.entered_by,
                               coalesce(u.name, '') as name, coalesce(s.reason, '') as reason, s.digest, s.signature,
                               a.content
                          from {sheets} s
                          left join app_user u on u.id = s.entered_by
                          left join attachment a on a.community_id = s.community_id and a.id = s.sheet
                         where s.community_id = {community} and s.voided_at is null and s.period = any({periods})
                         order by s.entered_at, s.id""")
                        .name("sheets", report.sheetTable())
                        .value("community", community)
                        .value("periods", periods.stream().map(Period::key).toArray(String[]::new)),
                row -> byPeriod.computeIfAbsent(row.text("period"), p -> new ArrayList<>())
                        .add(kept(row)));
        Map<Period, Standing> standings = new LinkedHashMap<>();
        for (Period period : periods) {
            standings.put(period, standing(report, period, byPeriod.getOrDefault(period.key(), List.of())));
        }
        return standings;
    }

    private static Kept kept(Row row) {
        return new Kept(
                new Standing.Taken(
                        row.uuid("id"),
                        Act.of(row.text("act")),
                        row.date("done_on"),
                        row.instant("entered_at"),
                        row.uuid("entered_by"),
                        row.text("name"),
                        row.text("reason")),
                row.text("period"),
                row.bytesOrNull("content"),
                row.textOrNull("digest"),
                row.textOrNull("signature"));
    }

    private static Standing standing(Report report, Period period, List<Kept> all) {
        Optional<SealedSheet> prepared = Optional.empty();
        for (Kept kept : all) {
            switch (kept.taken().act()) {
                case PREPARE -> {
                    byte[] content = kept.content();
                    prepared = content == null || content.length == 0
                            ? Optional.empty()
                            : Optional.of(SealedSheet.read(content, orNone(kept.digest()), ""));
                }
                case REVIEW ->
                    prepared = prepared.map(p -> SealedSheet.read(p.content(), p.digest(), orNone(kept.signature())));
                case RETURN -> prepared = Optional.empty();
                case SEND, RECEIVE -> {}
            }
        }
        return new Standing(report, period, all.stream().map(Kept::taken).toList(), prepared);
    }

    private static String orNone(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** What the viewer may do with a sheet next: what may follow, by a post that may, and not both times by one person. */
    public List<Act> possible(Viewer viewer, Standing standing) {
        return Arrays.stream(Act.values())
                .filter(act -> act.mayFollow(standing.last()))
                .filter(act -> act != Act.SEND || standing.report().to().isPresent())
                .filter(act -> {
                    List<String> posts = SheetGuards.posts(standing.report(), act);
                    return posts.isEmpty() || viewer.holdsAny(posts);
                })
                .filter(act -> act != Act.REVIEW
                        || standing.last(Act.PREPARE)
                                .filter(t -> t.by().equals(viewer.user()))
                                .isEmpty())
                .toList();
    }

    /**
     * Does something with a sheet. The numbers are taken while nothing else is entered in the community, so that they are
     * those of the position they tell.
     */
    public Outcome act(Viewer viewer, Report report, Period period, Act act, String reason) {
        return database.inTransaction(Scope.of(viewer.community()), transaction -> {
            journal.lock(transaction, viewer.community());
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            values.put("period", period.key());
            values.put("act", act.word());
            values.put("on", today.today());
            if (!reason.isBlank()) {
                values.put("reason", reason.strip());
            }
            Instant now = today.now();
            switch (act) {
                case PREPARE -> {
                    byte[] content = content(transaction, viewer, report, period, now);
                    values.put(
                            "sheet",
                            attachments.keep(
                                    viewer,
                                    new Attachments.Kept(
                                            report.place().name() + "-" + period.key() + ".json",
                                            "application/json",
                                            content)));
                    values.put("digest", Signing.digest(content));
                }
                case REVIEW ->
                    Objects.requireNonNull(standings(transaction, viewer.community(), report, List.of(period))
                                    .get(period))
                            .prepared()
                            .ifPresent(sheet -> {
                                if (!Signing.digest(sheet.content()).equals(sheet.digest())) {
                                    throw new IllegalStateException("a prepared sheet was changed: " + report.id());
                                }
                                values.put("digest", sheet.digest());
                                values.put(
                                        "signature",
                                        signing.sign(
                                                transaction, viewer.community(), sheet.content(), Ids.fresh(now), now));
                            });
                case SEND, RECEIVE, RETURN -> {}
            }
            return facts.enter(
                    viewer, report.sheetRegister(), values, EntryOptions.none().at(now));
        });
    }

    private byte[] content(Transaction transaction, Viewer viewer, Report report, Period period, Instant now) {
        long position = transaction.one(
                Sql.of("select position as at_position from community where id = {id}")
                        .value("id", viewer.community()),
                row -> row.whole("at_position"));
        // As known at the very moment that is told, so that its cells open onto the same records later.
        Sheet sheet =
                KnownAt.moment(transaction, now, () -> Numbers.sheet(transaction, report, viewer.community(), period));
        return SealedSheet.write(
                sheet,
                viewer.community().toString(),
                now,
                position,
                reports.edition()
                        .rulebook(report.place().rulebook())
                        .map(Sheets::version)
                        .orElse(""),
                corrections(transaction, viewer.community(), report, period),
                KnownAt.moment(transaction, now, () -> Numbers.lines(transaction, report, viewer.community(), period)));
    }

    private static String version(Rulebook rulebook) {
        return rulebook.version() + " "
                + Signing.digest(rulebook.source().getBytes(StandardCharsets.UTF_8))
                        .substring(0, 16);
    }

    /** The numbers of closed sheets of the year before a period that the facts no longer give, and that no later sheet told. */
    public List<Correction> corrections(Viewer viewer, Report report, Period before) {
        return database.inTransaction(
                Scope.of(viewer.community()), t -> corrections(t, viewer.community(), report, before));
    }

    /** A number as it was told last, and the moment of which it is. */
    private record Told(BigDecimal number, Instant at) {}

    private static List<Correction> corrections(Transaction transaction, UUID community, Report report, Period before) {
        List<Period> periods = Period.between(
                report.every(), before.start().minusYears(1), before.start().minusDays(1));
        Map<Period, Standing> standings = standings(transaction, community, report, periods);
        Map<Period, Map<String, Map<String, Told>>> told = new LinkedHashMap<>();
        List<SealedSheet> sealed = standings.values().stream()
                .filter(Standing::isSealed)
                .flatMap(s -> s.prepared().stream())
                .toList();
        for (SealedSheet sheet : sealed) {
            sheet.numbers()
                    .forEach((row, cells) -> cells.forEach(
                            (column, number) -> told.computeIfAbsent(sheet.period(), p -> new LinkedHashMap<>())
                                    .computeIfAbsent(row, r -> new LinkedHashMap<>())
                                    .put(column, new Told(number, sheet.preparedAt()))));
        }
        for (SealedSheet sheet : sealed) {
            for (Correction correction : sheet.corrections()) {
                told.getOrDefault(correction.period(), Map.of())
                        .getOrDefault(correction.row(), new LinkedHashMap<>())
                        .put(correction.column(), new Told(correction.now(), sheet.preparedAt()));
            }
        }
        List<Correction> corrections = new ArrayList<>();
        told.forEach((period, rows) -> {
            Sheet now = Numbers.sheet(transaction, report, community, period);
            rows.forEach((row, cells) -> cells.forEach((column, last) -> now.number(row, column)
                    .filter(n -> n.compareTo(last.number()) != 0)
                    .ifPresent(n -> corrections.add(new Correction(
                            period,
                            row,
                            column,
                            last.number(),
                            n,
                            changed(transaction, community, report, period, row, column, last.at()))))));
        });
        return corrections;
    }

    private static List<Correction.Changed> changed(
            Transaction transaction,
            UUID community,
            Report report,
            Period period,
            String row,
            String column,
            Instant then) {
        Optional<Measure> measure = report.measure(row, column);
        if (measure.isEmpty()) {
            return List.of();
        }
        Map<UUID, BigDecimal> now = Numbers.contributions(transaction, report, measure.get(), community, period);
        Map<UUID, BigDecimal> was = KnownAt.moment(
                transaction, then, () -> Numbers.contributions(transaction, report, measure.get(), community, period));
        List<Correction.Changed> changed = new ArrayList<>();
        TreeSet<UUID> all = new TreeSet<>(now.keySet());
        all.addAll(was.keySet());
        for (UUID record : all) {
            BigDecimal before = was.getOrDefault(record, BigDecimal.ZERO);
            BigDecimal after = now.getOrDefault(record, BigDecimal.ZERO);
            if (before.compareTo(after) != 0) {
                changed.add(new Correction.Changed(measure.get().of().register(), record, before, after));
            }
        }
        return changed;
    }

    /** Whether the sheet's bytes have the digest and the signature they should have, under the community's key. */
    public boolean verifies(Viewer viewer, SealedSheet sheet) {
        return database.inTransaction(
                Scope.of(viewer.community()),
                transaction -> Signing.digest(sheet.content()).equals(sheet.digest())
                        && signing.publicKey(transaction, viewer.community())
                                .filter(key -> Signing.verifies(key, sheet.content(), sheet.signature()))
                                .isPresent());
    }
}
