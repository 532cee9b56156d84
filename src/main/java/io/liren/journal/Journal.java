package io.liren.journal;

import io.liren.sql.CopyText;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** The append-only, hash-chained list of every change (流水), one chain a community. */
public final class Journal {
    private static final int MANY = 100;
    private static final int PORTION = 5_000;
    private static final List<String> WRITTEN = List.of(
            "community_id",
            "position",
            "encoding",
            "at",
            "actor",
            "post",
            "kind",
            "register",
            "record",
            "content",
            "reason",
            "digest");
    private static final int WINDOW = 3000;

    private record Locked(UUID community) implements Transaction.Key<End> {}

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
        return put(transaction, chained(end(transaction, community), entries));
    }

    /**
     * Where the community's chain ends; it does not grow until the transaction ends, but by the transaction itself.
     *
     * @param head the last entry's digest
     */
    public record End(UUID community, long position, byte[] head) {}

    /** Entries with their places behind an end of the chain, written out; they are put there by {@link #put}. */
    public static final class Chained {
        private final End end;
        private final List<Sql> few = new ArrayList<>();
        private final List<CopyText> many = new ArrayList<>();

        private Chained(End end) {
            this.end = end;
        }
    }

    /** Works out the digests of entries behind the end of a chain. It asks nothing of the database. */
    public static Chained chained(End end, List<Entry> entries) {
        UUID community = end.community();
        byte[] head = end.head();
        long position = end.position();
        List<Sql> few = new ArrayList<>();
        List<CopyText> many = new ArrayList<>();
        for (Entry given : entries) {
            Entry entry = toTheMicrosecond(given);
            position++;
            head = Encoding.digest(head, Encoding.encode(Encoding.VERSION, community, position, entry));
            if (entries.size() < MANY) {
                few.add(insert(community, position, entry, head));
                continue;
            }
            if (many.isEmpty() || many.getLast().rows() == PORTION) {
                many.add(new CopyText());
            }
            line(many.getLast(), community, position, entry, head);
        }
        Chained chained = new Chained(new End(community, position, head));
        chained.few.addAll(few);
        chained.many.addAll(many);
        return chained;
    }

    /** Puts entries there; the chain must end where they were chained. Returns the position of the last. */
    public long put(Transaction transaction, Chained chained) {
        End end = chained.end;
        chained.many.forEach(lines -> put(transaction, lines));
        Sql noted = Sql.of("update community set position = {position}, head = {head} where id = {community}")
                .value("position", end.position())
                .value("head", end.head())
                .value("community", end.community());
        if (chained.few.size() == 1) {
            transaction.update(Sql.of("with entered as ({entry}) {noted}")
                    .part("entry", chained.few.getFirst())
                    .part("noted", noted));
        } else {
            transaction.batch(chained.few);
            transaction.update(noted);
        }
        transaction.know(new Locked(end.community()), end);
        return end.position();
    }

    private static void put(Transaction transaction, CopyText entries) {
        if (transaction.load("journal", WRITTEN, entries) != entries.rows()) {
            throw new IllegalStateException("an entry's position was taken");
        }
    }

    private static void line(CopyText lines, UUID community, long position, Entry entry, byte[] digest) {
        lines.value(community)
                .value(position)
                .value(Encoding.VERSION)
                .value(entry.at())
                .value(entry.actor())
                .value(entry.post())
                .value(entry.kind())
                .value(entry.register())
                .value(entry.record())
                .value(entry.content())
                .value(entry.reason())
                .value(digest)
                .end();
    }

    /** Waits until no other transaction appends to the community's chain, and keeps others waiting until this one ends. */
    public void lock(Transaction transaction, UUID community) {
        end(transaction, community);
    }

    /** Takes the chain's lock, and says where it ends. */
    public End end(Transaction transaction, UUID community) {
        return transaction.once(
                new Locked(community),
                () -> transaction.one(
                        Sql.of(
                                        "select position as last_position, head from community where id = {community} for update")
                                .value("community", community),
                        row -> new End(community, row.whole("last_position"), row.bytes("head"))));
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

    /** What someone has entered since a moment, newest first, among the last few thousand entries of a community. */
    public List<Placed> by(Transaction transaction, UUID community, UUID actor, Instant since, int most) {
        return transaction.rows(
                Sql.of("""
                        select {columns}
                          from (select * from journal
                                 where community_id = {community}
                                 order by position desc limit {window}) newest
                         where actor = {actor} and at >= {since}
                         order by position desc limit {most}""")
                        .part("columns", COLUMNS)
                        .value("community", community)
                        .value("window", WINDOW)
                        .value("actor", actor)
                        .value("since", since)
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

    /** An entry and the digest of the one before it in the chain, in hexadecimal digits; empty for the first. */
    public record Linked(Placed placed, String before) {}

    /** The entries about some registers that were made from a moment to before another, in order. */
    public List<Linked> between(
            Transaction transaction, UUID community, Set<String> registers, Instant from, Instant to) {
        return transaction.rows(
                Sql.of("""
                        select j.*, b.digest as before
                          from (select {columns} from journal
                                 where community_id = {community} and register = any({registers})
                                   and at >= {from} and at < {to}) j
                          left join journal b on b.community_id = {same} and b.position = j.entry_position - 1
                         order by j.entry_position""")
                        .part("columns", COLUMNS)
                        .value("community", community)
                        .value("registers", registers.toArray(String[]::new))
                        .value("from", from)
                        .value("to", to)
                        .value("same", community),
                row -> {
                    byte[] before = row.bytesOrNull("before");
                    return new Linked(
                            placed(row), before == null ? "" : HexFormat.of().formatHex(before));
                });
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
