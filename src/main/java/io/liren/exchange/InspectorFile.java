package io.liren.exchange;

import io.liren.access.Viewer;
import io.liren.block.Derivation;
import io.liren.block.Edition;
import io.liren.calendar.Period;
import io.liren.calendar.Today;
import io.liren.derivation.Derivations;
import io.liren.derivation.Occurrence;
import io.liren.journal.Canonical;
import io.liren.journal.Chain;
import io.liren.journal.Entry;
import io.liren.journal.Head;
import io.liren.journal.Journal;
import io.liren.journal.Signing;
import io.liren.register.Records;
import io.liren.register.RegisterModel;
import io.liren.report.Report;
import io.liren.report.SealedSheet;
import io.liren.report.Sheet;
import io.liren.report.Sheets;
import io.liren.report.Standing;
import io.liren.rulebook.Clause;
import io.liren.rulebook.Rulebook;
import io.liren.schema.Ids;
import io.liren.sql.Database;
import io.liren.sql.Scope;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import io.liren.wording.Formats;
import io.liren.wording.Label;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The inspector's file (检查档): one page for a rulebook and a period that opens without a network. It holds each clause, how
 * it stands and on what, the sealed numbers, the journal's digests, and a program that computes them again. Its whole
 * content is signed with the community's key (SM2 over SM3).
 */
public final class InspectorFile {
    /** What a masked file says of a record: the end of its id, enough to find it here and nothing about anyone. */
    private static final int SHOWN_DIGITS = 8;

    private final Database database;
    private final Edition edition;
    private final Derivations derivations;
    private final Records records;
    private final Sheets sheets;
    private final Journal journal;
    private final Signing signing;
    private final Today today;

    /** Over what the pages read. */
    public InspectorFile(
            Database database,
            Edition edition,
            Derivations derivations,
            Records records,
            Sheets sheets,
            Journal journal,
            Signing signing,
            Today today) {
        this.database = database;
        this.edition = edition;
        this.derivations = derivations;
        this.records = records;
        this.sheets = sheets;
        this.journal = journal;
        this.signing = signing;
        this.today = today;
    }

    /**
     * Writes it.
     *
     * @param names whether records are named and journal entries given in full, as far as the viewer may read them;
     *     sensitive values stay sealed. Otherwise records are named by their numbers, and small numbers of private
     *     matters are kept back
     */
    public String write(Viewer viewer, Rulebook rulebook, Period period, boolean names) {
        Instant now = today.now();
        Map<String, @Nullable Object> payload = new LinkedHashMap<>();
        String program = InspectorParts.text("inspector.js");
        String look = InspectorParts.text("inspector.css");
        payload.put("format", "liren-inspector-1");
        payload.put("made", Formats.instant(now, today.zone(), viewer.language()));
        payload.put("masked", !names);
        payload.put("program", Signing.digest(program.getBytes(StandardCharsets.UTF_8)));
        payload.put("look", Signing.digest(look.getBytes(StandardCharsets.UTF_8)));
        payload.put(
                "rulebook",
                Map.of(
                        "id",
                        rulebook.id(),
                        "title",
                        label(rulebook.title()),
                        "version",
                        rulebook.version(),
                        "digest",
                        Signing.digest(rulebook.source().getBytes(StandardCharsets.UTF_8))));
        payload.put(
                "period",
                Map.of(
                        "key",
                        period.key(),
                        "label",
                        label(period.label()),
                        "from",
                        period.start().toString(),
                        "to",
                        period.end().toString()));
        payload.put("clauses", clauses(viewer, rulebook, period, names));
        payload.put("sheets", sheets(viewer, rulebook, period, names));
        return database.inTransaction(Scope.of(viewer.community()), transaction -> {
            payload.put("community", community(transaction, viewer.community()));
            Head head = Chain.head(transaction, viewer.community());
            payload.put("head", Map.of("position", String.valueOf(head.position()), "digest", head.digest()));
            payload.put("entries", entries(transaction, viewer, rulebook, period, names));
            // Signs something first, should the community never have signed: then its key is there.
            signing.sign(transaction, viewer.community(), new byte[0], Ids.fresh(now), now);
            String key = signing.publicKey(transaction, viewer.community()).orElseThrow();
            payload.put("key", key);
            byte[] content = Canonical.write(payload).getBytes(StandardCharsets.UTF_8);
            String seal = Canonical.write(Map.of(
                    "key",
                    key,
                    "digest",
                    Signing.digest(content),
                    "signature",
                    signing.sign(transaction, viewer.community(), content, Ids.fresh(now), now)));
            String title = rulebook.title().in(viewer.language()) + " · " + period.label(viewer.language());
            return InspectorParts.page(title, look, Base64.getEncoder().encodeToString(content), seal, program);
        });
    }

    private static Map<String, String> label(Label label) {
        return Map.of("zh", label.zh(), "en", label.en());
    }

    private static Map<String, Object> community(Transaction transaction, UUID community) {
        return transaction.one(
                Sql.of("select name_zh, name_en from area where id = {id}").value("id", community),
                row -> Map.of(
                        "id",
                        community.toString(),
                        "name",
                        Map.of("zh", row.text("name_zh"), "en", row.text("name_en"))));
    }

    // ---- clauses

    private List<Map<String, @Nullable Object>> clauses(
            Viewer viewer, Rulebook rulebook, Period period, boolean names) {
        List<Derivation> duties = edition.derivations().stream()
                .filter(d -> d.clause()
                        .filter(c -> c.rulebook().equals(rulebook.id()))
                        .isPresent())
                .toList();
        Map<String, List<Occurrence>> due = derivations.occurrences(viewer, duties).stream()
                .filter(o -> period.contains(o.dueOn()))
                .collect(Collectors.groupingBy(Occurrence::duty));
        Map<UUID, String> called = called(viewer, duties, due, names);
        List<Map<String, @Nullable Object>> clauses = new ArrayList<>();
        for (Clause clause : rulebook.clauses()) {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("number", clause.number());
            one.put("title", label(clause.title()));
            one.put("text", label(clause.text()));
            one.put("standing", edition.standing(clause).name());
            clause.leavesOut().ifPresent(l -> one.put("leavesOut", label(l)));
            one.put(
                    "duties",
                    duties.stream()
                            .filter(d -> d.clause()
                                    .filter(c -> c.id().equals(clause.id()))
                                    .isPresent())
                            .map(d -> duty(d, due.getOrDefault(d.id(), List.of()), called))
                            .toList());
            clauses.add(one);
        }
        return clauses;
    }

    /** What records are called, as far as the viewer may read them. */
    private Map<UUID, String> called(
            Viewer viewer, List<Derivation> duties, Map<String, List<Occurrence>> due, boolean names) {
        Map<UUID, String> called = new HashMap<>();
        for (Derivation duty : duties) {
            List<Occurrence> all = due.getOrDefault(duty.id(), List.of());
            List<UUID> subjects =
                    all.stream().flatMap(o -> o.subject().stream()).distinct().toList();
            List<UUID> evidence =
                    all.stream().flatMap(o -> o.evidence().stream()).distinct().toList();
            duty.subject().ifPresent(register -> call(viewer, register, subjects, names, called));
            duty.evidence().ifPresent(register -> call(viewer, register, evidence, names, called));
        }
        return called;
    }

    private void call(Viewer viewer, String register, List<UUID> ids, boolean names, Map<UUID, String> called) {
        String book = edition.names().label(register).in(viewer.language());
        ids.forEach(id -> called.putIfAbsent(id, book + " …" + last(id)));
        if (names) {
            called.putAll(records.titles(viewer, register, ids));
        }
    }

    private static String last(UUID id) {
        String text = id.toString();
        return text.substring(text.length() - SHOWN_DIGITS);
    }

    private static Map<String, @Nullable Object> duty(
            Derivation duty, List<Occurrence> occurrences, Map<UUID, String> called) {
        Map<String, @Nullable Object> one = new LinkedHashMap<>();
        one.put("label", label(duty.label()));
        one.put("words", label(duty.inWords()));
        Map<String, String> counts = new TreeMap<>();
        occurrences.stream()
                .collect(Collectors.groupingBy(o -> o.state().word(), Collectors.counting()))
                .forEach((state, count) -> counts.put(state, String.valueOf(count)));
        one.put("counts", counts);
        one.put(
                "occurrences",
                occurrences.stream().map(o -> occurrence(duty, o, called)).toList());
        return one;
    }

    private static Map<String, @Nullable Object> occurrence(
            Derivation duty, Occurrence occurrence, Map<UUID, String> called) {
        Map<String, @Nullable Object> one = new LinkedHashMap<>();
        one.put(
                "of",
                occurrence
                        .subject()
                        .map(id -> called.getOrDefault(id, "…" + last(id)))
                        .orElse(duty.every().isPresent() ? occurrence.period() : ""));
        one.put("due", occurrence.dueOn().toString());
        one.put("state", occurrence.state().word());
        one.put("met", occurrence.metOn().map(Object::toString).orElse(""));
        one.put("entered", occurrence.metEnteredOn().map(Object::toString).orElse(""));
        one.put(
                "evidence",
                occurrence.evidence().stream()
                        .map(id -> called.getOrDefault(id, "…" + last(id)))
                        .toList());
        return one;
    }

    // ---- reports

    private List<Map<String, @Nullable Object>> sheets(Viewer viewer, Rulebook rulebook, Period period, boolean names) {
        Viewer reader = names
                ? viewer
                : new Viewer(
                        viewer.user(), viewer.name(), viewer.community(), Set.of(), viewer.language(), viewer.asOf());
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        for (Report report : edition.all(Report.class)) {
            if (!report.place().rulebook().equals(rulebook.id())) {
                continue;
            }
            List<Period> over = Period.between(report.every(), period.start(), period.end()).stream()
                    .filter(p -> period.contains(p.end()))
                    .toList();
            sheets.standings(viewer, report, over).values().stream()
                    .filter(Standing::isSealed)
                    .forEach(standing -> all.add(
                            sheet(reader, report, standing, standing.prepared().orElseThrow())));
        }
        return all;
    }

    private static Map<String, @Nullable Object> sheet(
            Viewer reader, Report report, Standing standing, SealedSheet sealed) {
        Map<String, @Nullable Object> one = new LinkedHashMap<>();
        one.put("label", label(report.label()));
        one.put("period", standing.period().key());
        one.put("digest", sealed.digest());
        one.put("signature", sealed.signature());
        Sheet numbers = new Sheet(report, standing.period(), sealed.numbers());
        boolean listed = report.list().isPresent() && reader.posts().isEmpty();
        boolean whole = !listed
                && numbers.numbers().entrySet().stream()
                        .noneMatch(row -> row.getValue().keySet().stream()
                                .anyMatch(column -> numbers.isHidden(reader, row.getKey(), column)));
        // A sheet is signed as a whole: one with numbers that are kept back is told by its digest alone.
        if (whole) {
            one.put("content", new String(sealed.content(), StandardCharsets.UTF_8));
        }
        return one;
    }

    // ---- the journal

    private List<Map<String, @Nullable Object>> entries(
            Transaction transaction, Viewer viewer, Rulebook rulebook, Period period, boolean names) {
        Map<String, RegisterModel> registers = records.registers().all().stream()
                .filter(model -> model.id().startsWith(rulebook.id() + "."))
                .collect(Collectors.toMap(RegisterModel::id, model -> model));
        Instant from = period.start().atStartOfDay(today.zone()).toInstant();
        Instant to = period.end().plusDays(1).atStartOfDay(today.zone()).toInstant();
        return journal.between(transaction, viewer.community(), registers.keySet(), from, to).stream()
                .map(linked -> entry(
                        viewer,
                        Optional.ofNullable(
                                registers.get(linked.placed().entry().register())),
                        linked,
                        names))
                .toList();
    }

    private Map<String, @Nullable Object> entry(
            Viewer viewer, Optional<RegisterModel> register, Journal.Linked linked, boolean names) {
        Entry entry = linked.placed().entry();
        Map<String, @Nullable Object> one = new LinkedHashMap<>();
        one.put("position", String.valueOf(linked.placed().position()));
        one.put("at", Formats.instant(entry.at(), today.zone(), viewer.language()));
        one.put("what", label(InspectorParts.did(entry.kind(), edition.names().label(entry.register()))));
        one.put("digest", linked.placed().digest());
        one.put("record", "…" + last(entry.record()));
        if (names && register.filter(model -> model.opensTo(viewer)).isPresent()) {
            one.put("before", linked.before());
            one.put("micros", String.valueOf(ChronoUnit.MICROS.between(Instant.EPOCH, entry.at())));
            one.put("actor", entry.actor().toString());
            one.put("post", entry.post());
            one.put("kind", entry.kind().name());
            one.put("register", entry.register());
            one.put("record", entry.record().toString());
            one.put("content", entry.content());
            one.put("reason", entry.reason());
        }
        return one;
    }
}
