package io.liren.intake;

import io.liren.access.FollowCodes;
import io.liren.access.Viewer;
import io.liren.block.Edition;
import io.liren.block.ParameterSql;
import io.liren.calendar.Today;
import io.liren.expression.Bindings;
import io.liren.expression.Checked;
import io.liren.expression.SqlWriter;
import io.liren.journal.Canonical;
import io.liren.register.EntryOptions;
import io.liren.register.Facts;
import io.liren.register.FieldModel;
import io.liren.register.FieldWords;
import io.liren.register.Input;
import io.liren.register.Outcome;
import io.liren.register.Parsed;
import io.liren.register.Problem;
import io.liren.register.Records;
import io.liren.register.RegisterModel;
import io.liren.register.Revealed;
import io.liren.sql.Database;
import io.liren.sql.Scope;
import io.liren.sql.Sql;
import io.liren.wording.Label;
import io.liren.wording.Language;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes in what residents send (来件), and turns it into records by a worker's hand. */
public final class Intakes {
    /** The most characters that one field of a public form takes. */
    public static final int LONGEST = 2000;

    private final Database database;
    private final Edition edition;
    private final Facts facts;
    private final Records records;
    private final Today today;

    /** Over an edition's public forms. */
    public Intakes(Database database, Edition edition, Facts facts, Records records, Today today) {
        this.database = database;
        this.edition = edition;
        this.facts = facts;
        this.records = records;
        this.today = today;
    }

    /** All public forms, in order. */
    public List<Intake> all() {
        return edition.all(Intake.class);
    }

    /** One by id. */
    public Optional<Intake> find(String id) {
        return edition.find(Intake.class, id);
    }

    /** The register whose record a thing sent in may become. */
    public RegisterModel model(Intake intake) {
        return records.registers().model(intake.of().register());
    }

    // ---- sending

    /** What became of a form that was sent. */
    public sealed interface Sent {
        /** It has come in. {@code code}: to follow it by; it is said only here. */
        record Taken(String code) implements Sent {}

        /** It has to be changed. */
        record Refused(List<Problem> problems) implements Sent {}
    }

    /**
     * Takes a form in, checked as the register's own form checks it.
     *
     * @param typed by field
     */
    public Sent send(
            UUID community, Intake intake, Map<String, String> typed, String name, String contact, Language language) {
        List<Problem> problems = new ArrayList<>();
        Map<String, String> said = new LinkedHashMap<>();
        RegisterModel model = model(intake);
        for (Intake.Asked asked : intake.asks()) {
            String text = typed.getOrDefault(asked.field(), "").strip();
            FieldModel field = model.field(asked.field()).orElseThrow();
            problem(asked, field, text).ifPresent(problems::add);
            if (!text.isEmpty()) {
                said.put(asked.field(), text);
            }
        }
        if (!intake.anonymous()) {
            missing(IntakeReader.NAME, name, "请留下姓名", "Please give your name").ifPresent(problems::add);
            missing(IntakeReader.CONTACT, contact, "请留下联系方式", "Please say how to reach you")
                    .ifPresent(problems::add);
        }
        if (!problems.isEmpty()) {
            return new Sent.Refused(problems);
        }
        Map<String, Object> values = Map.of(
                IntakeReader.SAID,
                Canonical.write(said),
                IntakeReader.NAME,
                clipped(name),
                IntakeReader.CONTACT,
                clipped(contact));
        return database.inTransaction(Scope.of(community), transaction -> switch (facts.enter(
                Viewer.resident(community, language), intake.received(), values, EntryOptions.none())) {
            case Outcome.Entered(UUID id, long position, List<Problem> warnings) ->
                new Sent.Taken(FollowCodes.issue(transaction, community, intake.received(), id, today.now()));
            case Outcome.Refused(List<Problem> refused) -> new Sent.Refused(refused);
            case Outcome.Conflict conflict -> throw new IllegalStateException("a new record has no conflict");
        });
    }

    private static String clipped(String text) {
        return text.strip().substring(0, Math.min(text.strip().length(), 100));
    }

    private static Optional<Problem> missing(String field, String text, String zh, String en) {
        return text.isBlank() ? Optional.of(at(field, "required", new Label(zh, en))) : Optional.empty();
    }

    private static Problem at(String field, String code, Label says) {
        return new Problem(Optional.of(field), says, true, code);
    }

    private Optional<Problem> problem(Intake.Asked asked, FieldModel field, String text) {
        if (text.length() > LONGEST) {
            return Optional.of(at(
                    asked.field(),
                    "too-long",
                    new Label("太长了:最多 " + LONGEST + " 字", "Too long: at most " + LONGEST + " characters")));
        }
        return switch (Input.parse(field.type(), text, today)) {
            case Parsed.Value value -> Optional.empty();
            case Parsed.Missing missing ->
                asked.required() || field.required()
                        ? Optional.of(at(
                                asked.field(),
                                "required",
                                new Label(
                                        "请填写" + asked.label().zh(),
                                        asked.label().en() + " is needed")))
                        : Optional.empty();
            case Parsed.Wrong(Label says) -> Optional.of(at(asked.field(), "unreadable", says));
        };
    }

    // ---- handling

    /**
     * What came in, without what it says.
     *
     * @param outcome by key; empty while it waits
     */
    public record Received(
            Intake intake,
            UUID id,
            LocalDate cameOn,
            Instant cameAt,
            int revision,
            Optional<String> outcome,
            Optional<UUID> became,
            Optional<String> reply) {}

    /** What has come in for the viewer's posts, the waiting first, then the latest. */
    public List<Received> inbox(Viewer viewer, int most) {
        List<Received> all = new ArrayList<>();
        for (Intake intake : all()) {
            if (viewer.holdsAny(intake.handledBy())) {
                all.addAll(read(viewer, intake, Sql.empty(), most));
            }
        }
        return all.stream()
                .sorted(Comparator.<Received, Boolean>comparing(r -> r.outcome().isPresent())
                        .thenComparing(Comparator.comparing(Received::cameAt).reversed()))
                .limit(most)
                .toList();
    }

    /** One of them. */
    public Optional<Received> received(Viewer viewer, Intake intake, UUID id) {
        return viewer.holdsAny(intake.handledBy())
                ? read(viewer, intake, Sql.of(" and r.id = {id}").value("id", id), 1).stream()
                        .findFirst()
                : Optional.empty();
    }

    private List<Received> read(Viewer viewer, Intake intake, Sql which, int most) {
        return records.asSeenBy(
                viewer,
                transaction -> transaction.rows(
                        Sql.of("""
                                select r.id, r.came_on, r.entered_at, r.revision, r.outcome, r.became_id, r.reply
                                  from {received} r
                                 where r.community_id = {community} and r.voided_at is null{which}
                                 order by r.outcome is not null, r.entered_at desc
                                 limit {most}""")
                                .name("received", intake.table())
                                .value("community", viewer.community())
                                .part("which", which)
                                .value("most", most),
                        row -> new Received(
                                intake,
                                row.uuid("id"),
                                row.date("came_on"),
                                row.instant("entered_at"),
                                (int) row.whole("revision"),
                                Optional.ofNullable(row.textOrNull("outcome")),
                                Optional.ofNullable(row.uuidOrNull("became_id")),
                                Optional.ofNullable(row.textOrNull("reply")))));
    }

    /** The words of a thing sent in, by the field they were typed into; under no field if it was entered in another way. */
    public sealed interface Opened {
        /** What was typed; the look is on record. */
        record Said(Map<String, String> typed) implements Opened {}

        /** It is not shown. */
        record Denied(Label why) implements Opened {}
    }

    /** Opens it, for a purpose; the look is on record. */
    public Opened open(Viewer viewer, Received received, String purpose) {
        return switch (records.reveal(
                viewer, received.intake().received(), received.id(), IntakeReader.SAID, purpose)) {
            case Revealed.Shown shown -> new Opened.Said(typed(shown.value()));
            case Revealed.Denied(Label why) -> new Opened.Denied(why);
        };
    }

    private static Map<String, String> typed(@Nullable Object kept) {
        String text = kept == null ? "" : kept.toString();
        Map<String, String> typed = new LinkedHashMap<>();
        if (text.startsWith("{")) {
            Canonical.read(text).forEach((field, value) -> {
                if (value != null) {
                    typed.put(field, value.toString());
                }
            });
        } else if (!text.isEmpty()) {
            typed.put("", text);
        }
        return typed;
    }

    /** The sensitive fields beside what was said: who sent it and how to reach them. */
    public static List<String> withheld() {
        return List.of(IntakeReader.NAME, IntakeReader.CONTACT);
    }

    /**
     * What the record is filled in with when it is taken on: what was typed, what the form fills in, and the day it came as
     * the day of the fact.
     */
    public Map<String, String> filled(Received received, Map<String, String> typed) {
        Intake intake = received.intake();
        Map<String, String> filled = new LinkedHashMap<>(intake.fills());
        intake.asks().forEach(a -> Optional.ofNullable(typed.get(a.field())).ifPresent(t -> filled.put(a.field(), t)));
        model(intake)
                .happened()
                .filter(h -> !filled.containsKey(h))
                .ifPresent(h -> filled.put(h, received.cameOn().toString()));
        return filled;
    }

    /** The fields that a worker still has to see to: those the form fills in, and those required that nobody was asked. */
    public List<FieldModel> left(Intake intake) {
        List<String> asked = intake.asks().stream().map(Intake.Asked::field).toList();
        RegisterModel model = model(intake);
        return model.entered().stream()
                .filter(f -> !asked.contains(f.name()))
                .filter(f -> intake.fills().containsKey(f.name())
                        || f.required()
                                && !model.happened().filter(f.name()::equals).isPresent())
                .toList();
    }

    private static final class Turned extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Outcome outcome;

        Turned(Outcome outcome) {
            super(null, null, false, false);
            this.outcome = outcome;
        }
    }

    /**
     * Makes a record of it: by the same limits and with the same journal entry as any, in the worker's name. The original
     * stays as it was sent.
     *
     * @param given what the worker adds to or changes of what was sent, by field
     */
    public Outcome accept(Viewer viewer, Received received, Map<String, String> given, EntryOptions options) {
        Map<String, String> values = filled(received, original(viewer, received));
        values.putAll(given);
        Map<String, Object> typed = new LinkedHashMap<>(values);
        return database.inTransaction(Scope.of(viewer.community()), transaction -> {
            try {
                return transaction.guarded(() -> {
                    Outcome outcome = facts.enter(
                            viewer,
                            received.intake().of().register(),
                            typed,
                            options.reason("居民公开表单提交 | sent in by a resident"));
                    if (!(outcome instanceof Outcome.Entered(UUID id, long position, List<Problem> warnings))) {
                        throw new Turned(outcome);
                    }
                    Outcome settled = settled(
                            viewer,
                            received,
                            Map.of(
                                    IntakeReader.OUTCOME,
                                    "accepted",
                                    IntakeReader.LOOKED,
                                    today.today(),
                                    IntakeReader.BECAME,
                                    id));
                    if (!(settled instanceof Outcome.Entered)) {
                        throw new Turned(settled);
                    }
                    return outcome;
                });
            } catch (Turned e) {
                return e.outcome;
            }
        });
    }

    /** Read by the program to make the record, not shown to anybody. */
    private Map<String, String> original(Viewer viewer, Received received) {
        return database.inTransaction(
                Scope.of(viewer.community()),
                transaction -> transaction
                        .optional(
                                Sql.of("select said from {received} where community_id = {community} and id = {id}")
                                        .name("received", received.intake().table())
                                        .value("community", viewer.community())
                                        .value("id", received.id()),
                                row -> typed(row.textOrNull("said")))
                        .orElse(Map.of()));
    }

    /** Answers it without a record, or says why it is not taken on. */
    public Outcome answer(Viewer viewer, Received received, boolean declined, String reply) {
        return settled(
                viewer,
                received,
                Map.of(
                        IntakeReader.OUTCOME,
                        declined ? "declined" : "answered",
                        IntakeReader.LOOKED,
                        today.today(),
                        IntakeReader.REPLY,
                        reply));
    }

    private Outcome settled(Viewer viewer, Received received, Map<String, Object> changes) {
        return facts.correct(
                viewer, received.intake().received(), received.id(), received.revision(), changes, EntryOptions.none());
    }

    // ---- following

    /**
     * What has become of it, as its sender may know.
     *
     * @param outcome by key; empty while it waits
     * @param state the key of the record's state, if it became one that has any
     * @param facts of the record, in words
     */
    public record Followed(
            Intake intake,
            LocalDate cameOn,
            Optional<String> outcome,
            Optional<String> state,
            List<Told> facts,
            Optional<String> reply) {}

    /** A fact with its name. */
    public record Told(Label label, String words) {}

    /** What has become of a thing by its register and id; empty if that is no register of things sent in. */
    public Optional<Followed> followed(UUID community, String register, UUID id, Language language) {
        return all().stream()
                .filter(i -> i.received().equals(register))
                .findFirst()
                .flatMap(i -> followed(community, i, id, language));
    }

    private Optional<Followed> followed(UUID community, Intake intake, UUID id, Language language) {
        LocalDate day = today.today();
        Sql own = Sql.of("r.community_id");
        SqlWriter writer = new SqlWriter(Bindings.of(own, Sql.bind(day))
                .row(intake.of().name(), "c")
                .parameters(ParameterSql.inForce(intake.names(), intake.place().rulebook(), own, Sql.bind(day))));
        List<Sql> columns = new ArrayList<>();
        List<Checked> asked = new ArrayList<>();
        intake.follows().forEach(f -> asked.add(f.value()));
        intake.state().ifPresent(asked::add);
        for (int i = 0; i < asked.size(); i++) {
            columns.add(Sql.of(", {value} as {name}")
                    .part("value", writer.value(asked.get(i)))
                    .name("name", "f_" + i));
        }
        return database.inTransaction(
                Scope.of(community),
                transaction -> transaction.optional(
                        Sql.of("""
                                select r.came_on, r.outcome, r.reply, c.id as became{columns}
                                  from {received} r
                                  left join {of} c on c.community_id = r.community_id and c.id = r.became_id
                                       and c.voided_at is null{joins}
                                 where r.community_id = {community} and r.id = {id} and r.voided_at is null""")
                                .part("columns", Sql.join("", columns))
                                .name("received", intake.table())
                                .name("of", intake.of().table())
                                .part("joins", writer.joins())
                                .value("community", community)
                                .value("id", id),
                        row -> {
                            boolean became = row.uuidOrNull("became") != null;
                            List<Told> told = new ArrayList<>();
                            for (int i = 0; became && i < intake.follows().size(); i++) {
                                Intake.Followed fact = intake.follows().get(i);
                                String words = FieldWords.of(
                                        records.registers().typeOf(fact.value()),
                                        row.value("f_" + i),
                                        language,
                                        Map.of());
                                if (!words.isEmpty()) {
                                    told.add(new Told(fact.label(), words));
                                }
                            }
                            Optional<String> state = became && intake.state().isPresent()
                                    ? Optional.ofNullable(row.textOrNull(
                                            "f_" + intake.follows().size()))
                                    : Optional.empty();
                            return new Followed(
                                    intake,
                                    Objects.requireNonNull(row.date("came_on")),
                                    Optional.ofNullable(row.textOrNull("outcome")),
                                    state,
                                    told,
                                    Optional.ofNullable(row.textOrNull("reply")));
                        }));
    }
}
