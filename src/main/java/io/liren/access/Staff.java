package io.liren.access;

import io.liren.calendar.Today;
import io.liren.journal.Canonical;
import io.liren.journal.Entry;
import io.liren.journal.Journal;
import io.liren.sql.Database;
import io.liren.sql.Scope;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Who works in a community, and by which posts (人员与岗位), as its administrator keeps them. An administrator reaches
 * only those who hold a post in the administrator's own community; every change has its entry in the journal.
 */
public final class Staff {
    /** The post that keeps the others. */
    public static final String ADMINISTRATOR = "administrator";
    /** What the journal calls a change of this kind. */
    public static final String REGISTER = "app_user";

    private final Database database;
    private final Journal journal;
    private final Today today;

    /** Over the shared tables. */
    public Staff(Database database, Journal journal, Today today) {
        this.database = database;
        this.journal = journal;
        this.today = today;
    }

    /**
     * Someone who holds a post here.
     *
     * @param mustChange whether the password is still the initial one
     * @param lockedUntil until when sign-in is refused after wrong passwords
     * @param disabled whether the account was locked by an administrator
     * @param posts the posts held in this community
     * @param elsewhere whether posts are held in another area too: such an account isn't ours to lock or open
     */
    public record Member(
            UUID id,
            String login,
            String name,
            boolean mustChange,
            Optional<Instant> lockedUntil,
            boolean disabled,
            List<String> posts,
            boolean elsewhere) {}

    /** What came of a change. */
    public enum Answer {
        /** It is done. */
        DONE,
        /** The viewer is not this community's administrator, or there is no such person here. */
        BARRED,
        /** Somebody signs in with that name already. */
        TAKEN,
        /** Nobody locks the own account, or ends the own post of administrator. */
        OWN,
        /** The last post: lock the account instead, so that the person stays in the list. */
        LAST,
        /** The account belongs to another area too. */
        ELSEWHERE
    }

    /** Whether the viewer keeps the staff. */
    public static boolean keeps(Viewer viewer) {
        return viewer.posts().contains(ADMINISTRATOR) && viewer.asOf().isEmpty();
    }

    /** All who hold a post in the viewer's community, by name. */
    public List<Member> all(Viewer viewer) {
        return database.inTransaction(Scope.of(viewer.community()), t -> members(t, viewer.community(), Sql.empty()));
    }

    private static List<Member> members(Transaction transaction, UUID community, Sql which) {
        return transaction.rows(
                Sql.of("""
                        select u.id, u.login, u.name, u.must_change, u.locked_until, u.disabled,
                               string_agg(p.post, ' ' order by p.post) as posts,
                               exists (select 1 from user_post e
                                        where e.user_id = u.id and e.area_id <> {community}) as elsewhere
                          from app_user u
                          join user_post p on p.user_id = u.id and p.area_id = {community}
                         where true{which}
                         group by u.id, u.login, u.name, u.must_change, u.locked_until, u.disabled
                         order by u.name, u.login""").value("community", community).part("which", which),
                row -> new Member(
                        row.uuid("id"),
                        row.text("login"),
                        row.text("name"),
                        row.bool("must_change"),
                        Optional.ofNullable(row.instantOrNull("locked_until")),
                        row.bool("disabled"),
                        List.of(row.text("posts").split(" ")),
                        row.bool("elsewhere")));
    }

    /**
     * Makes an account with its posts in an area, before there is anyone to do so: the first of a community, or the
     * invented ones. A community's journal notes it; areas above have none.
     *
     * @param owner a transaction of the tables' owner
     * @param by who makes it
     */
    public static void found(
            Transaction owner,
            Journal journal,
            UUID by,
            Instant at,
            UUID area,
            UUID user,
            String login,
            String name,
            String passwordHash,
            Collection<String> posts) {
        owner.update(Sql.of("""
                insert into app_user (id, login, name, password_hash, must_change)
                values ({id}, {login}, {name}, {hash}, false)""")
                .value("id", user)
                .value("login", login)
                .value("name", name)
                .value("hash", passwordHash));
        List<Entry> entries = new ArrayList<>();
        Map<String, Object> account = Map.of("login", login, "name", name);
        for (String post : new LinkedHashSet<>(posts)) {
            hold(owner, area, user, post);
            Map<String, Object> after = new HashMap<>(entries.isEmpty() ? account : Map.of());
            after.put("post", post);
            entries.add(entry(at, by, user, after, Map.of()));
        }
        if (!entries.isEmpty()
                && owner.any(Sql.of("select 1 from community where id = {id}").value("id", area))) {
            journal.append(owner, area, entries);
        }
    }

    /** Makes an account with an initial password and a first post. */
    public Answer add(Viewer viewer, UUID id, String login, String name, String passwordHash, String post) {
        if (!keeps(viewer)) {
            return Answer.BARRED;
        }
        return database.inTransaction(Scope.of(viewer.community()), t -> {
            int made = t.update(Sql.of("""
                    insert into app_user (id, login, name, password_hash, must_change)
                    values ({id}, {login}, {name}, {hash}, true)
                    on conflict (login) do nothing""")
                    .value("id", id)
                    .value("login", login)
                    .value("name", name)
                    .value("hash", passwordHash));
            if (made == 0) {
                return Answer.TAKEN;
            }
            hold(t, viewer.community(), id, post);
            return noted(t, viewer, id, Map.of("login", login, "name", name, "post", post), Map.of());
        });
    }

    /** Gives a further post. */
    public Answer give(Viewer viewer, UUID user, String post) {
        return change(viewer, user, (t, member) -> {
            if (member.posts().contains(post)) {
                return Answer.DONE;
            }
            hold(t, viewer.community(), user, post);
            return noted(t, viewer, user, Map.of("post", post), Map.of());
        });
    }

    private static void hold(Transaction transaction, UUID area, UUID user, String post) {
        transaction.update(Sql.of("insert into user_post (user_id, area_id, post) values ({user}, {area}, {post})")
                .value("user", user)
                .value("area", area)
                .value("post", post));
    }

    /** Ends a post; from then on the person sees and does nothing by it. */
    public Answer end(Viewer viewer, UUID user, String post) {
        return change(viewer, user, (t, member) -> {
            if (user.equals(viewer.user()) && post.equals(ADMINISTRATOR)) {
                return Answer.OWN;
            }
            if (!member.posts().contains(post)) {
                return Answer.DONE;
            }
            if (member.posts().size() == 1) {
                return Answer.LAST;
            }
            t.update(Sql.of("delete from user_post where user_id = {user} and area_id = {area} and post = {post}")
                    .value("user", user)
                    .value("area", viewer.community())
                    .value("post", post));
            return noted(t, viewer, user, Map.of(), Map.of("post", post));
        });
    }

    /** Locks an account, whose sessions end with it; or opens it again, also after wrong passwords. */
    public Answer lock(Viewer viewer, UUID user, boolean locked) {
        return change(viewer, user, (t, member) -> {
            if (user.equals(viewer.user())) {
                return Answer.OWN;
            }
            if (member.elsewhere()) {
                return Answer.ELSEWHERE;
            }
            t.update(Sql.of("""
                    update app_user set disabled = {locked}, failures = 0, locked_until = null where id = {id}""").value("locked", locked).value("id", user));
            return noted(t, viewer, user, Map.of("locked", locked), Map.of("locked", member.disabled()));
        });
    }

    /** Sets a new initial password; the sessions of the account end. */
    public Answer password(Viewer viewer, UUID user, String hash) {
        return change(viewer, user, (t, member) -> {
            if (member.elsewhere()) {
                return Answer.ELSEWHERE;
            }
            t.update(Sql.of("""
                    update app_user set password_hash = {hash}, must_change = true, failures = 0, locked_until = null
                     where id = {id}""").value("hash", hash).value("id", user));
            return noted(t, viewer, user, Map.of("password", "new"), Map.of());
        });
    }

    @FunctionalInterface
    private interface Change {
        Answer on(Transaction transaction, Member member);
    }

    /** Changes to one account come one after the other. */
    private Answer change(Viewer viewer, UUID user, Change change) {
        if (!keeps(viewer)) {
            return Answer.BARRED;
        }
        return database.inTransaction(Scope.of(viewer.community()), t -> {
            t.rows(Sql.of("select id from app_user where id = {id} for update").value("id", user), r -> r.uuid("id"));
            List<Member> found =
                    members(t, viewer.community(), Sql.of(" and u.id = {id}").value("id", user));
            return found.isEmpty() ? Answer.BARRED : change.on(t, found.getFirst());
        });
    }

    private Answer noted(
            Transaction transaction, Viewer viewer, UUID user, Map<String, Object> after, Map<String, Object> before) {
        journal.append(
                transaction, viewer.community(), List.of(entry(today.now(), viewer.user(), user, after, before)));
        return Answer.DONE;
    }

    private static Entry entry(Instant at, UUID by, UUID user, Map<String, Object> after, Map<String, Object> before) {
        return new Entry(
                at,
                by,
                ADMINISTRATOR,
                Entry.Kind.SETTING,
                REGISTER,
                user,
                Canonical.write(Map.of("after", after, "before", before)),
                "");
    }

    /** The names of users, by id. */
    public Map<UUID, String> names(Collection<UUID> users) {
        List<UUID> wanted = List.copyOf(new TreeSet<>(users));
        return database.inTransaction(
                Scope.platform(),
                t -> t
                        .rows(
                                Sql.of("select id, name from app_user where id = any({ids})")
                                        .value("ids", wanted.toArray(UUID[]::new)),
                                row -> Map.entry(row.uuid("id"), row.text("name")))
                        .stream()
                        .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }
}
