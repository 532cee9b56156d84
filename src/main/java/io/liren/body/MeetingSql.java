package io.liren.body;

import io.liren.block.Names;
import io.liren.block.ParameterSql;
import io.liren.expression.Bindings;
import io.liren.expression.Checked;
import io.liren.expression.SqlWriter;
import io.liren.sql.Sql;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is worked out of a meeting (会议), as SQL over its row. Everything is judged on the meeting's day: that day is today,
 * and parameters are those in force then. Where it was not a meeting of this kind, all is missing.
 */
final class MeetingSql {
    /** Aliases of its own, unlike any that stand around it. */
    private static final String BODY = "body_met";

    private static final String MEMBER = "body_member";

    private final Meant meant;
    private final Bindings bindings;
    private final String row;

    /** @param row the alias of the meeting's row */
    MeetingSql(Meant meant, Names names, String rulebook, String row) {
        this.meant = meant;
        this.row = row;
        Sql community = Sql.of("{row}.community_id").name("row", row);
        Sql day = Sql.of("{row}.{day}").name("row", row).name("day", meant.dayColumn());
        this.bindings = Bindings.of(community, day)
                .taken(Stream.of(row, BODY, MEMBER, "body_each").distinct().toArray(String[]::new))
                .row(meant.meetings().name(), row)
                .parameters(ParameterSql.inForce(names, rulebook, community, day));
    }

    /** Whether a body of this kind held it. */
    Sql held() {
        return Sql.of("exists (select 1 {held})").part("held", heldBy());
    }

    Sql of(BodyBlock.Given given) {
        return switch (given) {
            case DUE -> onlyHeld(due());
            case HERE -> onlyHeld(here());
            case QUORATE -> quorate();
            case LACKS -> onlyHeld(lacks());
            case TOLD -> onlyHeld(told());
            case COUNTS ->
                Sql.of("({quorate} and {told} and {lacks} = 0)")
                        .part("quorate", quorate())
                        .part("told", told())
                        .part("lacks", lacks());
        };
    }

    /** The bodies that held it, each with how many were due and came, and whether that is enough. */
    Sql bodies() {
        SqlWriter writer = writer(BODY);
        Sql which = which(writer);
        Sql enough = enough(writer);
        return Sql.of("""
                select {body}.id, {due} as due, {here} as here, {enough} as quorate
                  from {bodies} {body}{joins}
                 where {body}.community_id = {row}.community_id and {body}.voided_at is null and {which}
                 order by {body}.id""")
                .name("body", BODY)
                .part("due", dueOf())
                .part("here", hereOf())
                .part("enough", enough)
                .name("bodies", meant.bodies().table())
                .part("joins", writer.joins())
                .name("row", row)
                .part("which", which);
    }

    /** For each item of the agenda whether it was there, in order; an array of booleans. */
    Sql items() {
        SqlWriter writer = new SqlWriter(bindings);
        List<Sql> there = meant.agenda().stream()
                .map(item -> Sql.of("coalesce({that}, false)").part("that", writer.condition(item)))
                .toList();
        return there.isEmpty()
                ? Sql.of("array[]::boolean[]")
                : Sql.of("(select array[{there}] from (values (1)) body_item{joins})")
                        .part("there", Sql.join(", ", there))
                        .part("joins", writer.joins());
    }

    Sql told() {
        return meant.told().map(this::alone).orElse(Sql.of("true"));
    }

    /** Whether something was resolved, as the meeting's own record says. */
    Sql resolved() {
        return meant.resolved().map(this::alone).orElse(Sql.of("false"));
    }

    /** An item of the agenda that is missing. */
    Sql lacks(int item) {
        return Sql.of("not {there}").part("there", alone(meant.agenda().get(item)));
    }

    private Sql lacks() {
        return Sql.of("(select count(*) from unnest({items}) body_lack(present) where not body_lack.present)")
                .part("items", items());
    }

    /** A condition on the meeting alone, with the joins it needs. */
    private Sql alone(Checked condition) {
        SqlWriter writer = new SqlWriter(bindings);
        Sql holds = writer.condition(condition);
        return Sql.of("(select coalesce({holds}, false) from (values (1)) body_alone{joins})")
                .part("holds", holds)
                .part("joins", writer.joins());
    }

    Sql quorate() {
        SqlWriter writer = writer(BODY);
        Sql which = which(writer);
        Sql enough = enough(writer);
        // Worked out before it is added up: an aggregate over nothing but the meeting's row would belong to the query
        // outside.
        return Sql.of("""
                (select coalesce(bool_and(body_each.enough), false)
                   from (select {enough} as enough
                           from {bodies} {body}{joins}
                          where {body}.community_id = {row}.community_id and {body}.voided_at is null and {which}
                         offset 0) body_each)""")
                .part("enough", enough)
                .name("bodies", meant.bodies().table())
                .name("body", BODY)
                .part("joins", writer.joins())
                .name("row", row)
                .part("which", which);
    }

    private SqlWriter writer(String body) {
        return new SqlWriter(
                bindings.row(meant.bodies().name(), body).value("due", dueOf()).value("here", hereOf()));
    }

    private Sql which(SqlWriter writer) {
        return Sql.of("({of}) and ({meets})")
                .part("of", writer.condition(meant.of()))
                .part("meets", writer.condition(meant.meets()));
    }

    private Sql enough(SqlWriter writer) {
        return meant.quorum()
                .map(q -> Sql.of("coalesce({quorum}, false)").part("quorum", writer.condition(q)))
                .orElse(Sql.of("true"));
    }

    private Sql heldBy() {
        SqlWriter writer = new SqlWriter(bindings.row(meant.bodies().name(), BODY));
        Sql which = which(writer);
        return Sql.of("""
                from {bodies} {body}{joins}
                 where {body}.community_id = {row}.community_id and {body}.voided_at is null and {which}""")
                .name("bodies", meant.bodies().table())
                .name("body", BODY)
                .part("joins", writer.joins())
                .name("row", row)
                .part("which", which);
    }

    private Sql onlyHeld(Sql value) {
        return Sql.of("(case when {held} then {value} end)")
                .part("held", held())
                .part("value", value);
    }

    /** Of all bodies together; who belongs to two of them counts once. */
    private Sql due() {
        return meant.roster().map(r -> all(r, false)).orElseGet(this::dueOf);
    }

    private Sql here() {
        return meant.roster().map(r -> all(r, true)).orElseGet(this::hereOf);
    }

    private Sql all(Meant.Roster roster, boolean present) {
        SqlWriter writer = new SqlWriter(members(roster));
        Sql which = which(writer);
        Sql counted = counted(writer, roster, present);
        Sql who = writer.value(roster.who());
        return Sql.of("""
                (select count(distinct {who})
                   from {bodies} {body}
                   join {members} {member} on {member}.community_id = {body}.community_id and {member}.voided_at is null{joins}
                  where {body}.community_id = {row}.community_id and {body}.voided_at is null and {which}
                    and {counted})""")
                .part("who", who)
                .name("bodies", meant.bodies().table())
                .name("body", BODY)
                .name("members", roster.members().table())
                .name("member", MEMBER)
                .part("joins", writer.joins())
                .name("row", row)
                .part("which", which)
                .part("counted", counted);
    }

    private Sql dueOf() {
        return meant.roster()
                .map(r -> ofBody(r, false))
                .orElseGet(() -> value(meant.due().orElseThrow()));
    }

    private Sql hereOf() {
        return meant.roster().map(r -> ofBody(r, true)).orElseGet(() -> {
            SqlWriter writer = new SqlWriter(bindings);
            Sql present = writer.value(meant.present());
            return Sql.of("(select coalesce(cardinality({present}), 0) from (values (1)) body_alone{joins})")
                    .part("present", present)
                    .part("joins", writer.joins());
        });
    }

    private Sql value(Checked number) {
        SqlWriter writer = new SqlWriter(bindings);
        Sql value = writer.value(number);
        return Sql.of("(select {value} from (values (1)) body_alone{joins})")
                .part("value", value)
                .part("joins", writer.joins());
    }

    /** The members of the body at hand. */
    private Sql ofBody(Meant.Roster roster, boolean present) {
        SqlWriter writer = new SqlWriter(members(roster));
        Sql counted = counted(writer, roster, present);
        Sql who = writer.value(roster.who());
        return Sql.of("""
                (select count(distinct {who})
                   from {members} {member}{joins}
                  where {member}.community_id = {row}.community_id and {member}.voided_at is null and {counted})""")
                .part("who", who)
                .name("members", roster.members().table())
                .name("member", MEMBER)
                .part("joins", writer.joins())
                .name("row", row)
                .part("counted", counted);
    }

    private Bindings members(Meant.Roster roster) {
        return bindings.row(meant.bodies().name(), BODY).row(roster.members().name(), MEMBER);
    }

    private Sql counted(SqlWriter writer, Meant.Roster roster, boolean present) {
        Sql member = writer.condition(roster.which());
        return present
                ? Sql.of("({member}) and {who} = any({present})")
                        .part("member", member)
                        .part("who", writer.value(roster.who()))
                        .part("present", writer.value(meant.present()))
                : Sql.of("({member})").part("member", member);
    }
}
