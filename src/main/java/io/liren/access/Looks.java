package io.liren.access;

import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The log of looks at sensitive values (查看记录): who looked at what, when and for which purpose. It only grows. */
public final class Looks {
    private Looks() {}

    /** One look. */
    public record Look(
            Instant at, UUID actor, String post, String register, UUID record, String field, String purpose) {}

    /**
     * Writes a look down, in the viewer's community.
     *
     * @param id a fresh id
     */
    public static void record(Transaction transaction, Viewer viewer, UUID id, Look look) {
        transaction.update(Sql.of("""
                        insert into look_log (community_id, id, at, actor, post, register, record, field, purpose)
                        values ({community}, {id}, {at}, {actor}, {post}, {register}, {record}, {field}, {purpose})""")
                .value("community", viewer.community())
                .value("id", id)
                .value("at", look.at())
                .value("actor", look.actor())
                .value("post", look.post())
                .value("register", look.register())
                .value("record", look.record())
                .value("field", look.field())
                .value("purpose", look.purpose()));
    }

    /** Who looked at a record, newest first. */
    public static List<Look> at(Transaction transaction, Viewer viewer, UUID record) {
        return transaction.rows(
                Sql.of("""
                        select at, actor, post, register, record, field, purpose from look_log
                         where community_id = {community} and record = {record} order by at desc""").value("community", viewer.community()).value("record", record),
                row -> new Look(
                        row.instant("at"),
                        row.uuid("actor"),
                        row.text("post"),
                        row.text("register"),
                        row.uuid("record"),
                        row.text("field"),
                        row.text("purpose")));
    }
}
