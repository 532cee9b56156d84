package io.liren.notice;

import io.liren.access.Mask;
import io.liren.access.Viewer;
import io.liren.block.Edition;
import io.liren.calendar.Today;
import io.liren.expression.Node;
import io.liren.expression.Type;
import io.liren.notice.NoticeText.Fact;
import io.liren.register.EntryOptions;
import io.liren.register.Facts;
import io.liren.register.FieldModel;
import io.liren.register.FieldType;
import io.liren.register.FieldWords;
import io.liren.register.Outcome;
import io.liren.register.Problem;
import io.liren.register.Records;
import io.liren.register.RegisterModel;
import io.liren.sql.Database;
import io.liren.sql.Row;
import io.liren.sql.Scope;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import io.liren.wording.Label;
import io.liren.wording.Language;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Publishes, shows and ends notices (公示). What the public reads is read here without a viewer, and only that. */
public final class Notices {
    private final Database database;
    private final Edition edition;
    private final Facts facts;
    private final Records records;
    private final Today today;

    /** Over an edition's notices. */
    public Notices(Database database, Edition edition, Facts facts, Records records, Today today) {
        this.database = database;
        this.edition = edition;
        this.facts = facts;
        this.records = records;
        this.today = today;
    }

    // ---- for workers

    /** The notices whose records the viewer may read, in order. */
    public List<Notice> all(Viewer viewer) {
        return edition.all(Notice.class).stream()
                .filter(n -> model(n).opensTo(viewer) || viewer.holdsAny(n.by()))
                .toList();
    }

    /** One of them by id. */
    public Optional<Notice> find(Viewer viewer, String id) {
        return all(viewer).stream().filter(n -> n.id().equals(id)).findFirst();
    }

    /** The notices of a register's records that run for a number of days. */
    public List<Notice> of(Viewer viewer, String register) {
        return all(viewer).stream()
                .filter(n -> n.dated().isPresent() && n.of().register().equals(register))
                .toList();
    }

    /** The publications of a notice, the latest first; of one record, or of all. */
    public List<Posting> postings(Viewer viewer, Notice notice, Optional<UUID> record) {
        LocalDate day = viewer.asOf().orElse(today.today());
        return records.asSeenBy(
                viewer, transaction -> Posting.of(transaction, notice, viewer.community(), record, day));
    }

    /** One publication. */
    public Optional<Posting> posting(Viewer viewer, Notice notice, UUID id) {
        LocalDate day = viewer.asOf().orElse(today.today());
        return records.asSeenBy(viewer, transaction -> Posting.one(transaction, notice, viewer.community(), id, day));
    }

    /**
     * What would be published of a record today.
     *
     * @param text in both languages, as it would be kept
     * @param leaks what in it may not be published; if there is any, it is refused
     * @param ready whether the record may be published at all, by what the rulebook says
     * @param running whether it is being published
     */
    public record Draft(
            String text,
            PublicText seen,
            List<Held> held,
            List<Leak> leaks,
            LocalDate untilOn,
            boolean ready,
            boolean running) {
        /** Whether it can be published. */
        public boolean publishable() {
            return leaks.isEmpty() && ready && !running;
        }
    }

    /** Something that the record holds and the public does not see. {@code why}: for what it is held, if it is sensitive. */
    public record Held(Label label, Optional<Label> why) {}

    /** What would be published of a record; empty if there is no such record. */
    public Optional<Draft> draft(Viewer viewer, Notice notice, UUID record, Label place) {
        Notice.Form.Dated dated = notice.dated().orElseThrow();
        LocalDate day = today.today();
        return database.inTransaction(Scope.of(viewer.community()), transaction -> {
            Optional<List<Fact>> facts = facts(transaction, notice, viewer.community(), record, day);
            if (facts.isEmpty()) {
                return Optional.empty();
            }
            LocalDate until = until(transaction, notice, dated, viewer.community(), day);
            String text =
                    NoticeText.write(notice, facts.get(), day, until, place, issuer(transaction, viewer.community()));
            boolean ready = transaction.any(Sql.of("select 1 from ({rows}) r where r.record_id = {record}")
                    .part("rows", notice.rows(viewer.community(), day))
                    .value("record", record));
            boolean running = Posting.of(transaction, notice, viewer.community(), Optional.of(record), day).stream()
                    .anyMatch(p -> p.state() == NoticeState.RUNNING);
            return Optional.of(new Draft(
                    text,
                    NoticeText.read(text, viewer.language()),
                    held(notice),
                    notice.leaks().in(transaction, text, viewer.community(), record, day),
                    until,
                    ready,
                    running));
        });
    }

    /** What a record of the notice holds and does not show. */
    public List<Held> held(Notice notice) {
        List<String> shown = notice.shown().stream()
                .filter(s -> !s.named())
                .map(s -> s.value().root() instanceof Node.Field field && field.record() instanceof Node.Var
                        ? field.field().name()
                        : "")
                .toList();
        return model(notice).fields().stream()
                .filter(f -> !shown.contains(f.name()))
                .map(f -> new Held(f.label(), f.sensitive().map(FieldModel.Sensitive::purpose)))
                .toList();
    }

    /** The place where a notice hangs unless another is given. */
    public static Label place(Notice notice) {
        return notice.dated().map(Notice.Form.Dated::where).orElse(Label.same(""));
    }

    /** Publishes a record today: the text is made from the facts as they stand, and kept. */
    public Outcome publish(Viewer viewer, Notice notice, UUID record, String place) {
        Label where =
                place.isBlank() || place.strip().equals(place(notice).zh()) ? place(notice) : Label.same(place.strip());
        Optional<Draft> draft = draft(viewer, notice, record, where);
        if (draft.isEmpty()) {
            return new Outcome.Refused(List.of(
                    new Problem(Optional.empty(), new Label("没有这条记录", "There is no such record"), true, "gone")));
        }
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(NoticeReader.RECORD, record);
        values.put(NoticeReader.PUBLISHED, today.today());
        values.put("place", where.zh());
        values.put(NoticeReader.TEXT, draft.get().text());
        return facts.enter(viewer, notice.dated().orElseThrow().register(), values, EntryOptions.none());
    }

    /** Takes a publication down before its time, with a reason; it counts no more. */
    public Outcome takeDown(Viewer viewer, Posting posting, String reason) {
        return facts.correct(
                viewer,
                posting.notice().dated().orElseThrow().register(),
                posting.id(),
                posting.revision(),
                Map.of(NoticeReader.DOWN, today.today(), NoticeReader.WHY, reason),
                EntryOptions.because(reason));
    }

    /** Answers an objection. */
    public Outcome answer(Viewer viewer, Notice notice, UUID objection, int revision, String answer, String result) {
        return facts.correct(
                viewer,
                notice.dated()
                        .flatMap(Notice.Form.Dated::objections)
                        .orElseThrow()
                        .register(),
                objection,
                revision,
                Map.of(NoticeReader.ANSWER, answer, NoticeReader.ANSWERED, today.today(), NoticeReader.RESULT, result),
                EntryOptions.none());
    }

    /** The field that holds a sensitive part of an objection; the page asks for a purpose to show it. */
    public static List<String> withheld() {
        return List.of(NoticeReader.CONTENT, NoticeReader.NAME, NoticeReader.CONTACT);
    }

    /**
     * An objection as a worker sees it in a list; what was said and by whom is behind a purpose.
     *
     * @param answeredOn when it was answered; empty while it waits
     */
    public record Objection(
            UUID id,
            LocalDate on,
            int revision,
            Optional<LocalDate> answeredOn,
            Optional<String> answer,
            Optional<String> result) {}

    /** The objections to a publication, by day. */
    public List<Objection> objections(Viewer viewer, Posting posting) {
        return posting.notice()
                .dated()
                .flatMap(Notice.Form.Dated::objections)
                .map(o -> records.asSeenBy(
                        viewer,
                        transaction -> transaction.rows(
                                Sql.of("""
                                        select o.id, o."on" as said_on, o.revision, o.answered_on, o.answer, o.result
                                          from {objections} o
                                         where o.community_id = {community} and o.posting_id = {posting}
                                           and o.voided_at is null
                                         order by o.entered_at""")
                                        .name("objections", o.table())
                                        .value("community", viewer.community())
                                        .value("posting", posting.id()),
                                row -> new Objection(
                                        row.uuid("id"),
                                        row.date("said_on"),
                                        (int) row.whole("revision"),
                                        Optional.ofNullable(row.dateOrNull("answered_on")),
                                        Optional.ofNullable(row.textOrNull("answer")),
                                        Optional.ofNullable(row.textOrNull("result"))))))
                .orElse(List.of());
    }

    // ---- for the public

    /**
     * A notice as the public finds it.
     *
     * @param objections whether one can object
     */
    public record Public(
            Notice notice,
            UUID id,
            LocalDate publishedOn,
            LocalDate untilOn,
            PublicText text,
            String digest,
            boolean objections) {}

    /** What a community publishes today, the newest first. */
    public List<Public> running(UUID community, Language language) {
        LocalDate day = today.today();
        return database.inTransaction(
                Scope.of(community),
                transaction -> edition.all(Notice.class).stream()
                        .filter(n -> n.dated().isPresent())
                        .flatMap(n -> Posting.of(transaction, n, community, Optional.empty(), day).stream())
                        .filter(Notices::isPublic)
                        .map(p -> shown(p, language))
                        .sorted(java.util.Comparator.comparing(Public::publishedOn)
                                .reversed())
                        .toList());
    }

    /** One notice that a community publishes today; empty once it is over. */
    public Optional<Public> running(UUID community, UUID id, Language language) {
        LocalDate day = today.today();
        return database.inTransaction(
                Scope.of(community),
                transaction -> edition.all(Notice.class).stream()
                        .filter(n -> n.dated().isPresent())
                        .flatMap(n -> Posting.one(transaction, n, community, id, day).stream())
                        .filter(Notices::isPublic)
                        .map(p -> shown(p, language))
                        .findFirst());
    }

    private static boolean isPublic(Posting posting) {
        return posting.state() == NoticeState.RUNNING && posting.text().isPresent();
    }

    private static Public shown(Posting posting, Language language) {
        return new Public(
                posting.notice(),
                posting.id(),
                posting.publishedOn(),
                posting.untilOn(),
                NoticeText.read(posting.text().orElse(""), language),
                posting.digest(),
                posting.notice().dated().flatMap(Notice.Form.Dated::objections).isPresent());
    }

    /** Takes an objection in from the public page. It counts at once. */
    public Outcome object(
            UUID community, Public notice, String content, String name, String contact, Language language) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(NoticeReader.POSTING, notice.id());
        values.put(NoticeReader.CONTENT, content);
        values.put(NoticeReader.NAME, name);
        values.put(NoticeReader.CONTACT, contact);
        return facts.enter(
                Viewer.resident(community, language),
                notice.notice()
                        .dated()
                        .flatMap(Notice.Form.Dated::objections)
                        .orElseThrow()
                        .register(),
                values,
                EntryOptions.none());
    }

    /** What has become of an objection, as its maker may know. */
    public record Followed(Notice notice, LocalDate on, Optional<LocalDate> answeredOn, Optional<String> answer) {}

    /** An objection by its register and id; empty if the register is none of objections. */
    public Optional<Followed> followed(UUID community, String register, UUID id) {
        return edition.all(Notice.class).stream()
                .filter(n -> n.dated()
                        .flatMap(Notice.Form.Dated::objections)
                        .filter(o -> o.register().equals(register))
                        .isPresent())
                .findFirst()
                .flatMap(n -> database.inTransaction(
                        Scope.of(community),
                        transaction -> transaction.optional(
                                Sql.of("""
                                        select o."on" as said_on, o.answered_on, o.answer
                                          from {objections} o
                                         where o.community_id = {community} and o.id = {id} and o.voided_at is null""")
                                        .name(
                                                "objections",
                                                n.dated()
                                                        .flatMap(Notice.Form.Dated::objections)
                                                        .orElseThrow()
                                                        .table())
                                        .value("community", community)
                                        .value("id", id),
                                row -> new Followed(
                                        n,
                                        row.date("said_on"),
                                        Optional.ofNullable(row.dateOrNull("answered_on")),
                                        Optional.ofNullable(row.textOrNull("answer"))))));
    }

    // ---- lists that stand

    /** A row of a standing list: the words of each fact; {@code leaks} keep it from the public. */
    public record Line(UUID record, List<String> words, List<Leak> leaks) {}

    /** The lists that stand, in order. */
    public List<Notice> standing() {
        return edition.all(Notice.class).stream().filter(Notice::stands).toList();
    }

    /** A standing list as the facts are today. Rows that would tell what may not be published carry their leaks. */
    public List<Line> lines(UUID community, Notice notice, Language language) {
        Notice.Form.Standing standing = (Notice.Form.Standing) notice.form();
        LocalDate day = today.today();
        List<Sql> orders = new ArrayList<>();
        for (Notice.Order order : standing.order()) {
            int place = notice.shown().stream().map(Notice.Shown::name).toList().indexOf(order.name());
            orders.add((order.descending() ? Sql.of("r.{column} desc nulls last") : Sql.of("r.{column} nulls last"))
                    .name("column", Notice.column(place)));
        }
        orders.add(Sql.of("r.record_id"));
        return database.inTransaction(Scope.of(community), transaction -> {
            List<Map.Entry<UUID, List<Fact>>> rows = transaction.rows(
                    Sql.of("select * from ({rows}) r order by {orders}")
                            .part("rows", notice.rows(community, day))
                            .part("orders", Sql.join(", ", orders)),
                    row -> Map.entry(row.uuid("record_id"), facts(notice, row)));
            List<Line> lines = new ArrayList<>();
            rows.forEach(row -> lines.add(new Line(
                    row.getKey(),
                    row.getValue().stream().map(f -> f.words().in(language)).toList(),
                    leaks(transaction, notice, community, row, day))));
            return lines;
        });
    }

    private static List<Leak> leaks(
            Transaction transaction, Notice notice, UUID community, Map.Entry<UUID, List<Fact>> row, LocalDate day) {
        StringBuilder text = new StringBuilder();
        row.getValue()
                .forEach(f -> text.append(f.label().zh())
                        .append(NoticeText.BETWEEN)
                        .append(f.words().zh())
                        .append('\n'));
        return notice.leaks().in(transaction, text.toString(), community, row.getKey(), day);
    }

    // ---- the facts in words

    private RegisterModel model(Notice notice) {
        return records.registers().model(notice.of().register());
    }

    private Optional<List<Fact>> facts(
            Transaction transaction, Notice notice, UUID community, UUID record, LocalDate day) {
        Notice any = new Notice(
                notice.place(),
                notice.of(),
                Optional.empty(),
                notice.intro(),
                notice.shown(),
                notice.by(),
                notice.form(),
                notice.leaks(),
                notice.names());
        return transaction.optional(
                Sql.of("select * from ({rows}) r where r.record_id = {record}")
                        .part("rows", any.rows(community, day))
                        .value("record", record),
                row -> facts(notice, row));
    }

    private List<Fact> facts(Notice notice, Row row) {
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < notice.shown().size(); i++) {
            Notice.Shown shown = notice.shown().get(i);
            Object value = row.value(Notice.column(i));
            facts.add(new Fact(
                    shown.label(), new Label(words(shown, value, Language.ZH), words(shown, value, Language.EN))));
        }
        return facts;
    }

    private String words(Notice.Shown shown, @Nullable Object value, Language language) {
        if (shown.named() && value instanceof String name) {
            return Mask.surname(name);
        }
        return FieldWords.of(type(shown), value, language, Map.of());
    }

    /** The field's own type, so that money reads as money and an option by its label. */
    private FieldType type(Notice.Shown shown) {
        Optional<FieldType> own = shown.value().root() instanceof Node.Field field
                ? records.registers()
                        .find(field.shape().register())
                        .flatMap(m -> m.field(field.field().name()))
                        .map(FieldModel::type)
                : Optional.empty();
        return own.orElseGet(() -> switch (shown.value().type()) {
            case Type.Whole whole -> new FieldType.Whole();
            case Type.Decimal decimal -> new FieldType.Decimal();
            case Type other -> new FieldType.Text(false);
        });
    }

    private static LocalDate until(
            Transaction transaction, Notice notice, Notice.Form.Dated dated, UUID community, LocalDate day) {
        return transaction.one(
                Sql.of("select {until} as until_on")
                        .part(
                                "until",
                                Notice.until(
                                        dated,
                                        notice.names(),
                                        notice.place().rulebook(),
                                        Sql.of("{community}::uuid").value("community", community),
                                        Sql.of("{day}::date").value("day", day))),
                row -> row.date("until_on"));
    }

    private static Label issuer(Transaction transaction, UUID community) {
        return transaction.one(
                Sql.of("select name_zh, name_en from area where id = {id}").value("id", community),
                row -> new Label(row.text("name_zh"), row.text("name_en")));
    }
}
