package io.liren.access;

import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The codes by which someone who is not signed in follows what they sent in (查询码). A code is said once and kept only as
 * its digest: who has the database can't tell whose it is, and nobody guesses it, as there are 30 to the power of 12.
 */
public final class FollowCodes {
    /** No letter or digit that is taken for another. */
    private static final String LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final int LENGTH = 12;
    private static final int GROUP = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    private FollowCodes() {}

    /** What a code leads to. */
    public record Followed(String register, UUID record) {}

    /** A fresh code for a record, in groups of four: {@code 7K2M-QX9A-3BNT}. */
    public static String issue(Transaction transaction, UUID community, String register, UUID record, Instant now) {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            if (i > 0 && i % GROUP == 0) {
                code.append('-');
            }
            code.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        transaction.update(Sql.of("""
                        insert into follow_code (community_id, digest, register, record, made_at)
                        values ({community}, {digest}, {register}, {record}, {at})""")
                .value("community", community)
                .value("digest", digest(community, code.toString()))
                .value("register", register)
                .value("record", record)
                .value("at", now));
        return code.toString();
    }

    /** What a code leads to, however it was typed; empty if it leads nowhere. */
    public static Optional<Followed> find(Transaction transaction, UUID community, String code) {
        return transaction.optional(
                Sql.of(
                                "select register, record from follow_code where community_id = {community} and digest = {digest}")
                        .value("community", community)
                        .value("digest", digest(community, code)),
                row -> new Followed(row.text("register"), row.uuid("record")));
    }

    private static byte[] digest(UUID community, String code) {
        String plain = code.toUpperCase(java.util.Locale.ROOT).replaceAll("[^0-9A-Z]", "");
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest((community + "|" + plain).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
