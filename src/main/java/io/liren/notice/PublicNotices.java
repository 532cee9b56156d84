package io.liren.notice;

import io.liren.access.FollowCodes;
import io.liren.access.Viewer;
import io.liren.block.Edition;
import io.liren.calendar.Today;
import io.liren.register.EntryOptions;
import io.liren.register.Facts;
import io.liren.register.Outcome;
import io.liren.register.Problem;
import io.liren.register.Registers;
import io.liren.sql.Database;
import io.liren.sql.Scope;
import io.liren.sql.Sql;
import io.liren.wording.Language;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** What everybody may read without signing in (公开页面): notices while they run, lists that stand, and only that. */
public final class PublicNotices {
    private final Database database;
    private final Edition edition;
    private final Facts facts;
    private final Today today;
    private final NoticeFacts inWords;

    /** Over an edition's notices. */
    public PublicNotices(Database database, Edition edition, Facts facts, Registers registers, Today today) {
        this.database = database;
        this.edition = edition;
        this.facts = facts;
        this.today = today;
        this.inWords = new NoticeFacts(registers);
    }

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
                        .filter(PublicNotices::isPublic)
                        .map(p -> shown(p, language))
                        .sorted(Comparator.comparing(Public::publishedOn).reversed())
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
                        .filter(PublicNotices::isPublic)
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

    /** What became of an objection that was sent in. */
    public sealed interface Sent {
        /** It is kept, and counts at once. {@code code}: to follow it by; it is said only here. */
        record Taken(String code) implements Sent {}

        /** It has to be changed. */
        record Refused(List<Problem> problems) implements Sent {}
    }

    /** Takes an objection in from the public page. */
    public Sent object(UUID community, Public notice, String content, String name, String contact, Language language) {
        Notice.Objections objections =
                notice.notice().dated().flatMap(Notice.Form.Dated::objections).orElseThrow();
        Map<String, Object> values = Map.of(
                NoticeReader.POSTING, notice.id(),
                NoticeReader.CONTENT, content,
                NoticeReader.NAME, name,
                NoticeReader.CONTACT, contact);
        return database.inTransaction(Scope.of(community), transaction -> switch (facts.enter(
                Viewer.resident(community, language), objections.register(), values, EntryOptions.none())) {
            case Outcome.Entered(UUID id, long position, List<Problem> warnings) ->
                new Sent.Taken(FollowCodes.issue(transaction, community, objections.register(), id, today.now()));
            case Outcome.Refused(List<Problem> problems) -> new Sent.Refused(problems);
            case Outcome.Conflict conflict -> throw new IllegalStateException("a new record has no conflict");
        });
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
            List<Map.Entry<UUID, List<NoticeText.Fact>>> rows = transaction.rows(
                    Sql.of("select * from ({rows}) r order by {orders}")
                            .part("rows", notice.rows(community, day))
                            .part("orders", Sql.join(", ", orders)),
                    row -> Map.entry(row.uuid("record_id"), inWords.of(notice, row)));
            Map<UUID, String> texts = new LinkedHashMap<>();
            rows.forEach(row -> texts.put(row.getKey(), text(row.getValue())));
            Map<UUID, List<Leak>> leaks = notice.leaks().in(transaction, texts, community, day);
            return rows.stream()
                    .map(row -> new Line(
                            row.getKey(),
                            row.getValue().stream()
                                    .map(f -> f.words().in(language))
                                    .toList(),
                            leaks.getOrDefault(row.getKey(), List.of())))
                    .toList();
        });
    }

    private static String text(List<NoticeText.Fact> facts) {
        return facts.stream()
                .map(f -> f.label().zh() + NoticeText.BETWEEN + f.words().zh())
                .collect(Collectors.joining("\n"));
    }
}
