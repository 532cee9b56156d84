package io.liren.access;

import io.liren.sql.Row;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import java.time.Instant;
import java.util.Collection;
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
                         where community_id = {community} and record = {record} order by at desc""").value("community", viewer.community()).value("record", record), Looks::look);
    }

    /** A look, and what the account is called whose look it was. */
    public record Named(Look look, String name) {}

    /** Who looked at any of these records, newest first. */
    public static List<Named> at(Transaction transaction, Viewer viewer, Collection<UUID> records, int most) {
        return transaction.rows(
                Sql.of("""
                        select l.at, l.actor, l.post, l.register, l.record, l.field, l.purpose, coalesce(u.name, '') as name
                          from look_log l
                          left join app_user u on u.id = l.actor
                         where l.community_id = {community} and l.record = any({records})
                         order by l.at desc limit {most}""")
                        .value("community", viewer.community())
                        .value("records", records.toArray(UUID[]::new))
                        .value("most", most),
                row -> new Named(look(row), row.text("name")));
    }

    private static Look look(Row row) {
        return new Look(
                row.instant("at"),
                row.uuid("actor"),
                row.text("post"),
                row.text("register"),
                row.uuid("record"),
                row.text("field"),
                row.text("purpose"));
    }
}
