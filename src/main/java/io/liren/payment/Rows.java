package io.liren.payment;

import io.liren.block.ParameterSql;
import io.liren.expression.Bindings;
import io.liren.expression.Checked;
import io.liren.expression.SqlWriter;
import io.liren.sql.Sql;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A payment list as statements over any number of communities: what is expected, what the lines say, what the bank did, and
 * where these differ.
 */
final class Rows {
    private static final String[] OWN_ALIASES = {"t", "s", "e", "l", "m", "d", "c", "p", "x", "r"};

    private final PaymentList list;
    private final Sql today;

    /** @param today as of when records are looked at */
    Rows(PaymentList list, Sql today) {
        this.list = list;
        this.today = today;
    }

    /**
     * The periods, one row for each community: {@code community_id}, {@code key}, {@code start_on}, {@code end_on},
     * {@code list_by}, {@code pay_by}, {@code close_by}.
     *
     * @param communities an array of ids
     * @param which narrows the periods, over the alias {@code p}
     */
    Sql terms(Sql communities, Sql which) {
        return Sql.of("""
                select c.id as community_id, p.key, p.start_on, p.end_on, p.start_on + ({list_by})::int - 1 as list_by,
                       p.start_on + ({pay_by})::int - 1 as pay_by, p.start_on + ({close_by})::int - 1 as close_by{parameters}
                  from community c
                 cross join period p
                 where c.id = any({communities}) and p.unit = {unit} and p.start_on >= {first} and {which}""")
                .part("list_by", day(list.listBy()))
                .part("pay_by", day(list.payBy()))
                .part("close_by", list.closeBy().map(this::day).orElse(Sql.of("null::int")))
                .part("parameters", parameters())
                .part("communities", communities)
                .value("unit", list.every().word())
                .part(
                        "first",
                        list.from().map(f -> Sql.of("{f}::date").value("f", f)).orElse(Sql.of("'-infinity'::date")))
                .part("which", which);
    }

    private Sql day(Checked count) {
        Sql community = Sql.of("c.id");
        return new SqlWriter(Bindings.of(community, today)
                        .period(Sql.of("p.start_on"), Sql.of("p.end_on"))
                        .parameters(ParameterSql.inForce(
                                list.names(), list.place().rulebook(), community, Sql.of("p.start_on"))))
                .value(count);
    }

    /** Those that the records' expressions name, as they are in force on the period's first day. */
    private Sql parameters() {
        Set<String> named = new LinkedHashSet<>(list.granted().parameters());
        named.addAll(list.due().parameters());
        list.qualifies().ifPresent(q -> named.addAll(q.parameters()));
        List<Sql> columns = new ArrayList<>();
        for (String name : named) {
            columns.add(Sql.of(", {value} as {column}")
                    .part(
                            "value",
                            ParameterSql.inForce(
                                            list.names(), list.place().rulebook(), Sql.of("c.id"), Sql.of("p.start_on"))
                                    .apply(name))
                    .name("column", "param_" + name));
        }
        return Sql.join("", columns);
    }

    /**
     * Who is entitled in which period, and to what: the columns of the period, {@code entitled_id}, {@code granted},
     * {@code due}, {@code account_id}.
     */
    Sql expected(Sql communities, Sql which) {
        SqlWriter writer = new SqlWriter(Bindings.of(Sql.of("t.community_id"), today)
                .taken(OWN_ALIASES)
                .row(list.of().name(), "s")
                .period(Sql.of("t.start_on"), Sql.of("t.end_on"))
                .parameters(name -> Sql.of("t.{column}").name("column", "param_" + name)));
        Sql granted = writer.value(list.granted());
        Sql due = writer.value(list.due());
        Sql account = list.account().map(writer::value).orElse(Sql.of("null::uuid"));
        Sql qualifies = list.qualifies().map(writer::condition).orElse(Sql.of("true"));
        return Sql.of("""
                select t.community_id, t.key, t.start_on, t.list_by, t.pay_by, s.id as entitled_id,
                       round(coalesce({granted}, 0), 2) as granted, round(coalesce({due}, 0), 2) as due,
                       {account} as account_id
                  from ({terms}) t
                  join {of} s on s.community_id = t.community_id and s.voided_at is null{joins}
                 where {qualifies}""")
                .part("granted", granted)
                .part("due", due)
                .part("account", account)
                .part("terms", terms(communities, which))
                .name("of", list.of().table())
                .part("joins", writer.joins())
                .part("qualifies", qualifies);
    }

    /** The state of a list; {@code which} narrows the steps, over the alias {@code p}. */
    static Sql state(String steps, Sql community, Sql id, Sql which) {
        List<Sql> cases = new ArrayList<>();
        for (Step step : Step.values()) {
            cases.add(Sql.of("when {step} then {to}").value("step", step.word()).value("to", step.leadsTo()));
        }
        return Sql.of("""
                coalesce((select case p.step {cases} end
                            from {steps} p
                           where p.community_id = {community} and p.list_id = {id} and p.voided_at is null{which}
                           order by p.entered_at desc, p.id desc
                           limit 1), {draft})""")
                .part("cases", Sql.join(" ", cases))
                .name("steps", steps)
                .part("community", community)
                .part("id", id)
                .part("which", which)
                .value("draft", Step.DRAFT);
    }

    /** What the lists say and what the bank did: a row for each line. */
    private Sql listed(Sql communities, Sql which) {
        return Sql.of("""
                select l.community_id, p.key, p.start_on, m.id as list_id, l.id as line_id, l.entitled_id, l.granted, l.due,
                       {account} as account_id, coalesce(x.paid, 0) as paid, coalesce(x.returned, 0) as returned, x.last_on
                  from {lines} l
                  join {lists} m on m.community_id = l.community_id and m.id = l.list_id and m.voided_at is null
                  join period p on p.unit = {unit} and p.start_on = m.starts_on
                  left join lateral (
                    select sum(x.amount) filter (where x.what = 'paid') as paid,
                           sum(x.amount) filter (where x.what = 'returned') as returned, max(x."on") as last_on
                      from {transfers} x
                     where x.community_id = l.community_id and x.line_id = l.id and x.voided_at is null
                       and x."on" <= {today}) x on true
                 where l.community_id = any({communities}) and l.voided_at is null and {which}""")
                .part("account", list.account().isPresent() ? Sql.of("l.account_id") : Sql.of("null::uuid"))
                .name("lines", list.books().lines().table())
                .name("lists", list.books().lists().table())
                .value("unit", list.every().word())
                .name("transfers", list.books().transfers().table())
                .part("today", today)
                .part("communities", communities)
                .part("which", which);
    }

    /**
     * Every line, and everyone entitled who has none: {@code community_id}, {@code key}, {@code start_on}, {@code list_by},
     * {@code pay_by}, {@code list_id}, {@code state}, {@code line_id}, {@code entitled_id}, {@code account_id},
     * {@code granted}, {@code due}, {@code paid}, {@code returned}, {@code last_on}, and what is expected now:
     * {@code expected_granted}, {@code expected_due}, {@code expected_account}.
     *
     * @param which narrows the periods, over the alias {@code p}
     */
    Sql all(Sql communities, Sql which) {
        return Sql.of("""
                select t.community_id, t.key, t.start_on, t.list_by, t.pay_by, m.id as list_id,
                       case when m.id is null then 'absent' else {state} end as state,
                       b.line_id, b.entitled_id, b.account_id, b.granted, b.due, b.paid, b.returned, b.last_on,
                       b.expected_granted, b.expected_due, b.expected_account
                  from ({terms}) t
                  join (select coalesce(l.community_id, e.community_id) as community_id,
                               coalesce(l.start_on, e.start_on) as start_on,
                               coalesce(l.entitled_id, e.entitled_id) as entitled_id, l.line_id,
                               case when l.line_id is null then e.account_id else l.account_id end as account_id,
                               coalesce(l.granted, e.granted) as granted, coalesce(l.due, e.due) as due,
                               coalesce(l.paid, 0) as paid, coalesce(l.returned, 0) as returned, l.last_on,
                               coalesce(e.granted, 0) as expected_granted, coalesce(e.due, 0) as expected_due,
                               e.account_id as expected_account
                          from ({expected}) e
                          full join ({listed}) l on l.community_id = e.community_id and l.start_on = e.start_on
                                                and l.entitled_id = e.entitled_id) b
                    on b.community_id = t.community_id and b.start_on = t.start_on
                  left join {lists} m on m.community_id = t.community_id and m.starts_on = t.start_on and m.voided_at is null
                 where b.line_id is not null or b.due > 0""")
                .part(
                        "state",
                        state(list.books().steps().table(), Sql.of("m.community_id"), Sql.of("m.id"), Sql.empty()))
                .part("terms", terms(communities, which))
                .part("expected", expected(communities, which))
                .part("listed", listed(communities, which))
                .name("lists", list.books().lists().table());
    }

    /**
     * Where granted, due and paid differ: the columns of {@link #all}, {@code kind}, {@code amount} and {@code why}, which is
     * missing while nobody has explained it.
     *
     * @param settling whether what is not paid yet counts although there is still time
     */
    Sql differences(Sql communities, Sql which, boolean settling) {
        return Sql.of("""
                select a.*, d.kind, d.amount,
                       (select r.why from {reasons} r
                         where r.community_id = a.community_id and r.list_id = a.list_id and r.entitled_id = a.entitled_id
                           and r.kind = d.kind and r.amount = d.amount and r.voided_at is null
                         order by r.entered_at desc limit 1) as why
                  from ({all}) a
                 cross join lateral (values
                   ('missing', a.expected_due,
                    a.line_id is null and a.expected_due > 0 and (a.state not in ('absent', 'draft') or {today} > a.list_by)),
                   ('stray', a.due, a.line_id is not null and a.expected_due <= 0 and a.due > 0),
                   ('changed', a.expected_due - a.due,
                    a.line_id is not null and a.expected_due > 0
                    and (a.due <> a.expected_due or a.granted <> a.expected_granted
                         or a.state in ('draft', 'submitted') and a.account_id is distinct from a.expected_account)),
                   ('reduced', a.granted - a.due, a.line_id is not null and a.due < a.granted),
                   ('unpaid', a.due - a.paid + a.returned,
                    a.line_id is not null and a.returned = 0 and a.paid < a.due and ({settling} or {today} > a.pay_by)),
                   ('returned', a.due - a.paid + a.returned,
                    a.line_id is not null and a.returned > 0 and a.paid - a.returned < a.due),
                   ('overpaid', a.paid - a.returned - a.due, a.line_id is not null and a.paid - a.returned > a.due)
                  ) d (kind, amount, holds)
                 where d.holds""")
                .name("reasons", list.books().reasons().table())
                .part("all", all(communities, which))
                .part("today", today)
                .value("settling", settling);
    }

    /** The duty that the list is checked, or closed, by its day: one for each community and period in which anything is due. */
    Sql stepDuty(Step step, String dueColumn, Sql communities, Sql from) {
        return Sql.of("""
                select t.community_id, '00000000-0000-0000-0000-000000000000'::uuid as subject_id, t.key as period_key,
                       t.start_on as opens_on, t.{due} as due_on, 1::numeric as needed,
                       (case when y.on_day is null then 0 else 1 end)::numeric as found, y.on_day as met_on,
                       y.entered_on as met_entered_on, case when y.id is not null then array[y.id] end as evidence,
                       null::timestamptz as due_at, null::timestamptz as met_at, false as paused
                  from ({terms}) t
                  left join {lists} m on m.community_id = t.community_id and m.starts_on = t.start_on and m.voided_at is null
                  left join lateral (
                    select y.id, y."on" as on_day, y.entered_on
                      from {steps} y
                     where y.community_id = m.community_id and y.list_id = m.id and y.voided_at is null
                       and y.step = {step} and y."on" <= {today}
                       and not exists (select 1 from {steps} z
                                        where z.community_id = y.community_id and z.list_id = y.list_id
                                          and z.voided_at is null and z.step = 'send_back' and z.entered_at > y.entered_at)
                     order by y.entered_at desc limit 1) y on true
                 where m.id is not null
                    or exists (select 1 from ({expected}) e
                                where e.community_id = t.community_id and e.start_on = t.start_on and e.due > 0)""")
                .name("due", dueColumn)
                .part("terms", terms(communities, begun(from)))
                .name("lists", list.books().lists().table())
                .name("steps", list.books().steps().table())
                .value("step", step.word())
                .part("today", today)
                .part("expected", expected(communities, begun(from)));
    }

    /** The duty to pay: one for each who is entitled and each period in which anything is due. */
    Sql payDuty(Sql communities, Sql from) {
        return Sql.of("""
                select a.community_id, a.entitled_id as subject_id, a.key as period_key, a.start_on as opens_on,
                       a.pay_by as due_on, a.due as needed, a.paid - a.returned as found,
                       case when a.paid - a.returned >= a.due then a.last_on end as met_on,
                       case when a.paid - a.returned >= a.due then x.entered_on end as met_entered_on,
                       x.evidence, null::timestamptz as due_at, null::timestamptz as met_at, false as paused
                  from ({all}) a
                  left join lateral (
                    select max(x.entered_on) as entered_on, array_agg(x.id order by x."on", x.id) as evidence
                      from {transfers} x
                     where x.community_id = a.community_id and x.line_id = a.line_id and x.voided_at is null
                       and x."on" <= {today}) x on true
                 where a.expected_due > 0""")
                .part("all", all(communities, begun(from)))
                .name("transfers", list.books().transfers().table())
                .part("today", today);
    }

    /** Periods that have begun, from a day on. */
    Sql begun(Sql from) {
        return Sql.of("p.start_on >= {from} and p.start_on <= {today}")
                .part("from", from)
                .part("today", today);
    }
}
