package io.liren.journal;

import io.liren.sql.Row;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import io.liren.wording.Label;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/** Computes a community's chain again from its entries. */
public final class Chain {
    private static final HexFormat HEX = HexFormat.of();

    private Chain() {}

    /**
     * What was found.
     *
     * @param head the chain's end as the entries give it, up to the first break
     * @param broken the first place where it does not hold
     */
    public record Verified(Head head, Optional<Break> broken) {
        /** Whether it holds. */
        public boolean holds() {
            return broken.isEmpty();
        }
    }

    /** Where a chain does not hold, and what is wrong there. */
    public record Break(UUID community, long position, Label what) {}

    private static final class Walk {
        private final UUID community;
        private long position;
        private byte[] digest = new byte[0];
        private Optional<Break> broken = Optional.empty();

        Walk(UUID community) {
            this.community = community;
        }

        void step(Row row) {
            if (broken.isPresent()) {
                return;
            }
            long here = row.whole("entry_position");
            if (here != position + 1) {
                broken = Optional.of(new Break(
                        community,
                        position + 1,
                        new Label("少了第 " + (position + 1) + " 条流水", "entry " + (position + 1) + " is missing")));
                return;
            }
            byte[] expected = Encoding.digest(
                    digest, Encoding.encode((int) row.whole("encoding"), community, here, Journal.entry(row)));
            if (!Arrays.equals(expected, row.bytes("digest"))) {
                broken = Optional.of(new Break(
                        community,
                        here,
                        new Label("第 " + here + " 条流水的摘要对不上", "the digest of entry " + here + " does not fit")));
                return;
            }
            position = here;
            digest = expected;
        }
    }

    /** Computes every digest of the chain again; memory use does not grow with its length. */
    public static Verified verify(Transaction transaction, UUID community) {
        Walk walk = new Walk(community);
        transaction.stream(
                Sql.of("select {columns} from journal where community_id = {community} order by position")
                        .part("columns", Journal.COLUMNS)
                        .value("community", community),
                row -> {
                    walk.step(row);
                    return walk;
                },
                same -> {});
        Head found = new Head(community, walk.position, HEX.formatHex(walk.digest));
        Head noted = head(transaction, community);
        if (walk.broken.isEmpty() && !found.equals(noted)) {
            return new Verified(
                    found,
                    Optional.of(new Break(
                            community,
                            Math.min(found.position(), noted.position()) + 1,
                            new Label(
                                    "社区记着共 " + noted.position() + " 条,流水里是 " + found.position() + " 条,或末尾摘要不同",
                                    "the community notes " + noted.position() + " entries, the journal has "
                                            + found.position() + ", or their last digests differ"))));
        }
        return new Verified(found, walk.broken);
    }

    /** The chain's end as the community notes it. */
    public static Head head(Transaction transaction, UUID community) {
        return transaction.one(
                Sql.of("select position as last_position, head from community where id = {community}")
                        .value("community", community),
                row -> new Head(community, row.whole("last_position"), HEX.formatHex(row.bytes("head"))));
    }

    /**
     * Holds today's chain against a head kept elsewhere. It must be verified too: this looks at one entry only.
     *
     * @return where they differ: the tail was cut off, or what came before was rewritten
     */
    public static Optional<Break> compare(Transaction transaction, Head kept) {
        if (kept.position() == 0) {
            return Optional.empty();
        }
        Optional<String> digest = transaction.optional(
                Sql.of("select digest from journal where community_id = {community} and position = {place}")
                        .value("community", kept.community())
                        .value("place", kept.position()),
                row -> HEX.formatHex(row.bytes("digest")));
        if (digest.isEmpty()) {
            return Optional.of(new Break(
                    kept.community(),
                    kept.position(),
                    new Label(
                            "流水的末尾被截掉了:没有第 " + kept.position() + " 条",
                            "the tail was cut off: there is no entry " + kept.position())));
        }
        return digest.filter(d -> !d.equals(kept.digest()))
                .map(d -> new Break(
                        kept.community(),
                        kept.position(),
                        new Label(
                                "第 " + kept.position() + " 条与别处保存的摘要不同:流水被改写过",
                                "entry " + kept.position()
                                        + " differs from the digest kept elsewhere: the journal was rewritten")));
    }
}
