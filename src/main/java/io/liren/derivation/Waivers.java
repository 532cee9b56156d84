package io.liren.derivation;

import io.liren.access.Viewer;
import io.liren.block.Derivation;
import io.liren.block.Edition;
import io.liren.calendar.Today;
import io.liren.journal.Canonical;
import io.liren.journal.Entry;
import io.liren.journal.Journal;
import io.liren.sql.Database;
import io.liren.sql.Scope;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Waives occurrences (免除): by a person with the post for it, with a reason, on record; and takes it back. */
public final class Waivers {
    private final Database database;
    private final Edition edition;
    private final Today today;
    private final Journal journal;

    /** Over the journal that keeps them. */
    public Waivers(Database database, Edition edition, Today today, Journal journal) {
        this.database = database;
        this.edition = edition;
        this.today = today;
        this.journal = journal;
    }

    /**
     * Waives one occurrence.
     *
     * @param subject the nil UUID for a community's own duty
     * @return whether it was done: the viewer holds a post that may, looks at today, and gives a reason
     */
    public boolean waive(Viewer viewer, String duty, UUID subject, String period, String reason) {
        Optional<Derivation> known = allowed(viewer, duty);
        if (known.isEmpty() || reason.isBlank()) {
            return false;
        }
        Instant at = today.now().truncatedTo(ChronoUnit.MICROS);
        database.inTransaction(Scope.of(viewer.community()), transaction -> {
            int done = transaction.update(Sql.of("""
                    insert into duty_waiver (community_id, duty, subject_id, period_key, reason, waived_by, waived_at)
                    values ({community}, {duty}, {subject}, {period}, {reason}, {by}, {at})
                    on conflict (community_id, duty, subject_id, period_key) do nothing""")
                    .value("community", viewer.community())
                    .value("duty", duty)
                    .value("subject", subject)
                    .value("period", period)
                    .value("reason", reason)
                    .value("by", viewer.user())
                    .value("at", at));
            return done == 0 ? done : noted(transaction, viewer, known.get(), subject, period, reason, true, at);
        });
        return true;
    }

    /** Takes a waiver back; the journal keeps both. */
    public boolean restore(Viewer viewer, String duty, UUID subject, String period) {
        Optional<Derivation> known = allowed(viewer, duty);
        if (known.isEmpty()) {
            return false;
        }
        database.inTransaction(Scope.of(viewer.community()), transaction -> {
            int done = transaction.update(Sql.of("""
                    delete from duty_waiver
                     where community_id = {community} and duty = {duty} and subject_id = {subject}
                       and period_key = {period}""")
                    .value("community", viewer.community())
                    .value("duty", duty)
                    .value("subject", subject)
                    .value("period", period));
            return done == 0 ? done : noted(transaction, viewer, known.get(), subject, period, "", false, today.now());
        });
        return true;
    }

    private Optional<Derivation> allowed(Viewer viewer, String duty) {
        return edition.derivation(duty).filter(d -> viewer.asOf().isEmpty() && viewer.holdsAny(d.waivableBy()));
    }

    private int noted(
            Transaction transaction,
            Viewer viewer,
            Derivation duty,
            UUID subject,
            String period,
            String reason,
            boolean waived,
            Instant at) {
        String content = Canonical.write(Map.of("after", Map.of("period", period, "waived", waived)));
        journal.append(
                transaction,
                viewer.community(),
                List.of(new Entry(
                        at,
                        viewer.user(),
                        viewer.postAmong(duty.waivableBy()).orElse(""),
                        Entry.Kind.WAIVE,
                        duty.id(),
                        subject,
                        content,
                        reason)));
        return 1;
    }
}
