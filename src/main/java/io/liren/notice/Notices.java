package io.liren.notice;

import io.liren.access.Viewer;
import io.liren.block.Edition;
import io.liren.calendar.Today;
import io.liren.expression.Node;
import io.liren.register.EntryOptions;
import io.liren.register.Facts;
import io.liren.register.FieldModel;
import io.liren.register.Outcome;
import io.liren.register.Problem;
import io.liren.register.Records;
import io.liren.sql.Database;
import io.liren.sql.Scope;
import io.liren.sql.Sql;
import io.liren.wording.Label;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Publishes, takes down and answers notices (公示), for workers. */
public final class Notices {
    private final Database database;
    private final Edition edition;
    private final Facts facts;
    private final Records records;
    private final Today today;
    private final NoticeFacts inWords;

    /** Over an edition's notices. */
    public Notices(Database database, Edition edition, Facts facts, Records records, Today today) {
        this.database = database;
        this.edition = edition;
        this.facts = facts;
        this.records = records;
        this.today = today;
        this.inWords = new NoticeFacts(records.registers());
    }

    /** The notices whose records the viewer may read, in order. */
    public List<Notice> all(Viewer viewer) {
        return edition.all(Notice.class).stream()
                .filter(n -> inWords.model(n).opensTo(viewer) || viewer.holdsAny(n.by()))
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

    /** Records that may be published, by what the rulebook says, and have never been. */
    public List<UUID> ready(Viewer viewer, Notice notice, int most) {
        return records.asSeenBy(
                viewer,
                transaction -> transaction.rows(
                        Sql.of("""
                                select r.record_id
                                  from ({rows}) r
                                 where not exists (select 1 from {postings} p
                                                    where p.community_id = {community} and p.record_id = r.record_id
                                                      and p.voided_at is null)
                                 order by r.record_id desc
                                 limit {most}""")
                                .part("rows", notice.rows(viewer.community(), today.today()))
                                .name("postings", notice.dated().orElseThrow().table())
                                .value("community", viewer.community())
                                .value("most", most),
                        row -> row.uuid("record_id")));
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
            Optional<List<NoticeText.Fact>> shown = inWords.of(transaction, notice, viewer.community(), record, day);
            if (shown.isEmpty()) {
                return Optional.empty();
            }
            LocalDate until = NoticeFacts.until(transaction, notice, dated, viewer.community(), day);
            String text = NoticeText.write(
                    notice, shown.get(), day, until, place, NoticeFacts.issuer(transaction, viewer.community()));
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
        return inWords.model(notice).fields().stream()
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
}
