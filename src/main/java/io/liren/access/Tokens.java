package io.liren.access;

import io.liren.calendar.Today;
import io.liren.journal.Canonical;
import io.liren.journal.Entry;
import io.liren.journal.Journal;
import io.liren.schema.Ids;
import io.liren.sql.Database;
import io.liren.sql.Row;
import io.liren.sql.Scope;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Secrets by which a program acts for a user (令牌): for the API, and in the address of a calendar. A secret is shown once; only its
 * digest is kept. It can never do more than its user can at that moment, and ends with the user's account.
 */
public final class Tokens {
    /** What the journal calls a token that was made or ended. */
    public static final String REGISTER = "access_token";

    private static final int SECRET_BYTES = 32;
    private static final Duration NOTED = Duration.ofMinutes(1);
    private final Database database;
    private final Journal journal;
    private final Today today;
    private final SecureRandom random = new SecureRandom();

    /** Over the shared tables. */
    public Tokens(Database database, Journal journal, Today today) {
        this.database = database;
        this.journal = journal;
        this.today = today;
    }

    /** What a secret opens. */
    public enum Kind {
        /** The API. */
        API,
        /** A calendar's address. */
        CALENDAR;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What a token for the API may do. */
    public enum May {
        /** Read records. */
        READ,
        /** Enter, correct and void records. */
        WRITE,
        /** Read duties. */
        DUTIES,
        /** Read reports. */
        REPORTS;

        /** The word on the wire. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A token.
     *
     * @param scopes words of {@link May}, and {@code rulebook:<id>} where it is limited to some rulebooks
     * @param endsAt when it ends by itself; empty: only when it is ended
     */
    public record Token(
            UUID id,
            UUID user,
            UUID community,
            String label,
            Set<String> scopes,
            Instant madeAt,
            Optional<Instant> endsAt,
            Optional<Instant> usedAt) {
        public Token {
            scopes = Set.copyOf(scopes);
        }

        /** Whether it may do this. */
        public boolean may(May what) {
            return scopes.contains(what.word());
        }

        /** Whether it reaches a rulebook's registers and reports. */
        public boolean reaches(String rulebook) {
            return scopes.stream().noneMatch(s -> s.startsWith(LIMITED)) || scopes.contains(LIMITED + rulebook);
        }
    }

    private static final String LIMITED = "rulebook:";

    /** The scope that limits a token to a rulebook; several add up. */
    public static String limited(String rulebook) {
        return LIMITED + rulebook;
    }

    /** A token with its secret, which is never shown again. */
    public record Made(Token token, String secret) {}

    /**
     * Makes one for the viewer.
     *
     * @param until the last day on which it works; empty: until it is ended
     */
    public Made make(Viewer viewer, Kind kind, String label, Set<String> scopes, Optional<LocalDate> until) {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Instant now = today.now();
        Token token = new Token(
                Ids.fresh(now),
                viewer.user(),
                viewer.community(),
                label,
                scopes,
                now,
                until.map(day -> day.plusDays(1).atStartOfDay(today.zone()).toInstant()),
                Optional.empty());
        database.inTransaction(Scope.of(viewer.community()), transaction -> {
            transaction.update(Sql.of("""
                    insert into access_token (id, kind, user_id, community_id, label, digest, scopes, made_at, ends_at)
                    values ({id}, {kind}, {user}, {community}, {label}, {digest}, {scopes}, {at}, {ends}::timestamptz)""")
                    .value("id", token.id())
                    .value("kind", kind.word())
                    .value("user", token.user())
                    .value("community", token.community())
                    .value("label", label)
                    .value("digest", digest(secret))
                    .value("scopes", new TreeSet<>(scopes).toArray(String[]::new))
                    .value("at", now)
                    .value("ends", token.endsAt().orElse(null)));
            note(
                    transaction,
                    viewer,
                    token.id(),
                    Map.of(
                            "after",
                            Map.of("kind", kind.word(), "label", label, "scopes", List.copyOf(new TreeSet<>(scopes)))));
            return true;
        });
        return new Made(token, secret);
    }

    /** The viewer's own that still work, the newest first. */
    public List<Token> of(Viewer viewer, Kind kind) {
        return database.inTransaction(
                Scope.platform(),
                transaction -> transaction.rows(
                        Sql.of("""
                                select * from access_token
                                 where user_id = {user} and community_id = {community} and kind = {kind}
                                   and revoked_at is null and (ends_at is null or ends_at > {now})
                                 order by made_at desc, id desc""")
                                .value("user", viewer.user())
                                .value("community", viewer.community())
                                .value("kind", kind.word())
                                .value("now", today.now()),
                        Tokens::token));
    }

    /** Ends one of the viewer's own; whether there was such a one. */
    public boolean end(Viewer viewer, UUID id) {
        return database.inTransaction(Scope.of(viewer.community()), transaction -> {
            boolean ended = transaction.update(Sql.of("""
                            update access_token set revoked_at = {now}
                             where id = {id} and user_id = {user} and community_id = {community} and revoked_at is null""")
                            .value("now", today.now())
                            .value("id", id)
                            .value("user", viewer.user())
                            .value("community", viewer.community()))
                    == 1;
            if (ended) {
                note(transaction, viewer, id, Map.of("after", Map.of("ended", true)));
            }
            return ended;
        });
    }

    /**
     * What a secret opens.
     *
     * @param viewer its user, with the posts that are held now: a post that ended ends here, too
     * @param mustChange whether the user has yet to choose a password
     */
    public record Opened(Token token, Viewer viewer, boolean mustChange) {}

    /** What a secret opens, if it works now and its user holds a post. */
    public Optional<Opened> open(Kind kind, String secret) {
        Instant now = today.now();
        return database.inTransaction(Scope.platform(), transaction -> {
            Optional<Opened> found = transaction.optional(
                    Sql.of("""
                            select t.*, u.name as user_name, u.language, u.must_change,
                                   array(select p.post
                                           from user_post p
                                           join area_path a on a.ancestor_id = p.area_id and a.area_id = t.community_id
                                          where p.user_id = t.user_id and p.post <> {above}) as posts
                              from access_token t
                              join app_user u on u.id = t.user_id and not u.disabled
                             where t.digest = {digest} and t.kind = {kind} and t.revoked_at is null
                               and (t.ends_at is null or t.ends_at > {now})""")
                            .value("above", Overseers.POST)
                            .value("digest", digest(secret))
                            .value("kind", kind.word())
                            .value("now", now),
                    Tokens::opened);
            found.map(Opened::token)
                    .filter(t -> t.usedAt()
                            .filter(used -> used.plus(NOTED).isAfter(now))
                            .isEmpty())
                    .ifPresent(t -> transaction.update(Sql.of("update access_token set used_at = {now} where id = {id}")
                            .value("now", now)
                            .value("id", t.id())));
            return found.filter(opened -> !opened.viewer().posts().isEmpty());
        });
    }

    private static Opened opened(Row row) {
        Token token = token(row);
        return new Opened(
                token,
                new Viewer(
                        token.user(),
                        row.text("user_name"),
                        token.community(),
                        Set.copyOf(row.texts("posts")),
                        Accounts.language(row),
                        Optional.empty()),
                row.bool("must_change"));
    }

    private void note(Transaction transaction, Viewer viewer, UUID id, Map<String, ?> content) {
        journal.append(
                transaction,
                viewer.community(),
                List.of(new Entry(
                        today.now(),
                        viewer.user(),
                        "",
                        Entry.Kind.SETTING,
                        REGISTER,
                        id,
                        Canonical.write(content),
                        "")));
    }

    private static Token token(Row row) {
        return new Token(
                row.uuid("id"),
                row.uuid("user_id"),
                row.uuid("community_id"),
                row.text("label"),
                Set.copyOf(row.texts("scopes")),
                row.instant("made_at"),
                Optional.ofNullable(row.instantOrNull("ends_at")),
                Optional.ofNullable(row.instantOrNull("used_at")));
    }

    /** A secret has 256 bits of chance: one pass of SHA-256 is enough, nobody guesses it. */
    private static String digest(String secret) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
