package io.liren.register;

import io.liren.access.Looks;
import io.liren.access.Viewer;
import io.liren.block.Edition;
import io.liren.calendar.Today;
import io.liren.journal.Journal;
import io.liren.journal.Keys;
import io.liren.schema.CoreSchema;
import io.liren.schema.Ids;
import io.liren.sql.Database;
import io.liren.sql.Scope;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import io.liren.wording.Label;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Reads facts (读取). Each read is a viewer's: of one community, as of a day if asked so, sensitive values masked. A register
 * that the viewer may not read looks empty.
 */
public final class Records {
    private static final int FIRST = 5;
    private static final int COUNTED = 1000;
    private final Database database;
    private final Edition edition;
    private final Registers registers;
    private final Today today;
    private final Keys keys;
    private final Journal journal = new Journal();

    /** @param keys opens sensitive values of the past for those who may see them */
    public Records(Database database, Edition edition, Today today, Keys keys) {
        this.database = database;
        this.edition = edition;
        this.registers = new Registers(edition);
        this.today = today;
        this.keys = keys;
    }

    /** The registers. */
    public Registers registers() {
        return registers;
    }

    /**
     * Does a read of any kind as the viewer asks for it: in the viewer's community, and on the registers as known at the end
     * of the day asked for.
     */
    public <T> T asSeenBy(Viewer viewer, Function<Transaction, T> read) {
        return database.inTransaction(Scope.of(viewer.community()), transaction -> {
            viewer.asOf().ifPresent(day -> {
                transaction.useSchema(CoreSchema.PAST);
                Instant end =
                        day.plusDays(1).atStartOfDay(today.zone()).toInstant().minusNanos(1000);
                // The text of an Instant; settings take no binds.
                transaction.update(Sql.trusted("set local liren.known_at to '" + end + "'"));
            });
            return read.apply(transaction);
        });
    }

    /** Who may sign in and holds a post here or above: names by account, in the order of the names. */
    public Map<UUID, String> accounts(Viewer viewer) {
        Map<UUID, String> accounts = new LinkedHashMap<>();
        asSeenBy(
                viewer,
                transaction -> transaction.rows(
                        Sql.of("""
                                select u.id, u.name
                                  from app_user u
                                 where not u.disabled
                                   and exists (select 1
                                                 from user_post p
                                                 join area_path a on a.ancestor_id = p.area_id
                                                where a.area_id = {community} and p.user_id = u.id)
                                 order by u.name, u.id""").value("community", viewer.community()),
                        row -> accounts.put(row.uuid("id"), row.text("name"))));
        return accounts;
    }

    /** One page of a register. */
    public Page list(Viewer viewer, ListQuery query) {
        RegisterModel model = registers.model(query.register());
        if (!model.opensTo(viewer)) {
            return new Page(
                    model,
                    model.list(),
                    List.of(),
                    Optional.empty(),
                    new Page.Count(0, false),
                    Map.of(),
                    Map.of(),
                    List.of(Problem.whole("post", "您的岗位不能查看这本登记簿", "Your post may not read this register")));
        }
        return asSeenBy(
                viewer,
                transaction ->
                        new Listing(model, query, viewer, transaction, registers, edition.names(), today).page());
    }

    /** How many records of a register have each value of a field; none if the field is sensitive, or has several values. */
    public List<Tally> tally(Viewer viewer, ListQuery query, String field) {
        RegisterModel model = registers.model(query.register());
        boolean told = model.field(field)
                .filter(f -> !f.isSensitive() && !f.type().many())
                .isPresent();
        return !told || !model.opensTo(viewer)
                ? List.of()
                : asSeenBy(
                        viewer,
                        transaction -> new Listing(model, query, viewer, transaction, registers, edition.names(), today)
                                .tally(field));
    }

    /** One record; empty if there is none, or the viewer may not read it. */
    public Optional<RecordView> record(Viewer viewer, String register, UUID id) {
        RegisterModel model = registers.model(register);
        if (!model.opensTo(viewer)) {
            return Optional.empty();
        }
        return asSeenBy(viewer, transaction -> view(viewer, model, id, transaction));
    }

    private Optional<RecordView> view(Viewer viewer, RegisterModel model, UUID id, Transaction transaction) {
        return new Viewing(model, viewer, transaction, registers, edition.names(), today)
                .of(List.of(id), (record, field) -> false).stream().findFirst();
    }

    /**
     * Records of a register as the viewer may see them, in the order asked for.
     *
     * @param purpose what sensitive values are shown for to one who may see them, each a look on record; empty: all masked
     */
    List<RecordView> views(
            Viewer viewer, RegisterModel model, List<UUID> ids, Optional<String> purpose, Transaction transaction) {
        return new Viewing(model, viewer, transaction, registers, edition.names(), today).of(ids, (record, field) -> {
            boolean open = purpose.isPresent() && viewer.asOf().isEmpty() && mayReveal(viewer, model, field);
            if (open) {
                look(transaction, viewer, model, record, field, purpose.get());
            }
            return open;
        });
    }

    /**
     * A record's changes, first to last. Sensitive values are masked unless a purpose is given by one who may see them; then
     * each such field is a look on record.
     *
     * @param field only this one; empty: all
     */
    public List<Change> history(
            Viewer viewer, String register, UUID id, Optional<String> field, Optional<String> purpose) {
        RegisterModel model = registers.model(register);
        if (!model.opensTo(viewer)) {
            return List.of();
        }
        return database.inTransaction(Scope.of(viewer.community()), transaction -> {
            Set<String> open = new java.util.TreeSet<>();
            purpose.filter(p -> !p.isBlank()).ifPresent(p -> {
                for (FieldModel each : model.entered()) {
                    if (mayReveal(viewer, model, each)
                            && field.map(each.name()::equals).orElse(true)) {
                        open.add(each.name());
                        look(transaction, viewer, model, id, each, p);
                    }
                }
            });
            return new History(model, id, viewer, transaction, keys).changes(journal, field, open);
        });
    }

    /** The same without sensitive values. */
    public List<Change> history(Viewer viewer, String register, UUID id, Optional<String> field) {
        return history(viewer, register, id, field, Optional.empty());
    }

    /** Whether the viewer may see a sensitive field unmasked, once a purpose is given. */
    public boolean mayReveal(Viewer viewer, RegisterModel model, FieldModel field) {
        return field.isSensitive()
                && model.opensTo(viewer)
                && viewer.holdsAny(field.seenBy().isEmpty() ? model.enter() : field.seenBy());
    }

    /** Shows a sensitive value to one who may see it, for a purpose; the look is on record. */
    public Revealed reveal(Viewer viewer, String register, UUID id, String field, String purpose) {
        RegisterModel model = registers.model(register);
        Optional<FieldModel> found = model.field(field).filter(f -> mayReveal(viewer, model, f));
        if (found.isEmpty()) {
            return new Revealed.Denied(new Label("您的岗位不能查看这一项", "Your post may not see this"));
        }
        if (purpose.isBlank()) {
            return new Revealed.Denied(new Label("请写明查看的目的", "Say for which purpose you look"));
        }
        return database.inTransaction(Scope.of(viewer.community()), transaction -> {
            List<Stored> rows = new Store(model, viewer.community(), transaction).rows(List.of(id));
            if (rows.isEmpty()) {
                return new Revealed.Denied(new Label("没有这条记录", "There is no such record"));
            }
            look(transaction, viewer, model, id, found.get(), purpose);
            return new Revealed.Shown(rows.getFirst().values().get(field));
        });
    }

    private void look(
            Transaction transaction, Viewer viewer, RegisterModel model, UUID id, FieldModel field, String purpose) {
        Instant now = today.now();
        List<String> posts = field.seenBy().isEmpty() ? model.enter() : field.seenBy();
        Looks.record(
                transaction,
                viewer,
                Ids.fresh(now),
                new Looks.Look(
                        now,
                        viewer.user(),
                        viewer.postAmong(posts).orElse(""),
                        model.id(),
                        id,
                        field.name(),
                        purpose.strip()));
    }

    /**
     * Finds records in all registers the viewer may read: by name, pinyin, initials, room; by identity number for those who
     * may see it, which is a look on record.
     */
    public List<Hit> search(Viewer viewer, String text, int most) {
        List<String> words = SearchText.query(text);
        if (words.isEmpty()) {
            return List.of();
        }
        return asSeenBy(viewer, transaction -> {
            List<Hit> hits = new ArrayList<>(byNumber(viewer, text, transaction));
            for (RegisterModel model : registers.all()) {
                if (hits.size() < most
                        && model.opensTo(viewer)
                        && !model.search().isEmpty()) {
                    hits.addAll(found(viewer, model, words, Math.min(FIRST, most - hits.size()), transaction));
                }
            }
            return hits;
        });
    }

    private List<Hit> byNumber(Viewer viewer, String text, Transaction transaction) {
        if (!(Input.parse(new FieldType.Identity(Optional.empty(), Optional.empty()), text, today)
                instanceof Parsed.Value(Object number))) {
            return List.of();
        }
        List<Hit> hits = new ArrayList<>();
        for (RegisterModel model : registers.all()) {
            for (FieldModel field : model.entered()) {
                boolean may = !field.isSensitive() ? model.opensTo(viewer) : mayReveal(viewer, model, field);
                if (may && field.type() instanceof FieldType.Identity) {
                    List<UUID> ids = transaction.rows(
                            Sql.of("""
                                    select r.id from {table} r
                                     where r.community_id = {community} and r.{column} = {number} and r.voided_at is null""")
                                    .name("table", model.table().name())
                                    .value("community", viewer.community())
                                    .name("column", field.column())
                                    .value("number", number),
                            row -> row.uuid("id"));
                    if (field.isSensitive() && viewer.asOf().isEmpty()) {
                        ids.forEach(id -> look(transaction, viewer, model, id, field, "按号码查找"));
                    }
                    hits.addAll(hits(viewer, model, ids, transaction));
                }
            }
        }
        return hits;
    }

    /** Records of one register to pick from: those found, or the newest if nothing is typed. */
    public List<Hit> pick(Viewer viewer, String register, String text, int most) {
        RegisterModel model = registers.model(register);
        if (!model.opensTo(viewer)) {
            return List.of();
        }
        return asSeenBy(viewer, transaction -> found(viewer, model, SearchText.query(text), most, transaction));
    }

    /** The ids of a register's records that words find, as a statement to be asked within another one. */
    public Sql finding(Viewer viewer, String register, String words) {
        RegisterModel model = registers.model(register);
        return Sql.of(
                        "select r.id from {table} r where r.community_id = {community} and r.voided_at is null and {found}")
                .name("table", model.table().name())
                .value("community", viewer.community())
                .part("found", new Searching(registers, viewer.community()).condition(model, SearchText.query(words)));
    }

    private List<Hit> found(Viewer viewer, RegisterModel model, List<String> words, int most, Transaction transaction) {
        Sql condition = new Searching(registers, viewer.community()).condition(model, words);
        // Shorter texts first: the name itself before what only holds it.
        Sql order = words.isEmpty()
                ? Sql.of("r.entered_on desc, r.id desc")
                : Sql.of("length(r.search_text), r.search_text, r.id");
        List<UUID> ids = transaction.rows(
                Sql.of("""
                        select r.id from {table} r
                         where r.community_id = {community} and r.voided_at is null and {condition}
                         order by {order} limit {most}""")
                        .name("table", model.table().name())
                        .value("community", viewer.community())
                        .part("condition", condition)
                        .part("order", order)
                        .value("most", most),
                row -> row.uuid("id"));
        return hits(viewer, model, ids, transaction);
    }

    private List<Hit> hits(Viewer viewer, RegisterModel model, List<UUID> ids, Transaction transaction) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<UUID, String> titles = titling(viewer, transaction).of(model, ids);
        Map<UUID, String> details = new Details(model, viewer, transaction, titling(viewer, transaction)).of(ids);
        return ids.stream()
                .map(id -> new Hit(
                        model,
                        id,
                        titles.getOrDefault(id, model.label().in(viewer.language())),
                        details.getOrDefault(id, "")))
                .toList();
    }

    /** What records of a register are called, by id; nothing is told of a register that the viewer may not read. */
    public Map<UUID, String> titles(Viewer viewer, String register, Collection<UUID> ids) {
        return ids.isEmpty()
                ? Map.of()
                : asSeenBy(viewer, transaction -> titling(viewer, transaction).of(registers.model(register), ids));
    }

    private Titles titling(Viewer viewer, Transaction transaction) {
        return new Titles(
                registers, edition.names(), transaction, viewer, viewer.asOf().orElse(today.today()));
    }

    /** The records that refer to a record, by register and field; those without any are left out. */
    public List<Relation> relations(Viewer viewer, String register, UUID id) {
        return asSeenBy(viewer, transaction -> {
            List<Relation> relations = new ArrayList<>();
            for (Registers.Referring referring : registers.referringTo(register)) {
                RegisterModel model = referring.register();
                if (model.opensTo(viewer)) {
                    relation(viewer, referring, id, transaction)
                            .filter(r -> r.count().number() > 0)
                            .ifPresent(relations::add);
                }
            }
            return relations;
        });
    }

    private Optional<Relation> relation(
            Viewer viewer, Registers.Referring referring, UUID id, Transaction transaction) {
        RegisterModel model = referring.register();
        Sql refers = (referring.field().type().many()
                        ? Sql.of("r.{column} @> array[{id}::uuid]")
                        : Sql.of("r.{column} = {id}"))
                .name("column", referring.field().column())
                .value("id", id);
        Sql from = Sql.of("from {table} r where r.community_id = {community} and r.voided_at is null and {refers}")
                .name("table", model.table().name())
                .value("community", viewer.community())
                .part("refers", refers);
        long count = transaction.one(
                Sql.of("select count(*) as n from (select 1 {from} limit {most}) counted")
                        .part("from", from)
                        .value("most", COUNTED + 1),
                row -> row.whole("n"));
        List<UUID> first = transaction.rows(
                Sql.of("select r.id {from} order by r.{happened} desc nulls last, r.id desc limit {most}")
                        .part("from", from)
                        .name("happened", model.happenedColumn())
                        .value("most", FIRST),
                row -> row.uuid("id"));
        return Optional.of(new Relation(
                model,
                referring.field(),
                new Page.Count(Math.min(COUNTED, count), count > COUNTED),
                hits(viewer, model, first, transaction)));
    }
}
