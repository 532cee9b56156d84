package io.liren.register;

import io.liren.access.Viewer;
import io.liren.journal.Entry;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiPredicate;

/**
 * Erases sensitive values (删除): in the records as they are, and for ever in the journal and in past versions, as the keys
 * they were sealed under are destroyed. The journal keeps that it happened.
 */
final class Erasing {
    private final Tools tools;
    private final Transaction transaction;
    private final Viewer viewer;
    private final Sealing sealing;
    private final List<Entry> entries = new ArrayList<>();
    private final Set<String> registers = new TreeSet<>();
    private final Set<UUID> owners = new TreeSet<>();

    Erasing(Tools tools, Transaction transaction, Viewer viewer) {
        this.tools = tools;
        this.transaction = transaction;
        this.viewer = viewer;
        this.sealing = new Sealing(tools.registers(), viewer.community(), transaction);
    }

    /** What the journal has to say of it. */
    List<Entry> entries() {
        return entries;
    }

    /** The registers whose records lost something. */
    Set<String> touched() {
        return registers;
    }

    /** All that is sensitive about a person. */
    Erasing everything(RegisterModel root, UUID person, String reason) {
        Instant at = tools.today().now();
        records(root, person, (register, field) -> true, reason);
        destroy(person, at);
        for (ConsentRule rule : tools.registers().consents()) {
            if (rule.of().equals(root.id())) {
                destroy(rule.owner(person), at);
            }
        }
        return this;
    }

    /** What rests on one consent of a person; all else stays. */
    Erasing resting(ConsentRule rule, UUID person, String reason) {
        records(tools.registers().model(rule.of()), person, rule::covers, reason);
        destroy(rule.owner(person), tools.today().now());
        return this;
    }

    /** What rests on consents that records just written have ended. */
    Erasing ended(RegisterModel written, Set<UUID> records) {
        for (ConsentRule rule : tools.registers().consents()) {
            if (rule.answers().equals(written.id())) {
                Sql ended = rule.ended().apply(viewer.community(), records);
                for (UUID person : transaction.rows(ended, row -> row.uuid("id"))) {
                    resting(rule, person, rule.because().toString());
                }
            }
        }
        return this;
    }

    private void records(RegisterModel root, UUID person, BiPredicate<String, String> which, String reason) {
        sealing.under(root, person).forEach((model, ids) -> {
            Write work =
                    new Write(tools, transaction, viewer, model, tools.today().now());
            List<Entry> erased = work.erase(ids, which, reason);
            if (!erased.isEmpty()) {
                entries.addAll(erased);
                registers.add(model.id());
            }
        });
    }

    /**
     * Destroys the same keys once more. What was written in one go with what ends it has been sealed for the journal under a
     * fresh key meanwhile.
     */
    void onceMore() {
        Instant at = tools.today().now();
        owners.forEach(owner -> tools.keys().destroy(transaction, viewer.community(), owner, at));
    }

    private void destroy(UUID owner, Instant at) {
        owners.add(owner);
        tools.keys().destroy(transaction, viewer.community(), owner, at);
    }
}
