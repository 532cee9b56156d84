package io.liren.register;

import io.liren.access.Viewer;
import io.liren.block.Edition;
import io.liren.calendar.Today;
import io.liren.journal.Entry;
import io.liren.journal.Journal;
import io.liren.journal.Keys;
import io.liren.register.Drafting.Drafted;
import io.liren.register.Outcome.Conflict;
import io.liren.register.Outcome.Difference;
import io.liren.register.Outcome.Entered;
import io.liren.register.Outcome.Refused;
import io.liren.sql.Database;
import io.liren.sql.DatabaseException;
import io.liren.sql.Scope;
import io.liren.sql.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes facts (事实): checked, guarded, with past version and journal entry in one transaction. Inside another transaction
 * of the same thread it joins that one; a refused write leaves nothing of itself there.
 */
public final class Facts {
    private final Database database;
    private final Registers registers;
    private final Today today;
    private final Journal journal;
    private final List<WriteListener> listeners = new ArrayList<>();
    private final Tools tools;

    /** @param keys seals sensitive values in the journal and in past versions */
    public Facts(Database database, Edition edition, Today today, Journal journal, Keys keys) {
        this.database = database;
        this.registers = new Registers(edition);
        this.today = today;
        this.journal = journal;
        this.tools = new Tools(edition, registers, today, journal, keys, listeners);
    }

    /** Tells of each write from now on, within its transaction. */
    public void onWrite(WriteListener listener) {
        listeners.add(listener);
    }

    /** Enters a new record. Values are typed or as people type them; what is not given has its standard. */
    public Outcome enter(
            Viewer viewer, String register, Map<String, ? extends @Nullable Object> given, EntryOptions options) {
        RegisterModel model = registers.model(register);
        return writing(model, viewer, transaction -> {
            Write work =
                    new Write(tools, transaction, viewer, model, options.at().orElse(today.now()));
            Stored row = work.drafted(options.id(), work.at, Drafting.whole(model, given, today));
            work.insert(List.of(row));
            Erasing erased = work.endConsents(Set.of(row.id()));
            List<Problem> warnings =
                    work.guarded(row.id(), options.acknowledged().isPresent());
            work.tellAdded(erased);
            Entry entry = work.entry(options, row.id(), work.content(row, Map.of(), row.values()));
            return new Entered(row.id(), work.append(entry, erased), warnings);
        });
    }

    /**
     * Puts a record right. The past version stays.
     *
     * @param revision the one the viewer has seen; if the record has changed since, nothing is overwritten
     * @param changes only the fields that are to change
     */
    public Outcome correct(
            Viewer viewer,
            String register,
            UUID id,
            int revision,
            Map<String, ? extends @Nullable Object> changes,
            EntryOptions options) {
        RegisterModel model = registers.model(register);
        return writing(model, viewer, transaction -> {
            Stored there = there(transaction, viewer, model, id);
            Write work = new Write(tools, transaction, viewer, model, later(options, there));
            Drafted drafted = Drafting.part(model, withoutMasks(model, changes, there), today);
            Write.stopOn(drafted.problems());
            Map<String, @Nullable Object> changed = Write.differing(there.values(), drafted.values());
            if (changed.isEmpty()) {
                return new Entered(id, 0, List.of());
            }
            if (there.revision() != revision) {
                return new Conflict(there.revision(), differences(model, viewer, changed, there));
            }
            Map<String, @Nullable Object> all = new LinkedHashMap<>(there.values());
            all.putAll(changed);
            Stored next = new Stored(
                    id, revision + 1, there.enteredAt(), there.enteredOn(), there.enteredBy(), work.at, false, all);
            work.check(List.of(next));
            Map<String, @Nullable Object> before = new LinkedHashMap<>();
            changed.keySet().forEach(field -> before.put(field, there.values().get(field)));
            work.keepVersion(there);
            work.store.change(id, changed, all, work.at);
            Erasing erased = work.endConsents(Set.of(id));
            List<Problem> warnings = work.guarded(id, options.acknowledged().isPresent());
            work.tellChanged(erased);
            Entry entry = work.entry(
                    options.kind() == Entry.Kind.ENTER ? options.as(Entry.Kind.CORRECT) : options,
                    id,
                    work.content(next, before, changed));
            return new Entered(id, work.append(entry, erased), warnings);
        });
    }

    /** Writes one after the other: all, or, where one is refused, none. The outcome is the last's, or the refusal. */
    public Outcome together(Viewer viewer, List<Supplier<Outcome>> writes) {
        return database.inTransaction(Scope.of(viewer.community()), transaction -> {
            Outcome outcome = new Refused(List.of());
            for (Supplier<Outcome> write : writes) {
                outcome = write.get();
                if (!(outcome instanceof Entered)) {
                    transaction.rollbackOnly();
                    break;
                }
            }
            return outcome;
        });
    }

    /**
     * Declares a record void, with a reason. It stays, but counts no more. Refused while other records refer to it, and where
     * something that must always hold would hold no longer.
     */
    public Outcome voidRecord(Viewer viewer, String register, UUID id, String reason) {
        RegisterModel model = registers.model(register);
        if (reason.isBlank()) {
            return new Refused(List.of(Problem.whole("reason", "作废要写明原因", "A record is declared void with a reason")));
        }
        return writing(model, viewer, transaction -> {
            Stored there = there(transaction, viewer, model, id);
            EntryOptions options = EntryOptions.because(reason).as(Entry.Kind.VOID);
            Write work = new Write(tools, transaction, viewer, model, later(options, there));
            work.stopIfReferredTo(id);
            work.keepVersion(there);
            work.store.markVoid(id, work.at);
            List<Problem> warnings = work.brokenByVoid(id);
            work.tellChanged();
            Entry entry = work.entry(options, id, "{}");
            return new Entered(id, journal.append(transaction, viewer.community(), List.of(entry)), warnings);
        });
    }

    /**
     * Enters many records of a register as one batch: all or none. Of what is guarded, only what must always hold is asked;
     * required, unique and referred-to are asked too.
     */
    public Bulk.Result bulk(Viewer viewer, String register, List<Bulk.Line> lines) {
        RegisterModel model = registers.model(register);
        Optional<Problem> barred = barred(model, viewer);
        if (barred.isPresent() || lines.isEmpty()) {
            return barred.<Bulk.Result>map(p -> new Bulk.Result.Refused(Map.of(0, List.of(p))))
                    .orElse(new Bulk.Result.Entered(List.of(), 0));
        }
        Instant now = today.now();
        Map<Integer, List<Problem>> problems = new TreeMap<>();
        return database.inTransaction(Scope.of(viewer.community()), transaction -> {
            Write work = new Write(tools, transaction, viewer, model, now);
            List<Stored> rows = new ArrayList<>();
            for (int i = 0; i < lines.size(); i++) {
                Drafted drafted = Drafting.whole(model, lines.get(i).values(), today);
                if (!drafted.problems().isEmpty()) {
                    problems.put(i, drafted.problems());
                }
                rows.add(work.row(lines.get(i).id(), lines.get(i).at().orElse(now), drafted.values()));
            }
            work.problems(rows).forEach((row, found) -> problems.merge(row, found, Write::both));
            if (!problems.isEmpty()) {
                return new Bulk.Result.Refused(problems);
            }
            try {
                return transaction.guarded(() -> work.insertAll(rows));
            } catch (Stop.Rows stop) {
                return new Bulk.Result.Refused(stop.problems);
            } catch (Stop stop) {
                return new Bulk.Result.Refused(Map.of(0, stop.problems()));
            } catch (DatabaseException e) {
                return new Bulk.Result.Refused(Map.of(0, List.of(refusal(e))));
            }
        });
    }

    /**
     * Enters and puts right many records of a register in one transaction: all or none, each checked, guarded and journalled as
     * if it were entered alone.
     *
     * @param rows gives the rows in portions
     */
    public Loading.Result load(Viewer viewer, String register, Loading.How how, Consumer<Loading> rows) {
        RegisterModel model = registers.model(register);
        Optional<Problem> barred = barred(model, viewer);
        if (barred.isPresent()) {
            return Loading.barred(barred.get());
        }
        return database.inTransaction(Scope.of(viewer.community()), transaction -> {
            try {
                return transaction.guarded(() -> {
                    Write work = new Write(tools, transaction, viewer, model, today.now());
                    Loading loading = new Loading(tools, work, model, how);
                    rows.accept(loading);
                    Loading.Result result = loading.finish();
                    if (!result.kept()) {
                        throw new Loading.TakenBack(result);
                    }
                    return result;
                });
            } catch (Loading.TakenBack back) {
                return back.result;
            } catch (Stop stop) {
                return Loading.barred(stop.problems().getFirst());
            } catch (DatabaseException e) {
                return Loading.barred(refusal(e));
            }
        });
    }

    /**
     * Says what an entry, or a correction, would do; nothing is kept.
     *
     * @param id the record to correct; empty: a new one
     * @param look is asked while the record stands there, after those who are told of writes
     */
    public <T> Preview<T> preview(
            Viewer viewer,
            String register,
            Optional<UUID> id,
            Map<String, ? extends @Nullable Object> given,
            Function<Transaction, T> look) {
        RegisterModel model = registers.model(register);
        Optional<Problem> barred = barred(model, viewer);
        if (barred.isPresent()) {
            return new Preview<>(List.of(barred.get()), Map.of(), Optional.empty());
        }
        try {
            return database.inTransaction(
                    Scope.of(viewer.community()),
                    transaction -> transaction.tried(() -> {
                        Write work = new Write(tools, transaction, viewer, model, today.now());
                        Optional<Stored> there = id.flatMap(work.store::lock);
                        Drafted drafted = there.isPresent()
                                ? Drafting.part(model, given, today)
                                : Drafting.whole(model, given, today);
                        Map<String, @Nullable Object> all = new LinkedHashMap<>();
                        there.ifPresent(t -> all.putAll(t.values()));
                        all.putAll(drafted.values());
                        Stored row = work.row(id, work.at, all);
                        List<Problem> problems = new ArrayList<>(drafted.problems());
                        work.problems(List.of(row)).values().forEach(problems::addAll);
                        if (problems.stream().anyMatch(Problem::blocking)) {
                            return new Preview<T>(problems, all, Optional.empty());
                        }
                        if (there.isPresent()) {
                            work.store.change(row.id(), drafted.values(), all, work.at);
                        } else {
                            work.store.insert(List.of(row));
                        }
                        work.endConsents(Set.of(row.id()));
                        problems.addAll(work.breaches(row.id()));
                        Set<String> own = Set.of(model.id());
                        listeners.forEach(l -> l.written(
                                transaction,
                                viewer.community(),
                                there.isPresent() ? Set.of() : own,
                                there.isPresent() ? own : Set.of()));
                        all.putAll(work.computed(row.id()));
                        return new Preview<>(problems, all, Optional.ofNullable(look.apply(transaction)));
                    }));
        } catch (DatabaseException e) {
            return new Preview<>(List.of(refusal(e)), Map.of(), Optional.empty());
        }
    }

    /**
     * Erases the sensitive values about a person: in the records as they are, and for ever in the journal and in past
     * versions, as the keys are destroyed.
     *
     * @param id any record about the person
     */
    public Outcome erase(Viewer viewer, String register, UUID id, String reason) {
        return erasing(
                viewer, register, id, reason, (erasing, root, person) -> erasing.everything(root, person, reason));
    }

    /**
     * Erases again what an erasure had emptied, as after a backup was restored: the consents that the fields rest on are
     * withdrawn again; everything sensitive about the person goes if one of the fields rests on none.
     *
     * @param fields the fields of the record that it emptied
     */
    public Outcome eraseAgain(Viewer viewer, String register, UUID id, Set<String> fields, String reason) {
        List<ConsentRule> rules = registers.consents().stream()
                .filter(rule -> fields.stream().anyMatch(field -> rule.covers(register, field)))
                .toList();
        boolean all = fields.stream().allMatch(field -> rules.stream().anyMatch(rule -> rule.covers(register, field)));
        if (rules.isEmpty() || !all) {
            return erase(viewer, register, id, reason);
        }
        return database.inTransaction(Scope.of(viewer.community()), transaction -> {
            Outcome outcome = new Refused(List.of());
            for (ConsentRule rule : rules) {
                UUID person = person(transaction, viewer, registers.model(register), id);
                Map<String, Object> withdrawal = rule.withdrawal().apply(person);
                if (!withdrawal.isEmpty()) {
                    outcome = enter(viewer, rule.answers(), withdrawal, EntryOptions.because(reason));
                }
                if (!(outcome instanceof Entered)) {
                    // The withdrawal itself was held up, as for want of a guardian: it is erased all the same.
                    outcome = erasing(viewer, register, id, reason, (e, root, p) -> e.resting(rule, p, reason));
                }
            }
            return outcome;
        });
    }

    private UUID person(Transaction transaction, Viewer viewer, RegisterModel model, UUID id) {
        Stored there = there(transaction, viewer, model, id);
        return Objects.requireNonNull(new Sealing(registers, viewer.community(), transaction)
                .persons(model, List.of(there))
                .get(id));
    }

    private interface Erasure {
        void of(Erasing erasing, RegisterModel root, UUID person);
    }

    private Outcome erasing(Viewer viewer, String register, UUID id, String reason, Erasure erasure) {
        RegisterModel model = registers.model(register);
        if (reason.isBlank()) {
            return new Refused(List.of(Problem.whole("reason", "删除要写明原因", "Erasing needs a reason")));
        }
        return writing(model, viewer, transaction -> {
            UUID person = person(transaction, viewer, model, id);
            Erasing erasing = new Erasing(tools, transaction, viewer);
            erasure.of(erasing, new Sealing(registers, viewer.community(), transaction).root(model), person);
            tools.tell(transaction, viewer.community(), Set.of(), erasing.touched());
            if (erasing.entries().isEmpty()) {
                return new Refused(
                        List.of(Problem.whole("nothing", "没有可删除的敏感内容", "There is nothing sensitive to erase")));
            }
            return new Entered(id, journal.append(transaction, viewer.community(), erasing.entries()), List.of());
        });
    }

    // ---- how a write goes

    private Outcome writing(RegisterModel model, Viewer viewer, Function<Transaction, Outcome> work) {
        Optional<Problem> barred = barred(model, viewer);
        if (barred.isPresent()) {
            return new Refused(List.of(barred.get()));
        }
        return database.inTransaction(Scope.of(viewer.community()), transaction -> {
            transaction.planOnce();
            try {
                return transaction.guarded(() -> work.apply(transaction));
            } catch (Stop stop) {
                return stop.outcome;
            } catch (DatabaseException e) {
                return new Refused(List.of(refusal(e)));
            }
        });
    }

    /** Another write can come between our question and our write; the database has the last word. */
    private static Problem refusal(DatabaseException e) {
        if (e.isDuplicate()) {
            return Problem.whole(
                    "unique", "刚刚有人登记了相同的记录,请重新打开", "Someone has just entered the same record: open it again");
        }
        if (e.isDangling()) {
            return Problem.whole("reference", "引用的记录不存在", "A record referred to is not there");
        }
        throw e;
    }

    private static Optional<Problem> barred(RegisterModel model, Viewer viewer) {
        if (viewer.asOf().isPresent()) {
            return Optional.of(
                    Problem.whole("as-of", "回看过去时不能登记,请回到今天", "Nothing can be entered while looking at a past day"));
        }
        return model.entrusts(viewer)
                ? Optional.empty()
                : Optional.of(Problem.whole(
                        "post",
                        "您的岗位不能登记「" + model.label().zh() + "」",
                        "Your post may not write to “" + model.label().en() + "”"));
    }

    private static Stored there(Transaction transaction, Viewer viewer, RegisterModel model, UUID id) {
        Stored row = new Store(model, viewer.community(), transaction)
                .lock(id)
                .orElseThrow(() ->
                        new Stop(new Refused(List.of(Problem.whole("gone", "没有这条记录", "There is no such record")))));
        if (row.voided()) {
            throw new Stop(
                    new Refused(List.of(Problem.whole("void", "这条记录已作废", "This record has been declared void"))));
        }
        return row;
    }

    private Instant later(EntryOptions options, Stored there) {
        Instant at = options.at().orElse(today.now());
        return at.isAfter(there.changedAt()) ? at : there.changedAt().plusNanos(1000);
    }

    /** A form shows a sensitive value masked and sends the mask back: that is no change. */
    private static Map<String, ? extends @Nullable Object> withoutMasks(
            RegisterModel model, Map<String, ? extends @Nullable Object> given, Stored there) {
        Map<String, @Nullable Object> changes = new LinkedHashMap<>(given);
        changes.entrySet().removeIf(change -> {
            Object value = there.values().get(change.getKey());
            Optional<FieldModel> field = model.field(change.getKey()).filter(FieldModel::isSensitive);
            return value != null
                    && field.isPresent()
                    && Masked.of(field.get(), value).shown().equals(String.valueOf(change.getValue()));
        });
        return changes;
    }

    private static List<Difference> differences(
            RegisterModel model, Viewer viewer, Map<String, @Nullable Object> mine, Stored there) {
        List<Difference> differences = new ArrayList<>();
        mine.forEach((name, value) -> {
            FieldModel field = model.field(name).orElseThrow();
            Object theirs = there.values().get(name);
            boolean hide = field.isSensitive() && !viewer.holdsAny(field.seenBy());
            differences.add(new Difference(name, value, hide && theirs != null ? Masked.of(field, theirs) : theirs));
        });
        return differences;
    }
}
