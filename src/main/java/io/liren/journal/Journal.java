package io.liren.journal;

import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** The append-only, hash-chained list of every change (流水), one chain a community. */
public final class Journal {
    private static final int BATCH = 5000;

    private record End(long position, byte[] head) {}

    /** Where an entry stands in its community's chain, and its digest there in hexadecimal digits. */
    public record Placed(long position, Entry entry, String digest) {}

    /**
     * Appends entries in order. It holds the community's row until the transaction ends, so it comes last in it.
     *
     * @return the position of the last entry; positions are counted from 1 without gaps
     */
    public long append(Transaction transaction, UUID community, List<Entry> entries) {
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("nothing to append");
        }
        End end = transaction.one(
                Sql.of("""
                        update community set position = position + {count} where id = {community}
                        returning position as last_position, head""").value("count", entries.size()).value("community", community),
                row -> new End(row.whole("last_position"), row.bytes("head")));
        byte[] head = end.head;
        long position = end.position - entries.size();
        List<Sql> batch = new ArrayList<>();
        for (Entry given : entries) {
            Entry entry = toTheMicrosecond(given);
            position++;
            head = Encoding.digest(head, Encoding.encode(Encoding.VERSION, community, position, entry));
            batch.add(insert(community, position, entry, head));
            if (batch.size() == BATCH) {
                transaction.batch(batch);
                batch.clear();
            }
        }
        transaction.batch(batch);
        transaction.update(Sql.of("update community set head = {head} where id = {community}")
                .value("head", head)
                .value("community", community));
        return end.position;
    }

    /** Waits until no other transaction appends to the community's chain, and keeps others waiting until this one ends. */
    public void lock(Transaction transaction, UUID community) {
        transaction.one(
                Sql.of("select id from community where id = {community} for update")
                        .value("community", community),
                row -> row.uuid("id"));
    }

    private static Entry toTheMicrosecond(Entry entry) {
        return new Entry(
                entry.at().truncatedTo(ChronoUnit.MICROS),
                entry.actor(),
                entry.post(),
                entry.kind(),
                entry.register(),
                entry.record(),
                entry.content(),
                entry.reason());
    }

    private static Sql insert(UUID community, long position, Entry entry, byte[] digest) {
        return Sql.of("""
                insert into journal (community_id, position, encoding, at, actor, post, kind, register, record,
                                     content, reason, digest)
                values ({community}, {place}, {encoding}, {at}, {actor}, {post}, {kind}, {register}, {record},
                        {content}, {reason}, {digest})""")
                .value("community", community)
                .value("place", position)
                .value("encoding", Encoding.VERSION)
                .value("at", entry.at())
                .value("actor", entry.actor())
                .value("post", entry.post())
                .value("kind", entry.kind())
                .value("register", entry.register())
                .value("record", entry.record())
                .value("content", entry.content())
                .value("reason", entry.reason())
                .value("digest", digest);
    }

    /** The entries about one record, first to last. */
    public List<Placed> of(Transaction transaction, UUID community, String register, UUID record) {
        return transaction.rows(
                Sql.of("""
                        select {columns} from journal
                         where community_id = {community} and register = {register} and record = {record}
                         order by position""")
                        .part("columns", COLUMNS)
                        .value("community", community)
                        .value("register", register)
                        .value("record", record),
                Journal::placed);
    }

    /** The last entries of a community, newest first. */
    public List<Placed> latest(Transaction transaction, UUID community, long before, int most) {
        return transaction.rows(
                Sql.of("""
                        select {columns} from journal
                         where community_id = {community} and position < {before}
                         order by position desc limit {most}""")
                        .part("columns", COLUMNS)
                        .value("community", community)
                        .value("before", before)
                        .value("most", most),
                Journal::placed);
    }

    /** A page of a register's entries, record after record, for replaying: those after a record and position. */
    public List<Placed> byRecord(
            Transaction transaction, UUID community, String register, UUID afterRecord, long afterPosition, int most) {
        return transaction.rows(
                Sql.of("""
                        select {columns} from journal
                         where community_id = {community} and register = {register}
                           and (record, position) > ({record}, {after})
                         order by record, position limit {most}""")
                        .part("columns", COLUMNS)
                        .value("community", community)
                        .value("register", register)
                        .value("record", afterRecord)
                        .value("after", afterPosition)
                        .value("most", most),
                Journal::placed);
    }

    /** The entries of some kinds, first to last, one after the other. */
    public void ofKind(Transaction transaction, UUID community, Collection<Entry.Kind> kinds, Consumer<Placed> each) {
        transaction.stream(
                Sql.of("""
                        select {columns} from journal
                         where community_id = {community} and kind = any({kinds})
                         order by position""")
                        .part("columns", COLUMNS)
                        .value("community", community)
                        .value("kinds", kinds.stream().map(Entry.Kind::name).toArray(String[]::new)),
                Journal::placed,
                each);
    }

    static final Sql COLUMNS = Sql.of(
            "position as entry_position, encoding, at, actor, post, kind, register, record, content, reason, digest");

    static Placed placed(io.liren.sql.Row row) {
        return new Placed(
                row.whole("entry_position"), entry(row), HexFormat.of().formatHex(row.bytes("digest")));
    }

    static Entry entry(io.liren.sql.Row row) {
        return new Entry(
                row.instant("at"),
                row.uuid("actor"),
                row.text("post"),
                Entry.Kind.valueOf(row.text("kind")),
                row.text("register"),
                row.uuid("record"),
                row.text("content"),
                row.text("reason"));
    }
}
