package io.liren.access;

import io.liren.sql.Database;
import io.liren.sql.Row;
import io.liren.sql.Scope;
import io.liren.sql.Sql;
import io.liren.wording.Language;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Users (用户), the posts they hold, and the locks on their accounts. Passwords come here only as hashes. */
public final class Accounts {
    private static final int MOST_FAILURES = 5;
    private static final Duration LOCK = Duration.ofMinutes(15);
    private final Database database;

    /** Over the shared tables. */
    public Accounts(Database database) {
        this.database = database;
    }

    /**
     * A user.
     *
     * @param mustChange whether the password is an initial one
     * @param lockedUntil until when sign-in is refused
     */
    public record Account(
            UUID id,
            String login,
            String name,
            String passwordHash,
            boolean mustChange,
            Optional<Instant> lockedUntil,
            Language language,
            boolean disabled) {}

    /** A community a user works in, with its names. */
    public record Workplace(UUID community, String nameZh, String nameEn, String aboveZh, String aboveEn) {}

    /** Whether there is any user at all: the first run is over. */
    public boolean hasAnyone() {
        return database.inTransaction(Scope.platform(), t -> t.any(Sql.of("select 1 from app_user limit 1")));
    }

    /** By the name one signs in with. */
    public Optional<Account> byLogin(String login) {
        return database.inTransaction(
                Scope.platform(),
                t -> t.optional(
                        Sql.of("select * from app_user where login = {login}").value("login", login.strip()),
                        Accounts::account));
    }

    /** As the account stands now; a session holds only how it stood at sign-in. */
    public Optional<Account> byId(UUID user) {
        return database.inTransaction(
                Scope.platform(),
                t -> t.optional(Sql.of("select * from app_user where id = {id}").value("id", user), Accounts::account));
    }

    private static Account account(Row row) {
        return new Account(
                row.uuid("id"),
                row.text("login"),
                row.text("name"),
                row.text("password_hash"),
                row.bool("must_change"),
                Optional.ofNullable(row.instantOrNull("locked_until")),
                language(row),
                row.bool("disabled"));
    }

    static Language language(Row row) {
        return row.text("language").equals("en") ? Language.EN : Language.ZH;
    }

    /** Sets a password and opens the account again. */
    public void password(UUID user, String hash, boolean mustChange) {
        database.inTransaction(
                Scope.platform(),
                t -> t.update(Sql.of("""
                update app_user set password_hash = {hash}, must_change = {must}, failures = 0, locked_until = null
                 where id = {id}""")
                        .value("hash", hash)
                        .value("must", mustChange)
                        .value("id", user)));
    }

    /** Notes a failed sign-in; after five in a row the account is locked for a quarter of an hour. */
    public void failed(String login, Instant now) {
        database.inTransaction(
                Scope.platform(),
                t -> t.update(Sql.of("""
                update app_user
                   set failures = failures + 1,
                       locked_until = case when failures + 1 >= {most} then {until} else locked_until end
                 where login = {login}""")
                        .value("most", MOST_FAILURES)
                        .value("until", now.plus(LOCK))
                        .value("login", login.strip())));
    }

    /** Notes a sign-in that went well. */
    public void succeeded(UUID user) {
        database.inTransaction(
                Scope.platform(),
                t -> t.update(Sql.of("update app_user set failures = 0, locked_until = null where id = {id}")
                        .value("id", user)));
    }

    /** Keeps the language a user reads in. */
    public void language(UUID user, Language language) {
        database.inTransaction(
                Scope.platform(),
                t -> t.update(Sql.of("update app_user set language = {language} where id = {id}")
                        .value("language", language == Language.EN ? "en" : "zh")
                        .value("id", user)));
    }

    /** The posts a user holds in a community or in an area above it; who only looks on from above holds none. */
    public Set<String> posts(UUID user, UUID community) {
        return database.inTransaction(
                Scope.platform(),
                t -> new LinkedHashSet<>(t.rows(
                        Sql.of("""
                                select u.post
                                  from user_post u
                                  join area_path p on p.ancestor_id = u.area_id and p.area_id = {community}
                                 where u.user_id = {user} and u.post <> {above}
                                 order by p.depth, u.post""")
                                .value("community", community)
                                .value("user", user)
                                .value("above", Overseers.POST),
                        row -> row.text("post"))));
    }

    /** The communities a user works in, by name. */
    public List<Workplace> workplaces(UUID user) {
        return database.inTransaction(
                Scope.platform(),
                t -> t.rows(
                        Sql.of("""
                                select distinct c.id, c.name_zh, c.name_en, b.name_zh as above_zh, b.name_en as above_en
                                  from user_post u
                                  join area_path p on p.ancestor_id = u.area_id
                                  join area c on c.id = p.area_id and c.kind = 'community'
                                  left join area b on b.id = c.parent_id
                                 where u.user_id = {user} and u.post <> {above}
                                 order by c.name_zh""").value("user", user).value("above", Overseers.POST),
                        row -> new Workplace(
                                row.uuid("id"),
                                row.text("name_zh"),
                                row.text("name_en"),
                                java.util.Objects.requireNonNullElse(row.textOrNull("above_zh"), ""),
                                java.util.Objects.requireNonNullElse(row.textOrNull("above_en"), ""))));
    }
}
