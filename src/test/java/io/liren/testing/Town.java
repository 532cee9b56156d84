package io.liren.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.liren.access.Viewer;
import io.liren.app.Kinds;
import io.liren.block.Asked;
import io.liren.block.Compiler;
import io.liren.block.Edition;
import io.liren.calendar.Today;
import io.liren.calendar.WorkingDays;
import io.liren.derivation.Derivations;
import io.liren.derivation.Occurrence;
import io.liren.journal.Journal;
import io.liren.journal.Keys;
import io.liren.parameter.Parameters;
import io.liren.register.EntryOptions;
import io.liren.register.Facts;
import io.liren.register.Outcome;
import io.liren.register.Problem;
import io.liren.register.RecordView;
import io.liren.register.Records;
import io.liren.rulebook.Diagnostic;
import io.liren.rulebook.Findings;
import io.liren.rulebook.Rulebook;
import io.liren.rulebook.RulebookReader;
import io.liren.schema.CalendarTables;
import io.liren.schema.CoreSchema;
import io.liren.schema.Migration;
import io.liren.sql.Database;
import io.liren.sql.Scope;
import io.liren.sql.Sql;
import io.liren.wording.Language;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Two communities under rulebooks of a test's own, every kind of block at hand, and a day that can be moved. */
public final class Town implements AutoCloseable {
    /** The community of the story. */
    public static final UUID HERE = UUID.fromString("0192aaaa-0000-7000-8000-000000000001");

    /** The one next door, which must never be seen. */
    public static final UUID THERE = UUID.fromString("0192aaaa-0000-7000-8000-000000000002");

    private static final ZoneId ZONE = Today.SHANGHAI;

    private final TestDatabase data;
    private final Clock clock = new Clock();
    public final Database database;
    public final Edition edition;
    public final Journal journal = new Journal();
    public final Keys keys = new Keys(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16});
    public final Parameters parameters;
    public final Facts facts;
    public final Records records;
    public final Derivations derivations;

    private static final class Clock implements Today {
        private LocalDate day = LocalDate.of(2026, 1, 1);
        private long tick;

        @Override
        public LocalDate today() {
            return day;
        }

        @Override
        public Instant now() {
            tick++;
            return day.atTime(9, 0).atZone(ZONE).toInstant().plusMillis(tick);
        }

        @Override
        public ZoneId zone() {
            return ZONE;
        }
    }

    private Town(String... books) {
        Findings findings = new Findings();
        edition = compile(findings, books);
        assertThat(findings.errors()).extracting(Diagnostic::sentence).isEmpty();
        data = TestCluster.freshDatabase("core", db -> CoreSchema.apply(db.owner()));
        database = data.database();
        parameters = new Parameters(edition);
        data.ownerDatabase().inTransaction(Scope.platform(), tx -> {
            Migration.apply(Migration.plan(edition.tables(), tx), tx);
            CalendarTables.fill(tx, WorkingDays.bundled());
            UUID topmost = new UUID(7, 7);
            tx.update(Sql.of("insert into area (id, kind, name_zh, name_en) values ({id}, 'street', '街道', 'S')")
                    .value("id", topmost));
            tx.update(path(topmost, topmost, 0));
            for (UUID community : List.of(HERE, THERE)) {
                tx.update(Sql.of("insert into area (id, kind, name_zh, name_en) values ({id}, 'community', '社区', 'C')")
                        .value("id", community));
                tx.update(path(community, community, 0));
                tx.update(path(topmost, community, 1));
                tx.update(Sql.of("insert into community (id) values ({id})").value("id", community));
            }
            parameters.load(tx, topmost, Instant.EPOCH);
            return true;
        });
        facts = new Facts(database, edition, clock, journal, keys);
        records = new Records(database, edition, clock, keys);
        derivations = new Derivations(database, edition, clock);
        facts.onWrite(derivations::written);
    }

    private static Sql path(UUID above, UUID area, int depth) {
        return Sql.of("insert into area_path (ancestor_id, area_id, depth) values ({above}, {area}, {depth})")
                .value("above", above)
                .value("area", area)
                .value("depth", depth);
    }

    /** Opens it under these rulebooks, which have no mistakes. */
    public static Town under(String... books) {
        return new Town(books);
    }

    /** Compiles rulebooks that may have mistakes. */
    public static Edition compile(Findings findings, String... books) {
        List<Rulebook> read = new ArrayList<>();
        for (String book : books) {
            String name = book.lines()
                    .filter(line -> line.startsWith("rulebook:"))
                    .findFirst()
                    .orElse("rulebook: x")
                    .substring(9)
                    .strip();
            read.add(RulebookReader.read(name + ".md", book, findings));
        }
        return new Compiler(Kinds.all()).compile(read, findings);
    }

    /** Goes to a day. */
    public Town on(String day) {
        clock.day = LocalDate.parse(day);
        return this;
    }

    /** The clock. */
    public Today today() {
        return clock;
    }

    /** Someone with these posts; two people of different names are two users. */
    public Viewer someone(String name, String... posts) {
        return new Viewer(
                UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                name,
                HERE,
                Set.of(posts),
                Language.ZH,
                Optional.empty());
    }

    /** The same in the community next door. */
    public static Viewer nextDoor(Viewer viewer) {
        return new Viewer(viewer.user(), viewer.name(), THERE, viewer.posts(), viewer.language(), Optional.empty());
    }

    /** The same, asking as of a past day. */
    public static Viewer asOf(Viewer viewer, String day) {
        return new Viewer(
                viewer.user(),
                viewer.name(),
                viewer.community(),
                viewer.posts(),
                viewer.language(),
                Optional.of(LocalDate.parse(day)));
    }

    /** Enters a record that is in order. */
    public UUID enter(Viewer viewer, String register, Map<String, ? extends @Nullable Object> values) {
        Outcome outcome = facts.enter(viewer, register, values, EntryOptions.none());
        assertThat(outcome).isInstanceOf(Outcome.Entered.class);
        return ((Outcome.Entered) outcome).id();
    }

    /** The codes for which an entry is refused; empty if it is entered. */
    public List<String> refused(Viewer viewer, String register, Map<String, ? extends @Nullable Object> values) {
        return codes(facts.enter(viewer, register, values, EntryOptions.none()));
    }

    /** The codes of what stopped a write. */
    public static List<String> codes(Outcome outcome) {
        return outcome instanceof Outcome.Refused(List<Problem> problems)
                ? problems.stream().map(Problem::code).toList()
                : List.of();
    }

    /** Puts a record right, whatever its revision. */
    public void correct(Viewer viewer, String register, UUID id, Map<String, ? extends @Nullable Object> changes) {
        int revision = records.record(viewer, register, id).orElseThrow().revision();
        Outcome outcome = facts.correct(viewer, register, id, revision, changes, EntryOptions.because("更正"));
        assertThat(outcome).isInstanceOf(Outcome.Entered.class);
    }

    /** The database behind it, as its owner has it. */
    public TestDatabase data() {
        return data;
    }

    /** What a record holds, computed fields too. */
    public Map<String, @Nullable Object> values(Viewer viewer, String register, UUID id) {
        return records.record(viewer, register, id).map(RecordView::values).orElseThrow();
    }

    /** Asks as an example does. */
    public String ask(String rulebook, String name, @Nullable UUID of, @Nullable String period, @Nullable String at) {
        return database.inTransaction(
                Scope.of(HERE),
                transaction -> edition.answerer(rulebook, name)
                        .orElseThrow()
                        .answer(
                                new Asked(
                                        Optional.ofNullable(of),
                                        Optional.ofNullable(period),
                                        Optional.ofNullable(at),
                                        HERE,
                                        clock.day),
                                transaction));
    }

    /** The occurrences of a duty. */
    public List<Occurrence> occurrences(Viewer viewer, String duty) {
        return derivations.occurrences(viewer, List.of(edition.derivation(duty).orElseThrow()));
    }

    /** A duty's occurrence for a record, the one that is due last. */
    public Occurrence occurrence(Viewer viewer, String duty, UUID subject) {
        return occurrences(viewer, duty).stream()
                .filter(o -> o.subject().filter(subject::equals).isPresent())
                .reduce((one, other) -> other)
                .orElseThrow(() -> new AssertionError(duty + " has no occurrence for " + subject));
    }

    /** How a duty stands for each record it arises for, {@code period: state}, by the day it is due. */
    public Map<UUID, List<String>> states(Viewer viewer, String duty) {
        Map<UUID, List<String>> states = new HashMap<>();
        for (Occurrence occurrence : occurrences(viewer, duty)) {
            states.computeIfAbsent(occurrence.subject().orElse(new UUID(0, 0)), s -> new ArrayList<>())
                    .add(occurrence.period() + ": " + occurrence.state().word());
        }
        return states;
    }

    @Override
    public void close() {
        data.close();
    }
}
