package io.liren.access;

import io.liren.journal.Canonical;
import io.liren.journal.Difference;
import io.liren.journal.Entry;
import io.liren.journal.Journal;
import io.liren.journal.Replays;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Plays the entries about staff again: who signs in by which name, whether the account was locked by an administrator,
 * and which posts are held in the community. Passwords are in no entry.
 */
public final class StaffReplay implements Replays.Part {
    private final Journal journal;

    /** Over the journal that keeps them. */
    public StaffReplay(Journal journal) {
        this.journal = journal;
    }

    /** What is known of a user; a name is null where this community's journal doesn't tell it: another made the account. */
    private static final class Known {
        private long position;
        private @Nullable String login;
        private @Nullable String name;
        private @Nullable Boolean locked;
        private final TreeSet<String> posts = new TreeSet<>();
    }

    @Override
    public Optional<Difference> firstDifference(Transaction transaction, UUID community) {
        Map<UUID, Known> told = new TreeMap<>();
        journal.ofKind(transaction, community, List.of(Entry.Kind.SETTING), placed -> hear(placed, told));
        Map<UUID, Known> found = found(transaction, community);
        for (Map.Entry<UUID, Known> each : told.entrySet()) {
            Known there = found.remove(each.getKey());
            Optional<Difference> difference = there == null
                    ? Optional.of(
                            Difference.missing(community, each.getValue().position, Staff.REGISTER, each.getKey()))
                    : compare(community, each.getKey(), each.getValue(), there);
            if (difference.isPresent()) {
                return difference;
            }
        }
        return found.keySet().stream()
                .min(UUID::compareTo)
                .map(user -> Difference.unheardOf(community, Staff.REGISTER, user));
    }

    private static void hear(Journal.Placed placed, Map<UUID, Known> told) {
        Entry entry = placed.entry();
        if (!entry.register().equals(Staff.REGISTER)) {
            return;
        }
        Known known = told.computeIfAbsent(entry.record(), user -> new Known());
        known.position = placed.position();
        Map<String, @Nullable Object> content = Canonical.read(entry.content());
        if (content.get("after") instanceof Map<?, ?> after) {
            if (after.get("login") instanceof String login) {
                known.login = login;
            }
            if (after.get("name") instanceof String name) {
                known.name = name;
            }
            if (after.get("locked") instanceof Boolean locked) {
                known.locked = locked;
            }
            if (after.get("post") instanceof String post) {
                known.posts.add(post);
            }
        }
        if (content.get("before") instanceof Map<?, ?> before && before.get("post") instanceof String post) {
            known.posts.remove(post);
        }
    }

    private static Map<UUID, Known> found(Transaction transaction, UUID community) {
        Map<UUID, Known> found = new HashMap<>();
        transaction.rows(Sql.of("""
                        select u.id, u.login, u.name, u.disabled, p.post
                          from app_user u
                          join user_post p on p.user_id = u.id and p.area_id = {community}""").value("community", community), row -> {
            Known known = found.computeIfAbsent(row.uuid("id"), user -> new Known());
            known.login = row.text("login");
            known.name = row.text("name");
            known.locked = row.bool("disabled");
            return known.posts.add(row.text("post"));
        });
        return found;
    }

    private static Optional<Difference> compare(UUID community, UUID user, Known told, Known found) {
        return differs(community, user, told.position, "post", told.posts, found.posts)
                .or(() -> differs(community, user, told.position, "login", told.login, found.login))
                .or(() -> differs(community, user, told.position, "name", told.name, found.name))
                .or(() -> differs(
                        community,
                        user,
                        told.position,
                        "locked",
                        told.locked == null && told.login != null ? Boolean.FALSE : told.locked,
                        found.locked));
    }

    private static Optional<Difference> differs(
            UUID community, UUID user, long position, String field, @Nullable Object expected, @Nullable Object found) {
        return expected == null || expected.equals(found)
                ? Optional.empty()
                : Optional.of(Difference.ofField(
                        community, position, Staff.REGISTER, user, field, expected, String.valueOf(found)));
    }
}
