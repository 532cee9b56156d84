package io.liren.payment;

import io.liren.block.Guard;
import io.liren.block.GuardScope;
import io.liren.expression.Shape;
import io.liren.sql.Sql;
import io.liren.wording.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What must hold of a payment list whatever is entered: nothing is typed that the records tell, whoever draws up a list does
 * not check it, what is checked is not changed, and a list is closed when every difference is explained.
 */
final class PaymentGuards {
    private final PaymentList list;
    private final Shape lists;
    private final Shape lines;
    private final Shape steps;
    private final Shape transfers;
    private final Shape reasons;

    PaymentGuards(PaymentList list) {
        this.list = list;
        this.lists = list.books().lists();
        this.lines = list.books().lines();
        this.steps = list.books().steps();
        this.transfers = list.books().transfers();
        this.reasons = list.books().reasons();
    }

    List<Guard> all() {
        List<Guard> guards = new ArrayList<>();
        guards.add(period());
        guards.add(matches());
        guards.add(frozen());
        guards.addAll(steps());
        guards.addAll(transfers());
        guards.add(reason());
        return guards;
    }

    private Guard period() {
        return guard(
                "period",
                lists,
                PaymentReader.STARTS,
                new Label(
                        "填所属期的第一天，最早提前一期造册",
                        "Write the first day of the period; a list is drawn up one period ahead at most"),
                guarded -> Sql.of("""
                        select 1 from {lists} m
                         where m.community_id = {community} and m.id = any({records}) and m.voided_at is null
                           and not exists (select 1 from period p
                                            where p.unit = {unit} and p.start_on = m.starts_on
                                              and p.start_on - (p.end_on - p.start_on + 1) <= {today})""")
                        .name("lists", lists.table())
                        .value("community", guarded.community())
                        .value("records", guarded.ids())
                        .value("unit", list.every().word())
                        .value("today", guarded.today()));
    }

    /** A line says what the entitled record says; nobody can put another sum or another account there. */
    private Guard matches() {
        Label of = list.names().label(list.of().register());
        return guard(
                "matches",
                lines,
                PaymentReader.DUE,
                new Label(
                        "这一期「" + of.zh() + "」核定的不是这样：金额和账户由核定记录得出，不能手填，也不能扣减",
                        "“" + of.en()
                                + "” says otherwise for this period: sums and account follow from it; they are not typed and "
                                + "nothing is taken off"),
                guarded -> {
                    Sql mine = Sql.of("""
                            exists (select 1 from {lines} r join {lists} x on x.community_id = r.community_id and x.id = r.list_id
                                     where r.community_id = {community} and r.id = any({records}) and x.starts_on = p.start_on)""")
                            .name("lines", lines.table())
                            .name("lists", lists.table())
                            .value("community", guarded.community())
                            .value("records", guarded.ids());
                    return Sql.of("""
                            select 1
                              from {lines} l
                              join {lists} m on m.community_id = l.community_id and m.id = l.list_id
                              left join ({expected}) e on e.community_id = l.community_id and e.start_on = m.starts_on
                                                      and e.entitled_id = l.entitled_id
                             where l.community_id = {community} and l.id = any({records}) and l.voided_at is null
                               and (e.entitled_id is null or e.due <= 0 or l.due <> e.due or l.granted <> e.granted
                                    or {account} is distinct from e.account_id)""")
                            .name("lines", lines.table())
                            .name("lists", lists.table())
                            .part("expected", rows(guarded).expected(here(guarded), mine))
                            .value("community", guarded.community())
                            .value("records", guarded.ids())
                            .part(
                                    "account",
                                    list.account().isPresent() ? Sql.of("l.account_id") : Sql.of("null::uuid"));
                });
    }

    private Guard frozen() {
        return guard(
                "frozen",
                lines,
                PaymentReader.LIST,
                new Label("册已经送复核，要改先退回重造", "The list has been sent for checking; to change it, have it sent back"),
                guarded -> Sql.of("""
                        select 1 from {lines} l
                         where l.community_id = {community} and l.id = any({records}) and {state} <> 'draft'""")
                        .name("lines", lines.table())
                        .value("community", guarded.community())
                        .value("records", guarded.ids())
                        .part("state", state(Sql.of("l.list_id"), Sql.of("l.community_id"), Sql.empty())));
    }

    private List<Guard> steps() {
        Sql earlier = Sql.of(" and p.id <> s.id and p.entered_at <= s.entered_at");
        List<Guard> guards = new ArrayList<>();
        guards.add(guard(
                "state",
                steps,
                PaymentReader.STEP,
                new Label(
                        "册现在不能走这一步：造册后送复核，复核后发放，发放后结册；已经发放的不能退回",
                        "Not possible now: a list is drawn up, sent, checked, paid and closed; once paid it is not sent back"),
                guarded -> step(
                        guarded,
                        Sql.of("""
                         and s.voided_at is null
                         and (case s.step when 'submit' then {before} <> 'draft'
                                          when 'check' then {before} <> 'submitted'
                                          when 'close' then {before} <> 'checked'
                                          else {before} not in ('submitted', 'checked')
                                               or exists (select 1 from {transfers} x
                                                            join {lines} l on l.community_id = x.community_id and l.id = x.line_id
                                                           where l.community_id = s.community_id and l.list_id = s.list_id
                                                             and x.voided_at is null) end
                              or s."on" > {today})""")
                                .part("before", state(Sql.of("s.list_id"), Sql.of("s.community_id"), earlier))
                                .name("transfers", transfers.table())
                                .name("lines", lines.table())
                                .value("today", guarded.today()))));
        guards.add(guard(
                "post",
                steps,
                PaymentReader.STEP,
                new Label(
                        "送复核由造册岗位办，复核、退回、结册由复核岗位办",
                        "Those who draw up lists send them; those who check them do the rest"),
                guarded -> step(
                        guarded,
                        Sql.of(" and not case when s.step = 'submit' then {prepares} else {checks} end")
                                .value("prepares", holds(guarded, list.preparedBy()))
                                .value("checks", holds(guarded, list.checkedBy())))));
        guards.add(guard(
                "another",
                steps,
                PaymentReader.STEP,
                new Label("造册、登记到账的人不能复核同一册", "Whoever drew up a list, or recorded its payments, does not check it"),
                guarded -> step(
                        guarded,
                        Sql.of("""
                         and s.step <> 'submit'
                         and (exists (select 1 from {lists} m where m.community_id = s.community_id and m.id = s.list_id
                                                                and m.entered_by = {actor})
                              or exists (select 1 from {lines} l where l.community_id = s.community_id and l.list_id = s.list_id
                                                                   and l.voided_at is null and l.entered_by = {actor})
                              or exists (select 1 from {steps} o where o.community_id = s.community_id and o.list_id = s.list_id
                                                                   and o.step = 'submit' and o.voided_at is null
                                                                   and o.entered_by = {actor})
                              or exists (select 1 from {transfers} x
                                           join {lines} l on l.community_id = x.community_id and l.id = x.line_id
                                          where x.community_id = s.community_id and l.list_id = s.list_id
                                            and x.voided_at is null and x.entered_by = {actor}))""")
                                .name("lists", lists.table())
                                .name("lines", lines.table())
                                .name("steps", steps.table())
                                .name("transfers", transfers.table())
                                .value("actor", guarded.actor()))));
        guards.add(
                guard(
                        "why",
                        steps,
                        PaymentReader.NOTE,
                        new Label("退回要写明原因", "Say why it is sent back"),
                        guarded -> step(
                                guarded,
                                Sql.of(
                                        " and s.step = 'send_back' and coalesce(btrim(s.note), '') = '' and s.voided_at is null"))));
        guards.add(guard(
                "complete",
                steps,
                PaymentReader.STEP,
                new Label(
                        "册不完整：有人漏了、不应发、金额变了或少于核定，还没有写明原因",
                        "The list is not complete: somebody is missing, nothing is due, a sum has changed or is less than granted, "
                                + "and nobody has said why"),
                guarded -> unexplained(guarded, "submit", true)));
        guards.add(guard(
                "explained",
                steps,
                PaymentReader.STEP,
                new Label("还有差额没有写明原因，不能结册", "A difference is not explained yet; the list can't be closed"),
                guarded -> unexplained(guarded, "close", false)));
        return guards;
    }

    /** Differences of the lists of these steps that nobody has explained; those of the bank count only when it is closed. */
    private Sql unexplained(GuardScope guarded, String step, boolean listOnly) {
        Sql mine = Sql.of("""
                exists (select 1 from {steps} r join {lists} y on y.community_id = r.community_id and y.id = r.list_id
                         where r.community_id = {community} and r.id = any({records}) and r.step = {step}
                           and r.voided_at is null and y.starts_on = p.start_on)""")
                .name("steps", steps.table())
                .name("lists", lists.table())
                .value("community", guarded.community())
                .value("records", guarded.ids())
                .value("step", step);
        return Sql.of("select 1 from ({differences}) w where w.why is null and w.list_id is not null and {which}")
                .part("differences", rows(guarded).differences(here(guarded), mine, !listOnly))
                .part(
                        "which",
                        listOnly ? Sql.of("w.kind in ('missing', 'stray', 'changed', 'reduced')") : Sql.of("true"));
    }

    private List<Guard> transfers() {
        return List.of(
                guard(
                        "checked",
                        transfers,
                        PaymentReader.LINE,
                        new Label("复核通过、还没有结册的才能登记到账和退回", "Payments are recorded between checking and closing"),
                        guarded -> transfer(
                                guarded,
                                Sql.of(" and {state} <> 'checked'")
                                        .part(
                                                "state",
                                                state(Sql.of("l.list_id"), Sql.of("l.community_id"), Sql.empty())))),
                guard(
                        "payer",
                        transfers,
                        PaymentReader.LINE,
                        new Label("复核的人不登记到账", "Whoever checked the list does not record its payments"),
                        guarded -> transfer(
                                guarded,
                                Sql.of("""
                                 and exists (select 1 from {steps} y
                                              where y.community_id = l.community_id and y.list_id = l.list_id
                                                and y.step = 'check' and y.voided_at is null and y.entered_by = {actor})""").name("steps", steps.table()).value("actor", guarded.actor()))),
                guard(
                        "returned",
                        transfers,
                        PaymentReader.AMOUNT,
                        new Label("退回的不能多于到账的，并写明退回原因", "No more comes back than was paid, and it is said why"),
                        guarded -> Sql.of("""
                                select 1
                                  from {transfers} w
                                  join {transfers} x on x.community_id = w.community_id and x.line_id = w.line_id
                                                    and x.voided_at is null
                                 where w.community_id = {community} and w.id = any({records})
                                 group by w.id, w.what, w.why, w.voided_at
                                having coalesce(sum(x.amount) filter (where x.what = 'returned'), 0)
                                         > coalesce(sum(x.amount) filter (where x.what = 'paid'), 0)
                                    or w.what = 'returned' and w.voided_at is null and coalesce(btrim(w.why), '') = ''""")
                                .name("transfers", transfers.table())
                                .value("community", guarded.community())
                                .value("records", guarded.ids())),
                guard(
                        "not-ahead",
                        transfers,
                        PaymentReader.ON,
                        new Label("日期不能晚于今天", "The date can't be later than today"),
                        guarded -> transfer(
                                guarded, Sql.of(" and x.\"on\" > {today}").value("today", guarded.today()))));
    }

    private Guard reason() {
        return guard(
                "difference",
                reasons,
                PaymentReader.AMOUNT,
                new Label(
                        "没有这样一笔差额：说明的是册上现有的差额",
                        "There is no such difference; a reason is for one that the list has now"),
                guarded -> {
                    Sql mine = Sql.of("""
                            exists (select 1 from {reasons} q join {lists} y on y.community_id = q.community_id and y.id = q.list_id
                                     where q.community_id = {community} and q.id = any({records}) and y.starts_on = p.start_on)""")
                            .name("reasons", reasons.table())
                            .name("lists", lists.table())
                            .value("community", guarded.community())
                            .value("records", guarded.ids());
                    return Sql.of("""
                            select 1 from {reasons} q
                             where q.community_id = {community} and q.id = any({records}) and q.voided_at is null
                               and not exists (select 1 from ({differences}) w
                                                where w.list_id = q.list_id and w.entitled_id = q.entitled_id
                                                  and w.kind = q.kind and w.amount = q.amount)""")
                            .name("reasons", reasons.table())
                            .value("community", guarded.community())
                            .value("records", guarded.ids())
                            .part("differences", rows(guarded).differences(here(guarded), mine, true));
                });
    }

    // ---- parts

    private Rows rows(GuardScope guarded) {
        return new Rows(list, Sql.of("{today}::date").value("today", guarded.today()));
    }

    private static Sql here(GuardScope guarded) {
        return Sql.of("array[{community}::uuid]").value("community", guarded.community());
    }

    private static boolean holds(GuardScope guarded, List<String> posts) {
        return posts.stream().anyMatch(guarded.posts()::contains);
    }

    private Sql state(Sql listColumn, Sql communityColumn, Sql which) {
        return Rows.state(steps.table(), communityColumn, listColumn, which);
    }

    private Sql step(GuardScope guarded, Sql breach) {
        return Sql.of("select 1 from {steps} s where s.community_id = {community} and s.id = any({records}){breach}")
                .name("steps", steps.table())
                .value("community", guarded.community())
                .value("records", guarded.ids())
                .part("breach", breach);
    }

    private Sql transfer(GuardScope guarded, Sql breach) {
        return Sql.of("""
                select 1 from {transfers} x
                  join {lines} l on l.community_id = x.community_id and l.id = x.line_id
                 where x.community_id = {community} and x.id = any({records}){breach}""")
                .name("transfers", transfers.table())
                .name("lines", lines.table())
                .value("community", guarded.community())
                .value("records", guarded.ids())
                .part("breach", breach);
    }

    private Guard guard(String what, Shape on, String field, Label says, Function<GuardScope, Sql> breaches) {
        return new Guard(
                        list.id() + "." + what,
                        list.clause(),
                        on.register(),
                        true,
                        Optional.of(field),
                        says,
                        Set.of(),
                        breaches)
                .holdingAlways();
    }
}
