package io.liren.register;

import io.liren.block.Guard;
import io.liren.journal.Entry;
import io.liren.journal.Journal;
import io.liren.register.Drafting.Drafted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Many records of one register in one transaction (批量登记), in portions: new ones and corrections, each checked, guarded and
 * journalled as if it were entered alone. All are kept, or none.
 */
public final class Loading {
    /** More are not looked for one by one: the file is wrong as a whole. */
    private static final int MOST_BROKEN = 500;

    private final Tools tools;
    private final Write work;
    private final RegisterModel model;
    private final How how;
    private final Map<Integer, List<Problem>> problems = new TreeMap<>();
    private final Map<UUID, Integer> fresh = new LinkedHashMap<>();
    private final Map<UUID, Integer> changed = new LinkedHashMap<>();
    private int unchanged;
    private long position;

    Loading(Tools tools, Write work, RegisterModel model, How how) {
        this.tools = tools;
        this.work = work;
        this.model = model;
        this.how = how;
    }

    /**
     * How it is done.
     *
     * @param reason for the journal: where the rows come from
     * @param acknowledged why it goes on in spite of warnings; empty: they stop it
     * @param kept false: only tried, nothing is kept
     */
    public record How(String reason, Optional<String> acknowledged, boolean kept) {}

    /**
     * A row.
     *
     * @param number by which problems name it
     * @param there the record it puts right; empty: a new one
     * @param values by field, typed or as text; in a correction only what is given changes
     */
    public record Row(int number, Optional<There> there, Map<String, ? extends @Nullable Object> values) {}

    /** A record as it was seen. */
    public record There(UUID id, int revision) {}

    /**
     * What came of it.
     *
     * @param entered how many new records
     * @param corrected how many records were put right
     * @param unchanged how many said what was known
     * @param problems by row number
     * @param ids the new records' ids by row number
     * @param kept whether it is kept
     * @param position of the last entry in the journal; 0 if none
     */
    public record Result(
            int entered,
            int corrected,
            int unchanged,
            Map<Integer, List<Problem>> problems,
            Map<UUID, Integer> ids,
            boolean kept,
            long position) {
        public Result {
            problems = Collections.unmodifiableMap(new TreeMap<>(problems));
            ids = Collections.unmodifiableMap(new LinkedHashMap<>(ids));
        }

        /** Whether a row stands in the way. */
        public boolean blocked() {
            return problems.values().stream().flatMap(List::stream).anyMatch(Problem::blocking);
        }
    }

    /** Says of a row what is wrong with it, as its reader found. */
    public void refuse(int row, List<Problem> found) {
        problems.merge(row, found, Write::both);
    }

    /** Takes a portion of rows. Those with a problem are left out, and told of in the end. */
    public void put(List<Row> rows) {
        List<Row> good = new ArrayList<>();
        List<Stored> drafts = new ArrayList<>();
        Map<UUID, Stored> there = there(rows);
        List<Drafted> drafting = rows.parallelStream()
                .map(row -> row.there().isPresent()
                        ? Drafting.part(model, row.values(), tools.today())
                        : Drafting.whole(model, row.values(), tools.today()))
                .toList();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            Drafted drafted = drafting.get(i);
            Optional<Stored> before = row.there().map(t -> there.get(t.id()));
            List<Problem> stale = stale(row, before);
            List<Problem> found = Write.both(stale, drafted.problems());
            if (!found.isEmpty()) {
                refuse(row.number(), found);
            } else {
                good.add(row);
                drafts.add(before.map(b -> next(b, drafted.values()))
                        .orElseGet(() -> work.row(Optional.empty(), work.at, drafted.values())));
            }
        }
        Map<Integer, List<Problem>> wrong = work.dangling(drafts);
        duplicates(good, drafts).forEach((place, found) -> wrong.merge(place, found, Write::both));
        List<Stored> inserted = new ArrayList<>();
        Map<Stored, Stored> corrected = new LinkedHashMap<>();
        for (int i = 0; i < drafts.size(); i++) {
            int number = good.get(i).number();
            Stored draft = drafts.get(i);
            if (wrong.containsKey(i)) {
                refuse(number, Objects.requireNonNull(wrong.get(i)));
            } else if (good.get(i).there().isEmpty()) {
                inserted.add(draft);
                fresh.put(draft.id(), number);
            } else {
                Stored before = Objects.requireNonNull(there.get(draft.id()));
                if (Write.differing(before.values(), draft.values()).isEmpty()) {
                    unchanged++;
                } else {
                    corrected.put(before, draft);
                    changed.put(draft.id(), number);
                }
            }
        }
        write(inserted, corrected);
    }

    /** Corrections are asked beforehand whether they make something the same that must be unique; new rows when they go in. */
    private Map<Integer, List<Problem>> duplicates(List<Row> rows, List<Stored> drafts) {
        List<Integer> places = IntStream.range(0, rows.size())
                .filter(i -> rows.get(i).there().isPresent())
                .boxed()
                .toList();
        Map<Integer, List<Problem>> found = new TreeMap<>();
        work.store
                .duplicates(places.stream().map(drafts::get).toList())
                .forEach((place, problems) -> found.put(places.get(place), problems));
        return found;
    }

    private Map<UUID, Stored> there(List<Row> rows) {
        List<UUID> ids =
                rows.stream().flatMap(r -> r.there().stream()).map(There::id).toList();
        Map<UUID, Stored> there = new LinkedHashMap<>();
        if (!ids.isEmpty()) {
            work.store.lockAll(ids).forEach(row -> there.put(row.id(), row));
        }
        return there;
    }

    private List<Problem> stale(Row row, Optional<Stored> before) {
        if (row.there().isEmpty()) {
            return List.of();
        }
        if (before.isEmpty() || before.get().voided()) {
            return List.of(Problem.whole("gone", "要更新的记录不存在或已作废", "The record to be put right is not there or void"));
        }
        UUID id = before.get().id();
        if (changed.containsKey(id)) {
            return List.of(Problem.whole(
                    "twice",
                    "与第 " + changed.get(id) + " 行更新的是同一条记录",
                    "It puts right the same record as line " + changed.get(id)));
        }
        return before.get().revision() == row.there().get().revision()
                ? List.of()
                : List.of(Problem.whole(
                        "conflict", "这条记录刚刚有人改过,请重新核对", "Someone has just changed this record: check again"));
    }

    private Stored next(Stored before, Map<String, @Nullable Object> given) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>(before.values());
        all.putAll(given);
        return new Stored(
                before.id(),
                before.revision() + 1,
                before.enteredAt(),
                before.enteredOn(),
                before.enteredBy(),
                work.after(before),
                false,
                all);
    }

    private void write(List<Stored> inserted, Map<Stored, Stored> corrected) {
        EntryOptions options = EntryOptions.because(how.reason())
                .acknowledging(how.acknowledged().orElse(""));
        if (!how.kept()) {
            insert(inserted);
            corrected.forEach((before, after) -> work.store.change(
                    after.id(), Write.differing(before.values(), after.values()), after.values(), after.changedAt()));
            return;
        }
        if (!inserted.isEmpty()) {
            // Their entries are sealed and chained while the database takes the rows in.
            Supplier<List<Entry>> entries = work.entries().later(options, inserted);
            Journal.End end = work.chainsEnd();
            CompletableFuture<Journal.Chained> chained =
                    CompletableFuture.supplyAsync(() -> Journal.chained(end, entries.get()));
            if (insert(inserted)) {
                position = Math.max(position, work.put(chained.join()));
            }
        }
        position =
                Math.max(position, work.append(work.entries().corrections(options.as(Entry.Kind.CORRECT), corrected)));
    }

    /** Whether all of them are there now. Those that are not have in common what must be unique, and are refused. */
    private boolean insert(List<Stored> rows) {
        if (work.store.loaded(work.store.lines(rows)) == rows.size()) {
            return true;
        }
        Set<UUID> there = work.present(rows);
        List<Stored> left =
                rows.stream().filter(row -> !there.contains(row.id())).toList();
        Map<Integer, List<Problem>> named = work.store.duplicates(left);
        for (int i = 0; i < left.size(); i++) {
            refuse(number(left.get(i).id()), named.getOrDefault(i, List.of(Store.taken())));
            fresh.remove(left.get(i).id());
        }
        return false;
    }

    /** Asks what must hold of all rows, tells who derives, and says what came of it. */
    Result finish() {
        Set<UUID> all = new HashSet<>(fresh.keySet());
        all.addAll(changed.keySet());
        if (!all.isEmpty()) {
            Erasing erased = work.endConsents(all);
            int[] found = {0};
            for (Guard guard : tools.edition().guardsFor(model.id())) {
                List<UUID> together = List.copyOf(all);
                if (work.asksOfAll(guard, together)) {
                    broken(guard, together, found);
                } else {
                    together.forEach(id -> broken(guard, List.of(id), found));
                }
            }
            if (how.kept() && !stopped()) {
                if (changed.isEmpty()) {
                    work.tellAdded(erased);
                } else {
                    work.tellChanged(erased);
                }
                erased.onceMore();
                position = Math.max(position, work.append(erased.entries()));
            }
        }
        boolean kept = how.kept() && !stopped();
        return new Result(fresh.size(), changed.size(), unchanged, problems, fresh, kept, kept ? position : 0);
    }

    private boolean stopped() {
        return problems.values().stream()
                .flatMap(List::stream)
                .anyMatch(p -> p.blocking() || how.acknowledged().isEmpty());
    }

    /** Halves the rows until each that breaks it is found. */
    private void broken(Guard guard, List<UUID> ids, int[] found) {
        if (found[0] >= MOST_BROKEN) {
            return;
        }
        List<Problem> breach = work.breaches(ids, List.of(guard));
        if (breach.isEmpty()) {
            return;
        }
        if (ids.size() == 1) {
            found[0]++;
            refuse(number(ids.getFirst()), breach);
            return;
        }
        int before = found[0];
        int half = ids.size() / 2;
        broken(guard, ids.subList(0, half), found);
        broken(guard, ids.subList(half, ids.size()), found);
        if (found[0] == before) {
            // No row breaks it alone: all of them together do.
            found[0]++;
            refuse(number(ids.getFirst()), breach);
        }
    }

    private int number(UUID id) {
        Integer number = fresh.get(id);
        return Objects.requireNonNull(number == null ? changed.get(id) : number);
    }

    /** The rows that were refused so far. */
    public Collection<Integer> refused() {
        return Collections.unmodifiableSet(problems.keySet());
    }

    static Result barred(Problem problem) {
        return new Result(0, 0, 0, Map.of(0, List.of(problem)), Map.of(), false, 0);
    }

    /** Takes everything back, and brings what came of it. */
    static final class TakenBack extends RuntimeException {
        private static final long serialVersionUID = 1L;
        final transient Result result;

        TakenBack(Result result) {
            super("taken back", null, false, false);
            this.result = result;
        }
    }
}
