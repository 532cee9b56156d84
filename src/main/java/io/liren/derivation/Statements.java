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
import java.util.Optional;
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

    /** What is told of the records that count, where the first of them is enough. */
    private static final Sql FIRST = Sql.of("""
            count(r.id) as found, min(r.happened_on) as met_on,
                       (array_agg(r.entered_on order by r.happened_on, r.id) filter (where r.id is not null))[1]
                         as met_entered_on,
                       array_agg(r.id order by r.happened_on, r.id) filter (where r.id is not null) as evidence""");

    /** What is told of them where they add up. */
    private static final Sql RUNNING = Sql.of("""
            coalesce(max(r.running) filter (where r.id is not null), 0) as found,
                       min(r.happened_on) filter (where r.running >= {needed}) as met_on,
                       max(r.entered_on) filter (where r.running - r.amount < {needed}) as met_entered_on,
                       array_agg(r.id order by r.happened_on, r.id) filter (where r.id is not null) as evidence""");

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
        Needed needed = Needed.of(asks.atLeast(), writer);
        Sql occurrences = Sql.of("""
                term t
                {subjects}{joins}{amount}""")
                .part(
                        "subjects",
                        asks.subject()
                                .map(s -> Sql.of("""
                          join {subjects} s on s.community_id = t.community_id and s.voided_at is null
                        """).name("subjects", s.table()))
                                .orElse(Sql.empty()))
                .part("joins", writer.joins())
                .part("amount", needed.workedOut());
        Sql conditions =
                Sql.of("{needed}{qualifies}").part("needed", needed.known()).part("qualifies", qualifies);
        return Sql.of("""
                  with term as {kept}(
                    select c.id as community_id, p.key, p.start_on, p.end_on, p.end_on + {days} as due_on{parameters}
                      from community c
                     cross join period p
                     where c.id = any({communities})
                       and p.unit = {unit}
                       and p.start_on between {from} and {today}
                  )
                {found}""")
                .part("kept", parameters.isEmpty() ? Sql.empty() : Sql.of("materialized "))
                .value("days", asks.dueDays())
                .part("parameters", parameterColumns(parameters))
                .part("communities", scope.communities())
                .value("unit", asks.every().word())
                .part("from", first(asks))
                .part("today", scope.today())
                .part(
                        "found",
                        gathered(asks, own, needed, occurrences, conditions)
                                .orElseGet(() -> one(asks, own, needed, occurrences, conditions)));
    }

    /** Looks the records up for each occurrence by itself: for those that name its subject, or the community's few. */
    private Sql one(Asks.Recurring asks, Bindings own, Needed needed, Sql occurrences, Sql conditions) {
        return Sql.of("""
                select t.community_id, {subject} as subject_id, t.key as period_key, t.start_on as opens_on, t.due_on,
                       {needed} as needed, e.found, e.met_on, e.met_entered_on, e.evidence,
                       null::timestamptz as due_at, e.met_at, false as paused
                  from {occurrences}
                 cross join lateral (
                {evidence}
                       ) e
                 where {conditions}""")
                .part("subject", subject(asks.subject().isPresent()))
                .part("needed", needed.value())
                .part("occurrences", occurrences)
                .part("evidence", evidence(asks.evidence(), own, needed, own.community(), true))
                .part("conditions", conditions);
    }

    /**
     * Reads the records that many subjects share once for all of them, rather than once for each; empty where each subject
     * has its own, which an index finds, or where records and subjects are told by further joins.
     */
    private Optional<Sql> gathered(Asks.Recurring asks, Bindings own, Needed needed, Sql occurrences, Sql conditions) {
        if (asks.subject().isEmpty()
                || !(asks.evidence() instanceof Evidence.Records records)
                || records.areOf(asks.subject().get().name())) {
            return Optional.empty();
        }
        Counted counted = counted(records, own.whole(records.register().name()), Sql.of("t.community_id"), true);
        if (!counted.joins().isEmpty()) {
            return Optional.empty();
        }
        Sql running = Sql.of(", {amount} as amount,\n               sum({amount}) filter (where e.id is not null) over"
                        + " (partition by t.community_id, s.id, t.key order by {happened}, e.id) as running")
                .part("amount", counted.amount())
                .part("happened", counted.happened());
        return Optional.of(Sql.of("""
                select r.community_id, r.subject_id, r.period_key, r.opens_on, r.due_on, r.needed,
                       {told},
                       null::timestamptz as due_at, null::timestamptz as met_at, false as paused
                  from (select t.community_id, s.id as subject_id, t.key as period_key, t.start_on as opens_on, t.due_on,
                               {needed} as needed, e.id, {happened} as happened_on, e.entered_on{running}
                          from {occurrences}
                          left join {evidence} e on {counts}
                         where {conditions}) r
                 group by r.community_id, r.subject_id, r.period_key, r.opens_on, r.due_on, r.needed""")
                .part("told", told(records, needed, Sql.of("r.needed")))
                .part("needed", needed.value())
                .part("happened", counted.happened())
                .part("running", isFirst(records, needed) ? Sql.empty() : running)
                .part("occurrences", occurrences)
                .name("evidence", records.register().table())
                .part("counts", counted.condition())
                .part("conditions", conditions));
    }

    private Sql first(Asks.Recurring asks) {
        return asks.from()
                .map(from -> Sql.of("greatest({from}::date, {first})")
                        .part("from", scope.from())
                        .value("first", from))
                .orElse(scope.from());
    }

    /**
     * How much is needed.
     *
     * @param value its SQL
     * @param workedOut works it out once an occurrence: without the offset it would be worked out wherever it is named
     * @param known the condition that it is known, to stand before others
     */
    private record Needed(Sql value, Sql workedOut, Sql known) {
        private static final Needed ONE = new Needed(Sql.of("1"), Sql.empty(), Sql.empty());

        static Needed of(Optional<Checked> atLeast, SqlWriter writer) {
            return atLeast.map(amount -> new Needed(
                            Sql.of("n.needed"),
                            Sql.of("\n cross join lateral (select {amount} as needed offset 0) n")
                                    .part("amount", writer.value(amount)),
                            Sql.of("n.needed is not null\n   and ")))
                    .orElse(ONE);
        }
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
        Needed needed = Needed.of(asks.atLeast(), writer);
        Sql count = writer.value(asks.count());
        Sql evidence = evidence(asks.evidence(), bindings, needed, community, false);
        boolean moment = asks.trigger().type() instanceof Type.Moment;
        Clock clock =
                new Clock(asks.unit(), count, asks.pause().map(p -> p.spans().apply("s")), scope);
        return Sql.of("""
                select s.community_id, s.id as subject_id, g.trigger_on::text as period_key, g.trigger_on as opens_on,
                       d.due_on, {needed} as needed, e.found, e.met_on, e.met_entered_on, e.evidence, d.due_at, e.met_at,
                       d.paused
                  from {subjects} s
                {joins}
                 cross join lateral (select {trigger}{once}) g
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
                   and {known}{qualifies}""")
                .part("needed", needed.value())
                .part("amount", needed.workedOut())
                .part("known", needed.known())
                // What has to be looked up would be looked up wherever the day is named.
                .part("once", asks.trigger().parameters().isEmpty() ? Sql.empty() : Sql.of(" offset 0"))
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

    private Sql evidence(Evidence evidence, Bindings bindings, Needed needed, Sql community, boolean recurring) {
        return switch (evidence) {
            case Evidence.OwnDate(Checked date) -> ownDate(new SqlWriter(bindings), date);
            case Evidence.Records records -> lookedUp(records, bindings, needed, community, recurring);
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

    private Sql lookedUp(Evidence.Records records, Bindings bindings, Needed needed, Sql community, boolean recurring) {
        Counted counted = counted(records, bindings, community, recurring);
        Sql running = Sql.of(", {amount} as amount, sum({amount}) over (order by {happened}, e.id) as running")
                .part("amount", counted.amount())
                .part("happened", counted.happened());
        return Sql.of("""
                    select {told}, null::timestamptz as met_at
                      from (select e.id, {happened} as happened_on, e.entered_on{running}
                              from {evidence} e
                            {joins}
                             where {counts}) r""")
                .part("told", told(records, needed, needed.value()))
                .part("happened", counted.happened())
                .part("running", isFirst(records, needed) ? Sql.empty() : running)
                .name("evidence", records.register().table())
                .part("joins", counted.joins())
                .part("counts", counted.condition());
    }

    private static boolean isFirst(Evidence.Records records, Needed needed) {
        return needed == Needed.ONE && records.measure().isEmpty();
    }

    private static Sql told(Evidence.Records records, Needed needed, Sql amount) {
        return isFirst(records, needed) ? FIRST : RUNNING.part("needed", amount);
    }

    /**
     * Records {@code e} that count.
     *
     * @param amount what each adds
     * @param joins what the others need of further records
     * @param condition which of the register's they are
     */
    private record Counted(Sql happened, Sql amount, Sql joins, Sql condition) {}

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
        return new Counted(
                happened,
                amount,
                writer.joins(),
                Sql.of("e.community_id = {community} and e.voided_at is null and {window} and {condition}")
                        .part("community", community)
                        .part("window", window)
                        .part("condition", condition));
    }
}
