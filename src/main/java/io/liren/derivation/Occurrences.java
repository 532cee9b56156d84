package io.liren.derivation;

import io.liren.sql.Row;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads occurrences from the cache, or from the statements themselves, and tells how each stands on a day. */
final class Occurrences {
    private Occurrences() {}

    /** How an occurrence {@code o} stands: a function of it, of waivers, and of the day and the moment. */
    private static Sql state(LocalDate today, Instant now) {
        return Sql.of("""
                case when o.met_at > o.due_at then 'met-late'
                     when o.met_on is not null and o.met_on <= o.due_on then 'met'
                     when o.met_on is not null then 'met-late'
                     when exists (select 1 from duty_waiver w
                                   where w.community_id = o.community_id and w.duty = o.duty
                                     and w.subject_id = o.subject_id and w.period_key = o.period_key) then 'waived'
                     when o.paused then 'open'
                     when o.due_on < {today} or o.due_at < {now} then 'overdue'
                     when o.opens_on <= {today} then 'open'
                     else 'upcoming' end""").value("today", today).value("now", now);
    }

    /** All columns of the occurrences of {@code source}, with the state. */
    static Sql withState(Sql source, LocalDate today, Instant now) {
        return Sql.of("select o.*, {state} as state from ({source}) o")
                .part("state", state(today, now))
                .part("source", source);
    }

    static Occurrence read(Row row) {
        UUID subject = row.uuid("subject_id");
        return new Occurrence(
                row.text("duty"),
                subject.equals(Statements.COMMUNITY_ITSELF) ? Optional.empty() : Optional.of(subject),
                row.text("period_key"),
                row.date("opens_on"),
                row.date("due_on"),
                row.decimal("needed"),
                row.decimal("found"),
                Optional.ofNullable(row.dateOrNull("met_on")),
                Optional.ofNullable(row.dateOrNull("met_entered_on")),
                row.uuids("evidence"),
                Optional.ofNullable(row.instantOrNull("due_at")),
                Optional.ofNullable(row.instantOrNull("met_at")),
                row.bool("paused"),
                State.of(row.text("state")));
    }

    static List<Occurrence> rows(Transaction transaction, Sql select) {
        return transaction.rows(select, Occurrences::read);
    }
}
