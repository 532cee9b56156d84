package io.liren.derivation;

import io.liren.block.DerivationScope;
import io.liren.block.Names;
import io.liren.block.ParameterSql;
import io.liren.expression.Bindings;
import io.liren.expression.Checked;
import io.liren.expression.SqlWriter;
import io.liren.expression.Type;
import io.liren.sql.Sql;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Writes a duty as one statement over any number of communities. A parameter is looked up once for each community and
 * period, not once for each record.
 */
final class Statements {
    /** Stands for the subject of a community's own duty, since a key has no missing parts. */
    static final UUID COMMUNITY_ITSELF = new UUID(0, 0);

    private static final int DAYS_AHEAD = 60;

    /** The term, the trigger, the day due, what is needed, the subject and the evidence. */
    private static final String[] OWN_ALIASES = {"t", "g", "d", "n", "s", "e"};

    private static final Sql NEEDED = Sql.of("n.needed");

    private final DerivationScope scope;
    private final Names names;
    private final String rulebook;

    /** @param rulebook whose words the expressions are in */
    Statements(DerivationScope scope, Names names, String rulebook) {
        this.scope = scope;
        this.names = names;
        this.rulebook = rulebook;
    }

    Sql of(Asks asks) {
        return switch (asks) {
            case Asks.Recurring recurring -> recurring(recurring);
            case Asks.Triggered triggered -> triggered(triggered);
        };
    }

    private Sql recurring(Asks.Recurring asks) {
        Set<String> parameters = new LinkedHashSet<>();
        asks.qualifies().ifPresent(c -> parameters.addAll(c.parameters()));
        asks.atLeast().ifPresent(c -> parameters.addAll(c.parameters()));
        parameters.addAll(asks.evidence().parameters());
        Sql community = asks.subject().isPresent() ? Sql.of("s.community_id") : Sql.of("t.community_id");
        Bindings bindings = Bindings.of(community, scope.today())
                .taken(OWN_ALIASES)
                .period(Sql.of("t.start_on"), Sql.of("t.end_on"))
                .parameters(ParameterSql.known(
                        names, rulebook, community, name -> Sql.of("t.{column}").name("column", "param_" + name)));
        Bindings own = asks.subject().map(s -> bindings.row(s.name(), "s")).orElse(bindings);
        SqlWriter writer = new SqlWriter(own);
        Sql qualifies = asks.qualifies().map(writer::condition).orElse(Sql.of("true"));
        Sql needed = asks.atLeast().map(writer::value).orElse(Sql.of("1"));
        boolean once = asks.atLeast().isEmpty();
        Sql subjects =
                asks.subject().map(s -> Sql.of("""
                          join {subjects} s on s.community_id = t.community_id and s.voided_at is null
                        """).name("subjects", s.table())).orElse(Sql.empty());
        Sql evidence = evidence(asks.evidence(), own, once, NEEDED, community, true);
        return Sql.of("""
                  with term as {kept}(
                    select c.id as community_id, p.key, p.start_on, p.end_on, p.end_on + {days} as due_on{parameters}
                      from community c
                     cross join period p
                     where c.id = any({communities})
                       and p.unit = {unit}
                       and p.start_on between {from} and {today}
                  )
                select t.community_id, {subject} as subject_id, t.key as period_key, t.start_on as opens_on, t.due_on,
                       {needed} as needed, e.found, e.met_on, e.met_entered_on, e.evidence,
                       null::timestamptz as due_at, e.met_at, false as paused
                  from term t
                {subjects}{joins}{amount}
                 cross join lateral (
                {evidence}
                       ) e
                 where n.needed is not null
                   and {qualifies}""")
                .part("kept", parameters.isEmpty() ? Sql.empty() : Sql.of("materialized "))
                .value("days", asks.dueDays())
                .part("parameters", parameterColumns(parameters))
                .part("communities", scope.communities())
                .value("unit", asks.every().word())
                .part("from", first(asks))
                .part("today", scope.today())
                .part("subject", subject(asks.subject().isPresent()))
                .part("needed", NEEDED)
                .part("amount", amount(needed))
                .part("subjects", subjects)
                .part("joins", writer.joins())
                .part("evidence", evidence)
                .part("qualifies", qualifies);
    }

    private Sql first(Asks.Recurring asks) {
        return asks.from()
                .map(from -> Sql.of("greatest({from}::date, {first})")
                        .part("from", scope.from())
                        .value("first", from))
                .orElse(scope.from());
    }

    /** Worked out once an occurrence: without the offset it would be worked out wherever it is named. */
    private static Sql amount(Sql needed) {
        return Sql.of("\n cross join lateral (select {needed} as needed offset 0) n")
                .part("needed", needed);
    }

    private static Sql subject(boolean present) {
        return present ? Sql.of("s.id") : Sql.of("{itself}::uuid").value("itself", COMMUNITY_ITSELF);
    }

    private Sql parameterColumns(Set<String> parameters) {
        List<Sql> columns = new ArrayList<>();
        for (String name : parameters) {
            columns.add(Sql.of(",\n           {value} as {column}")
                    .part("value", inForce(name, Sql.of("c.id"), Sql.of("p.start_on")))
                    .name("column", "param_" + name));
        }
        return Sql.join("", columns);
    }

    private Sql inForce(String name, Sql community, Sql on) {
        return ParameterSql.inForce(names, rulebook, community, on).apply(name);
    }

    private Sql triggered(Asks.Triggered asks) {
        Sql community = Sql.of("s.community_id");
        Bindings bindings = Bindings.of(community, scope.today())
                .taken(OWN_ALIASES)
                .row(asks.subject().name(), "s")
                .trigger(Sql.of("g.trigger_on"))
                .parameters(ParameterSql.inForce(names, rulebook, community, Sql.of("g.trigger_on")));
        // The trigger itself can't wait for a parameter of its own day.
        Bindings before = bindings.parameters(ParameterSql.inForce(names, rulebook, community, scope.today()));
        SqlWriter first = new SqlWriter(before);
        Sql trigger = first.value(asks.trigger());
        Sql qualifies = asks.qualifies().map(first::condition).orElse(Sql.of("true"));
        // Both may follow the same reference, so that each needs a join of its own.
        SqlWriter writer = new SqlWriter(bindings.taken(first.taken()));
        Sql needed = asks.atLeast().map(writer::value).orElse(Sql.of("1"));
        Sql count = writer.value(asks.count());
        Sql evidence = evidence(asks.evidence(), bindings, asks.atLeast().isEmpty(), NEEDED, community, false);
        boolean moment = asks.trigger().type() instanceof Type.Moment;
        Clock clock =
                new Clock(asks.unit(), count, asks.pause().map(p -> p.spans().apply("s")), scope);
        return Sql.of("""
                select s.community_id, s.id as subject_id, g.trigger_on::text as period_key, g.trigger_on as opens_on,
                       d.due_on, {needed} as needed, e.found, e.met_on, e.met_entered_on, e.evidence, d.due_at, e.met_at,
                       d.paused
                  from {subjects} s
                {joins}
                 cross join lateral (select {trigger}) g
                {more}
                 cross join lateral ({due}) d{amount}
                 cross join lateral (
                {evidence}
                       ) e
                 where s.community_id = any({communities})
                   and s.voided_at is null
                   and g.trigger_on >= least({from}, date_trunc('year', s.entered_on - interval '1 year')::date)
                   and g.trigger_on <= {ahead}
                   and (g.trigger_on >= {from} or e.met_on is null)
                   and d.due_on is not null
                   and n.needed is not null
                   and {qualifies}""")
                .part("needed", NEEDED)
                .part("amount", amount(needed))
                .name("subjects", asks.subject().table())
                .part("joins", first.joins())
                .part("more", writer.joins())
                .part(
                        "trigger",
                        moment
                                ? day(trigger, "trigger")
                                : Sql.of("{day} as trigger_on").part("day", trigger))
                .part("due", clock.due())
                .part("evidence", evidence)
                .part("communities", scope.communities())
                .part("from", scope.from())
                .part(
                        "ahead",
                        Sql.of("{today}::date + {days}")
                                .part("today", scope.today())
                                .value("days", DAYS_AHEAD))
                .part("qualifies", qualifies);
    }

    /** A moment and the day it falls on, each called by a word. */
    private Sql day(Sql moment, String word) {
        return Sql.of("{moment} as {at}, (({moment}) at time zone {zone})::date as {on}")
                .part("moment", moment)
                .name("at", word + "_at")
                .name("on", word + "_on")
                .value("zone", scope.zone().getId());
    }

    private Sql evidence(
            Evidence evidence, Bindings bindings, boolean once, Sql needed, Sql community, boolean recurring) {
        return switch (evidence) {
            case Evidence.OwnDate(Checked date) -> ownDate(new SqlWriter(bindings), date);
            case Evidence.Records records ->
                once && records.measure().isEmpty()
                        ? firstRecord(records, bindings, community, recurring)
                        : runningSum(records, bindings, needed, community, recurring);
        };
    }

    private Sql ownDate(SqlWriter writer, Checked date) {
        Sql happened = writer.value(date);
        Sql known = writer.knownAt(date);
        Sql joins = writer.joins();
        return Sql.of("""
                    select count(o.happened_on) as found, min(o.happened_on) as met_on, min(o.happened_at) as met_at,
                           min((coalesce(o.known_at, s.changed_at) at time zone {zone})::date)
                             filter (where o.happened_on is not null) as met_entered_on,
                           array_agg(s.id) filter (where o.happened_on is not null) as evidence
                      from (select {happened}, {known} as known_at{from}) o""")
                .value("zone", scope.zone().getId())
                .part(
                        "happened",
                        date.type() instanceof Type.Moment
                                ? day(happened, "happened")
                                : Sql.of("{date} as happened_on, null::timestamptz as happened_at")
                                        .part("date", happened))
                .part("known", known)
                .part(
                        "from",
                        joins.isEmpty()
                                ? joins
                                : Sql.of(" from (select) itself").then(joins));
    }

    private Sql firstRecord(Evidence.Records records, Bindings bindings, Sql community, boolean recurring) {
        Counted counted = counted(records, bindings, community, recurring);
        return Sql.of("""
                    select count(*) as found, min({happened}) as met_on, null::timestamptz as met_at,
                           (array_agg(e.entered_on order by {happened}, e.id))[1] as met_entered_on,
                           array_agg(e.id order by {happened}, e.id) as evidence
                {from}""").part("happened", counted.happened()).part("from", counted.from());
    }

    private Sql runningSum(Evidence.Records records, Bindings bindings, Sql needed, Sql community, boolean recurring) {
        Counted counted = counted(records, bindings, community, recurring);
        return Sql.of("""
                    select coalesce(max(r.running), 0) as found,
                           min(r.happened_on) filter (where r.running >= {needed}) as met_on,
                           null::timestamptz as met_at,
                           max(r.entered_on) filter (where r.running - r.amount < {needed}) as met_entered_on,
                           array_agg(r.id order by r.happened_on, r.id) as evidence
                      from (select e.id, {happened} as happened_on, e.entered_on,
                                   {amount} as amount, sum({amount}) over (order by {happened}, e.id) as running
                {from}) r""")
                .part("needed", needed)
                .part("happened", counted.happened())
                .part("amount", counted.amount())
                .part("from", counted.from());
    }

    private record Counted(Sql happened, Sql amount, Sql from) {}

    private Counted counted(Evidence.Records records, Bindings bindings, Sql community, boolean recurring) {
        SqlWriter writer = new SqlWriter(bindings.row(records.register().name(), "e"));
        Sql happened = writer.value(records.happened());
        Sql amount = records.measure()
                .map(m -> Sql.of("coalesce({amount}, 0)").part("amount", writer.value(m)))
                .orElse(Sql.of("1"));
        Sql condition = writer.condition(records.condition());
        Sql window = !recurring
                ? Sql.of("{happened} >= g.trigger_on and {happened} <= {today}")
                        .part("happened", happened)
                        .part("today", scope.today())
                : records.condition().namesPeriod()
                        ? Sql.of("{happened} <= {today}")
                                .part("happened", happened)
                                .part("today", scope.today())
                        : Sql.of("{happened} between t.start_on and least(t.end_on, {today})")
                                .part("happened", happened)
                                .part("today", scope.today());
        Sql from = Sql.of("""
                      from {evidence} e
                    {joins}
                     where e.community_id = {community} and e.voided_at is null
                       and {window}
                       and {condition}""")
                .name("evidence", records.register().table())
                .part("joins", writer.joins())
                .part("community", community)
                .part("window", window)
                .part("condition", condition);
        return new Counted(happened, amount, from);
    }
}
