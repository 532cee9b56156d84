package io.liren.body;

import io.liren.block.ParameterSql;
import io.liren.expression.Bindings;
import io.liren.expression.SqlWriter;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads how meetings (会议) stand, and who belongs to a body (组织). */
public final class Meetings {
    private Meetings() {}

    /** A body that held a meeting: how many were due on that day, how many came, and whether that is enough. */
    public record Held(UUID body, long due, long here, boolean quorate) {}

    /**
     * How a meeting stands by one body's rules.
     *
     * @param told whether the agenda was told in time
     * @param items for each item of the agenda whether it was there
     */
    public record Standing(Body rules, List<Held> held, boolean told, List<Boolean> items) {
        public Standing {
            held = List.copyOf(held);
            items = List.copyOf(items);
        }

        /** Whether it counts: enough came to it, it heard what it had to, and all knew of it in time. */
        public boolean counts() {
            return told
                    && held.stream().allMatch(Held::quorate)
                    && items.stream().allMatch(there -> there);
        }
    }

    /** How a meeting stands; empty if no body of this kind held it. */
    public static Optional<Standing> standing(Transaction transaction, Body rules, UUID community, UUID meeting) {
        MeetingSql sql = rules.sql("met");
        List<Held> held = transaction.rows(
                Sql.of("""
                        select b.*
                          from {meetings} met
                         cross join lateral ({bodies}) b
                         where met.community_id = {community} and met.id = {meeting} and met.voided_at is null""")
                        .name("meetings", rules.meant().meetings().table())
                        .part("bodies", sql.bodies())
                        .value("community", community)
                        .value("meeting", meeting),
                row -> new Held(row.uuid("id"), row.whole("due"), row.whole("here"), row.bool("quorate")));
        if (held.isEmpty()) {
            return Optional.empty();
        }
        return transaction.optional(
                Sql.of("""
                        select {told} as told, {items} as items
                          from {meetings} met
                         where met.community_id = {community} and met.id = {meeting}""")
                        .part("told", sql.told())
                        .part("items", sql.items())
                        .name("meetings", rules.meant().meetings().table())
                        .value("community", community)
                        .value("meeting", meeting),
                row -> new Standing(rules, held, row.bool("told"), booleans(row.value("items"))));
    }

    private static List<Boolean> booleans(@Nullable Object array) {
        return array instanceof List<?> many
                ? many.stream().map(Boolean.TRUE::equals).toList()
                : List.of();
    }

    /** The bodies there are, each with its members on a day, by id. */
    public static Map<UUID, List<UUID>> members(Transaction transaction, Body rules, UUID community, LocalDate day) {
        Sql communitySql = Sql.of("s.community_id");
        Bindings bindings = Bindings.of(communitySql, Sql.bind(day))
                .row(rules.meant().bodies().name(), "s")
                .parameters(ParameterSql.inForce(rules.names(), rules.place().rulebook(), communitySql, Sql.bind(day)));
        SqlWriter writer = new SqlWriter(bindings);
        Sql of = writer.condition(rules.meant().of());
        Sql people = rules.meant().roster().map(r -> people(bindings, r)).orElse(Sql.of("null::uuid[]"));
        Map<UUID, List<UUID>> members = new LinkedHashMap<>();
        transaction.rows(
                Sql.of("""
                        select s.id, {people} as people
                          from {bodies} s{joins}
                         where s.community_id = {community} and s.voided_at is null and {of}
                         order by s.entered_at, s.id""")
                        .part("people", people)
                        .name("bodies", rules.meant().bodies().table())
                        .part("joins", writer.joins())
                        .value("community", community)
                        .part("of", of),
                row -> members.put(row.uuid("id"), new ArrayList<>(row.uuids("people"))));
        return members;
    }

    private static Sql people(Bindings bindings, Meant.Roster roster) {
        SqlWriter inner = new SqlWriter(bindings.row(roster.members().name(), "x"));
        Sql which = inner.condition(roster.which());
        Sql who = inner.value(roster.who());
        return Sql.of("""
                (select array_agg(distinct {who})
                   from {members} x{joins}
                  where x.community_id = s.community_id and x.voided_at is null and {which})""")
                .part("who", who)
                .name("members", roster.members().table())
                .part("joins", inner.joins())
                .part("which", which);
    }
}
