package io.liren.register;

import io.liren.access.Viewer;
import io.liren.block.Guard;
import io.liren.block.GuardScope;
import io.liren.journal.Canonical;
import io.liren.journal.Entry;
import io.liren.journal.Journal;
import io.liren.journal.Keys;
import io.liren.register.Drafting.Drafted;
import io.liren.register.Outcome.Refused;
import io.liren.schema.Ids;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import io.liren.wording.Label;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One write's transaction, register and moment. */
final class Write {
    private final Tools tools;
    private final Transaction transaction;
    private final Viewer viewer;
    private final RegisterModel model;
    final Instant at;
    final Store store;
    private final Sealing sealing;

    Write(Tools tools, Transaction transaction, Viewer viewer, RegisterModel model, Instant at) {
        this.tools = tools;
        this.transaction = transaction;
        this.viewer = viewer;
        this.model = model;
        this.at = at;
        this.store = new Store(model, viewer.community(), transaction);
        this.sealing = new Sealing(tools.registers(), viewer.community(), transaction);
    }

    Stored drafted(Optional<UUID> id, Instant moment, Drafted drafted) {
        stopOn(drafted.problems());
        return row(id, moment, drafted.values());
    }

    Stored row(Optional<UUID> id, Instant moment, Map<String, @Nullable Object> values) {
        return new Stored(
                id.orElseGet(() -> Ids.fresh(moment)),
                1,
                moment,
                moment.atZone(tools.today().zone()).toLocalDate(),
                viewer.user(),
                moment,
                false,
                values);
    }

    void insert(List<Stored> rows) {
        check(rows);
        store.insert(rows);
    }

    Bulk.Result insertAll(List<Stored> rows) {
        store.insert(rows);
        Erasing erased = endConsents(rows.stream().map(Stored::id).collect(Collectors.toSet()));
        stopOnBroken(rows);
        tellAdded(erased);
        List<Entry> entries = new ArrayList<>(entries().fresh(EntryOptions.none(), rows));
        entries.addAll(erased.entries());
        erased.onceMore();
        return new Bulk.Result.Entered(rows.stream().map(Stored::id).toList(), append(entries));
    }

    /** Makes the journal's entries of many rows. */
    Entries entries() {
        return new Entries(this, sealing, tools, model);
    }

    long append(List<Entry> entries) {
        return entries.isEmpty() ? 0 : tools.journal().append(transaction, viewer.community(), entries);
    }

    Journal.End chainsEnd() {
        return tools.journal().end(transaction, viewer.community());
    }

    long put(Journal.Chained entries) {
        return tools.journal().put(transaction, entries);
    }

    /** What differs, with the values as they will be. */
    static Map<String, @Nullable Object> differing(
            Map<String, @Nullable Object> before, Map<String, @Nullable Object> after) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>();
        after.forEach((field, value) -> {
            if (!Objects.equals(Values.canonical(value), Values.canonical(before.get(field)))) {
                changed.put(field, value);
            }
        });
        return changed;
    }

    /** The moment of a write, later than the one before it. */
    Instant after(Stored before) {
        return at.isAfter(before.changedAt()) ? at : before.changedAt().plusNanos(1000);
    }

    void check(List<Stored> rows) {
        List<Problem> found = new ArrayList<>();
        problems(rows).values().forEach(found::addAll);
        stopOn(found);
    }

    /** What refers to nothing, and what must be unique and is not. */
    Map<Integer, List<Problem>> problems(List<Stored> rows) {
        Map<Integer, List<Problem>> problems = dangling(rows);
        store.duplicates(rows).forEach((row, found) -> problems.merge(row, found, Write::both));
        return problems;
    }

    /** What refers to nothing. */
    Map<Integer, List<Problem>> dangling(List<Stored> rows) {
        Map<Integer, List<Problem>> problems = new TreeMap<>();
        for (FieldModel field : model.entered()) {
            boolean file = field.type() instanceof FieldType.Attachment;
            Optional<RegisterModel> target = field.type().target().flatMap(tools.registers()::find);
            if (!file && target.isEmpty()) {
                continue;
            }
            Set<UUID> asked = new HashSet<>();
            rows.forEach(row -> asked.addAll(ids(row.values().get(field.name()))));
            if (asked.isEmpty()) {
                continue;
            }
            Set<UUID> present = file
                    ? Store.presentFiles(transaction, viewer.community(), asked)
                    : Store.present(
                            transaction,
                            viewer.community(),
                            target.orElseThrow().table(),
                            asked);
            if (target.filter(t -> t.id().equals(model.id())).isPresent() && rows.size() > 1) {
                rows.forEach(row -> present.add(row.id()));
            }
            for (int i = 0; i < rows.size(); i++) {
                if (!present.containsAll(ids(rows.get(i).values().get(field.name())))) {
                    problems.computeIfAbsent(i, r -> new ArrayList<>())
                            .add(Problem.at(
                                    field.name(),
                                    "reference",
                                    new Label(
                                            field.label().zh() + ":所选的记录不存在或已作废",
                                            field.label().en() + ": the record picked is not there or void")));
                }
            }
        }
        return problems;
    }

    /** Which of the rows are there. */
    Set<UUID> present(List<Stored> rows) {
        return Store.present(
                transaction,
                viewer.community(),
                model.table(),
                rows.stream().map(Stored::id).toList());
    }

    private static List<UUID> ids(@Nullable Object value) {
        return switch (value) {
            case UUID id -> List.of(id);
            case List<?> many -> many.stream().map(UUID.class::cast).toList();
            case null -> List.of();
            case Object other -> List.of();
        };
    }

    List<Problem> breaches(UUID record) {
        return breaches(Set.of(record), guards());
    }

    private List<Guard> guards() {
        return tools.edition().guardsFor(model.id());
    }

    /** Others who write here wait: two of them could each keep to a rule that both together break. */
    List<Problem> breaches(Collection<UUID> records, List<Guard> guards) {
        if (guards.isEmpty()) {
            return List.of();
        }
        tools.journal().lock(transaction, viewer.community());
        GuardScope scope = new GuardScope(
                viewer.community(), Set.copyOf(records), tools.today().today(), at, viewer.user(), viewer.posts());
        List<Sql> breaches =
                guards.stream().map(guard -> guard.breaches().apply(scope)).toList();
        List<Problem> problems = new ArrayList<>();
        for (int place : records.size() == 1 ? broken(breaches) : brokenByMany(breaches)) {
            Guard guard = guards.get(place);
            told(guard, breaches.get(place))
                    .ifPresent(says -> problems.add(new Problem(guard.field(), says, guard.blocks(), guard.id())));
        }
        return problems;
    }

    /** Each by itself: of many records a statement is planned to be run to its end, not to stop at the first row. */
    private List<Integer> brokenByMany(List<Sql> breaches) {
        return IntStream.range(0, breaches.size())
                .filter(place -> transaction.any(breaches.get(place)))
                .boxed()
                .toList();
    }

    /** The places of those that give a row: all are asked in one statement. */
    private List<Integer> broken(List<Sql> breaches) {
        List<Sql> each = new ArrayList<>();
        for (Sql breach : breaches) {
            each.add(Sql.of("select {place}::integer as place where exists ({breach})")
                    .value("place", each.size())
                    .part("breach", breach));
        }
        return transaction.rows(Sql.of("{each} order by place").part("each", Sql.join("\nunion all\n", each)), row ->
                (int) row.whole("place"));
    }

    /** Whether a guard's statement asks of many records at once: it names no single one, as its own binds tell. */
    boolean asksOfAll(Guard guard, List<UUID> records) {
        List<UUID> few = records.subList(0, Math.min(2, records.size()));
        GuardScope scope = new GuardScope(
                viewer.community(), Set.copyOf(few), tools.today().today(), at, viewer.user(), viewer.posts());
        List<@Nullable Object> binds = guard.breaches().apply(scope).binds();
        return few.size() == 1 || binds.stream().noneMatch(few::contains);
    }

    /** Many at once are asked together what must always hold; only if something is broken is the first such row looked for. */
    private void stopOnBroken(List<Stored> rows) {
        List<Guard> always = guards().stream().filter(Write::isFirm).toList();
        Set<UUID> all = rows.stream().map(Stored::id).collect(Collectors.toSet());
        List<Problem> broken = always.isEmpty() ? List.of() : breaches(all, always);
        if (broken.isEmpty()) {
            return;
        }
        for (int row = 0; row < rows.size(); row++) {
            List<Problem> own = breaches(Set.of(rows.get(row).id()), always);
            if (!own.isEmpty()) {
                throw new Stop.Rows(Map.of(row, own));
            }
        }
        throw new Stop.Rows(Map.of(0, broken));
    }

    /** What declaring a record void breaks: what must always hold refuses it, anything else is only told. */
    List<Problem> brokenByVoid(UUID record) {
        Set<UUID> one = Set.of(record);
        stopOn(breaches(one, guards().stream().filter(Write::isFirm).toList()));
        return breaches(one, guards().stream().filter(g -> !isFirm(g)).toList()).stream()
                .map(p -> new Problem(p.field(), p.says(), false, p.code()))
                .toList();
    }

    private static boolean isFirm(Guard guard) {
        return guard.always() && guard.blocks();
    }

    private Optional<Label> told(Guard guard, Sql breaches) {
        return guard.told().isPresent()
                ? transaction.rows(breaches, guard.told().get()::apply).stream().findFirst()
                : Optional.of(guard.says());
    }

    /** The warnings that were acknowledged; anything else stops the write. */
    List<Problem> guarded(UUID record, boolean acknowledged) {
        List<Problem> problems = breaches(record);
        if (problems.stream().anyMatch(Problem::blocking) || !acknowledged) {
            stopOn(problems);
        }
        return problems;
    }

    void stopIfReferredTo(UUID id) {
        for (Registers.Referring referring : tools.registers().referringTo(model.id())) {
            boolean many = referring.field().type().many();
            Sql statement = (many
                            ? Sql.of(
                                    "select 1 as one from {table} where community_id = {community} and voided_at is null "
                                            + "and {column} @> array[{id}::uuid] limit 1")
                            : Sql.of(
                                    "select 1 as one from {table} where community_id = {community} and voided_at is null "
                                            + "and {column} = {id} limit 1"))
                    .name("table", referring.register().table().name())
                    .value("community", viewer.community())
                    .name("column", referring.field().column())
                    .value("id", id);
            if (transaction.any(statement)) {
                Label other = referring.register().label();
                stopOn(List.of(Problem.whole(
                        "referred-to",
                        "还有「" + other.zh() + "」的记录引用它,请先处理那些记录",
                        "Records of “" + other.en() + "” refer to it: see to those first")));
            }
        }
    }

    void keepVersion(Stored row) {
        keepVersion(row, at, person(row), ringFor(row));
    }

    void keepVersion(Stored row, Instant until, UUID person, Keys.Ring ring) {
        store.keepVersion(
                row,
                until,
                (field, value) -> ring.seal(
                        tools.registers().owner(model, field, person),
                        Values.place(model.id(), row.id(), field.name()),
                        Values.toSeal(value)));
    }

    private UUID person(Stored row) {
        return Sealing.needed(model)
                ? Objects.requireNonNull(sealing.persons(model, List.of(row)).get(row.id()))
                : row.id();
    }

    private Keys.Ring ringFor(Stored row) {
        return sealing.ring(tools.keys(), model, List.of(person(row)), at);
    }

    String content(Stored row, Map<String, @Nullable Object> before, Map<String, @Nullable Object> after) {
        UUID person = person(row);
        Keys.Ring ring = before.isEmpty() && person.equals(row.id())
                ? sealing.fresh(tools.keys(), model, List.of(person), at)
                : ringFor(row);
        Map<String, @Nullable Object> content = new LinkedHashMap<>();
        content.put("after", sealing.forJournal(model, row.id(), person, after, ring, !before.isEmpty()));
        if (!before.isEmpty()) {
            content.put("before", sealing.forJournal(model, row.id(), person, before, ring, true));
        }
        return Canonical.write(content);
    }

    /** Empties the sensitive fields and the files that the test picks, by register and name; a file may show anything. */
    List<Entry> erase(List<UUID> ids, BiPredicate<String, String> which, String reason) {
        List<Entry> entries = new ArrayList<>();
        for (Stored row : store.rows(ids)) {
            Map<String, @Nullable Object> gone = new LinkedHashMap<>();
            for (FieldModel field : model.entered()) {
                if ((field.isSensitive() || field.type() instanceof FieldType.Attachment && !field.required())
                        && row.values().get(field.name()) != null
                        && which.test(model.id(), field.name())) {
                    gone.put(field.name(), null);
                }
            }
            if (!gone.isEmpty()) {
                Map<String, @Nullable Object> all = new LinkedHashMap<>(row.values());
                all.putAll(gone);
                keepVersion(row);
                store.change(row.id(), gone, all, at);
                eraseFiles(row, gone.keySet());
                entries.add(entry(
                        EntryOptions.because(reason).as(Entry.Kind.ERASE),
                        row.id(),
                        Canonical.write(Map.of("after", gone))));
            }
        }
        return entries;
    }

    /** A file can't be made unreadable by its key: it goes itself. */
    private void eraseFiles(Stored row, Set<String> gone) {
        UUID[] files = model.entered().stream()
                .filter(f -> gone.contains(f.name()) && f.type() instanceof FieldType.Attachment)
                .map(f -> (UUID) row.values().get(f.name()))
                .toArray(UUID[]::new);
        if (files.length > 0) {
            transaction.update(Sql.of("delete from attachment where community_id = {community} and id = any({files})")
                    .value("community", viewer.community())
                    .value("files", files));
        }
    }

    /** Erases what rests on consents that these records have ended. */
    Erasing endConsents(Set<UUID> records) {
        return new Erasing(tools, transaction, viewer).ended(model, records);
    }

    /** Tells of new records, and of what was erased with them. */
    void tellAdded(Erasing erased) {
        tools.tell(transaction, viewer.community(), Set.of(model.id()), erased.touched());
    }

    /** Tells of records that are no longer as they were, and of what was erased with them. */
    void tellChanged(Erasing erased) {
        Set<String> changed = new TreeSet<>(erased.touched());
        changed.add(model.id());
        tools.tell(transaction, viewer.community(), Set.of(), changed);
    }

    /** Tells of a record that counts no more. */
    void tellChanged() {
        tools.tell(transaction, viewer.community(), Set.of(), Set.of(model.id()));
    }

    /** The entry and those of what was erased with it, in the journal; the position is the entry's own. */
    long append(Entry entry, Erasing erased) {
        erased.onceMore();
        List<Entry> entries = new ArrayList<>(List.of(entry));
        entries.addAll(erased.entries());
        return tools.journal().append(transaction, viewer.community(), entries)
                - erased.entries().size();
    }

    Entry entry(EntryOptions options, UUID record, String content) {
        return new Entry(
                options.at().orElse(at),
                viewer.user(),
                viewer.postAmong(model.enter()).orElse(""),
                options.kind(),
                model.id(),
                record,
                content,
                options.words());
    }

    Map<String, @Nullable Object> computed(UUID record) {
        List<FieldModel> fields =
                model.fields().stream().filter(f -> !f.entered()).toList();
        if (fields.isEmpty()) {
            return Map.of();
        }
        Reading reading = new Reading(
                model,
                tools.edition().names(),
                viewer.community(),
                tools.today().today());
        List<Sql> columns = new ArrayList<>();
        for (FieldModel field : fields) {
            columns.add(reading.field(field.name()).then(Sql.of(" as ")).then(Sql.identifier(field.name())));
        }
        return transaction.one(
                Sql.of("select {columns} from {table} r{joins} where r.community_id = {community} and r.id = {id}")
                        .part("columns", Sql.join(", ", columns))
                        .name("table", model.table().name())
                        .part("joins", reading.joins())
                        .value("community", viewer.community())
                        .value("id", record),
                io.liren.sql.Row::all);
    }

    static void stopOn(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new Stop(new Refused(problems));
        }
    }

    static List<Problem> both(List<Problem> one, List<Problem> other) {
        List<Problem> both = new ArrayList<>(one);
        both.addAll(other);
        return both;
    }
}
