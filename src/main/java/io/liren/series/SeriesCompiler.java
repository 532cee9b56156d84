package io.liren.series;

import io.liren.block.Compiled;
import io.liren.block.Derivation;
import io.liren.block.Guard;
import io.liren.block.GuardScope;
import io.liren.block.ParameterSql;
import io.liren.block.Place;
import io.liren.block.Quantity;
import io.liren.block.Scope;
import io.liren.calendar.DayUnit;
import io.liren.derivation.Asks;
import io.liren.derivation.Duties;
import io.liren.derivation.DutyAnswers;
import io.liren.derivation.Evidence;
import io.liren.expression.Bindings;
import io.liren.expression.Checked;
import io.liren.expression.Node;
import io.liren.expression.Shape;
import io.liren.expression.Source;
import io.liren.expression.SqlWriter;
import io.liren.expression.Type;
import io.liren.rulebook.Code;
import io.liren.rulebook.YamlScalar;
import io.liren.sql.Sql;
import io.liren.wording.Label;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Makes a series into a duty (what is planned is held), guards on its changes, and what the calendar reads. */
final class SeriesCompiler {
    private final SeriesBlock block;
    private final Place place;
    private final Scope scope;
    private final List<Quantity> quantities = new ArrayList<>();

    SeriesCompiler(SeriesBlock block, Scope scope) {
        this.block = block;
        this.place = block.place();
        this.scope = scope;
    }

    /** What the calendar and the guards are made of, checked. */
    private record Parts(
            Shape occasions,
            Shape log,
            Shape changes,
            Checked planned,
            Optional<Checked> starts,
            Optional<Checked> onDuty,
            Checked held,
            Checked happened,
            Optional<Checked> came,
            Checked lastDay) {}

    Compiled compile(Compiled changes) {
        Compiled.Builder compiled = Compiled.with();
        changes.tables().forEach(compiled::table);
        changes.artefacts().forEach(compiled::artefact);
        changes.answerers().forEach(compiled::answerer);
        Optional<Parts> parts = parts();
        Optional<Asks> asks = parts.flatMap(this::asks);
        if (parts.isEmpty() || asks.isEmpty()) {
            return compiled.build();
        }
        Label act = block.act().orElseGet(() -> {
            Label log = scope.names().label(parts.get().log().register());
            return new Label("登记" + log.zh(), "Record: " + log.en());
        });
        Optional<Derivation> duty = block.owedBy()
                .flatMap(post -> scope.posts(List.of(post)).stream().findFirst())
                .map(post -> Duties.derivation(
                        place, asks.get(), post, scope.posts(block.waivableBy()), act, words(), scope.names()));
        duty.ifPresent(d -> compiled.derivation(d).answerer(place.name(), new DutyAnswers(d)));
        guards(parts.get()).forEach(compiled::guard);
        return compiled.artefact(series(parts.get(), duty.map(Derivation::id), act))
                .quantities(quantities)
                .build();
    }

    private Optional<Parts> parts() {
        Optional<Shape> occasions = scope.shape(block.of());
        Optional<Shape> log = scope.shape(block.held().register());
        Optional<Shape> changes = scope.names().shape(block.changes().place().id());
        if (occasions.isEmpty() || log.isEmpty() || changes.isEmpty()) {
            return Optional.empty();
        }
        if (block.held().condition().isEmpty()) {
            scope.findings()
                    .error(
                            Code.MISSING_KEY,
                            block.held().register().textPosition(),
                            place.clauseId(),
                            "held-by 要写明哪些记录算这一场办了:「登记簿 where 条件」。",
                            "held-by has to say which records show that this occasion was held: “register where condition”.");
            return Optional.empty();
        }
        Shape of = occasions.get();
        Map<String, Shape> both = new LinkedHashMap<>();
        both.put(of.name(), of);
        both.put(log.get().name(), log.get());
        Optional<Checked> planned = scope.check(block.planned(), scope.of(of), Type.DATE);
        Optional<Checked> held = scope.check(block.held().condition().get(), scope.of(both, false, false), Type.BOOL);
        Optional<Checked> happened = scope.check(
                text(log.get().name() + "."
                        + scope.names().traits().happened(log.get().register())),
                scope.of(both, false, false),
                Type.DATE);
        Optional<Checked> count = block.within().flatMap(w -> scope.check(w.count(), scope.of(of), Type.WHOLE));
        if (planned.isEmpty()
                || held.isEmpty()
                || happened.isEmpty()
                || count.isPresent() != block.within().isPresent()) {
            return Optional.empty();
        }
        Optional<Checked> lastDay = scope.check(text(SeriesKind.lastDay(block, of.name())), scope.of(of), Type.DATE);
        return lastDay.map(last -> new Parts(
                of,
                log.get(),
                changes.get(),
                planned.get(),
                block.starts().flatMap(s -> scope.check(s, scope.of(of), Type.TIME)),
                block.onDuty().flatMap(d -> scope.check(d, scope.of(of), null)).filter(this::records),
                held.get(),
                happened.get(),
                block.came()
                        .flatMap(c -> scope.check(c, scope.of(log.get()), null))
                        .filter(this::records),
                last));
    }

    private boolean records(Checked checked) {
        boolean records = register(checked).isPresent();
        if (!records) {
            scope.findings()
                    .error(
                            Code.WRONG_TYPE,
                            block.onDuty().orElse(block.of()).textPosition(),
                            place.clauseId(),
                            "on-duty 和 came 要写一个引用字段:是哪些人。",
                            "on-duty and came each name a field of references: who they are.");
        }
        return records;
    }

    private static Optional<String> register(Checked checked) {
        return switch (checked.type()) {
            case Type.Rec(String register) -> Optional.of(register);
            case Type.ListOf(Type.Rec(String register)) -> Optional.of(register);
            case Type other -> Optional.empty();
        };
    }

    private Optional<Asks> asks(Parts parts) {
        String own = parts.occasions().name();
        Optional<Checked> stands = scope.check(text(own + ".stands_on"), scope.of(parts.occasions()), Type.DATE);
        Optional<Checked> qualifies =
                scope.check(text(own + ".cancelled_on == null"), scope.of(parts.occasions()), Type.BOOL);
        Optional<Checked> count = block.within()
                .map(w -> scope.check(w.count(), scope.of(parts.occasions()), Type.WHOLE))
                .orElseGet(() -> scope.check(text("0"), scope.of(parts.occasions()), Type.WHOLE));
        if (stands.isEmpty() || qualifies.isEmpty() || count.isEmpty()) {
            return Optional.empty();
        }
        block.within()
                .filter(w -> w.count().text().matches("\\d{1,4}"))
                .ifPresent(w -> quantities.add(Quantity.said(
                        w.unit().word(),
                        new BigDecimal(w.count().text()),
                        w.count().position())));
        quantities.addAll(scope.quantitiesOf(count.get()));
        quantities.addAll(scope.quantitiesOf(parts.held()));
        return Optional.of(new Asks.Triggered(
                parts.occasions(),
                qualifies,
                stands.get(),
                count.get(),
                block.within().map(io.liren.block.Span::unit).orElse(DayUnit.DAYS),
                new Evidence.Records(parts.log(), parts.happened(), parts.held(), Optional.empty()),
                Optional.empty()));
    }

    private Label words() {
        return new Label(
                "每一场排定的都如期办,办了就有记录。", "Each planned occasion is held on its day, and there is a record of it.");
    }

    private Series series(Parts parts, Optional<String> duty, Label act) {
        return new Series(
                place,
                parts.occasions().register(),
                parts.changes().register(),
                scope.posts(block.changes().body().scalars("enter")),
                parts.log().register(),
                parts.held().equalities(parts.log().name()).stream()
                        .filter(e -> e.value().root() instanceof Node.Var(String name, Type type)
                                && name.equals(parts.occasions().name()))
                        .map(e -> e.field().name())
                        .findFirst(),
                parts.onDuty().flatMap(SeriesCompiler::register),
                parts.came().flatMap(SeriesCompiler::register),
                duty,
                act,
                today -> occasions(parts, today));
    }

    private Bindings bindings(LocalDate today) {
        Sql community = Sql.of("s.community_id");
        return Bindings.of(community, Sql.bind(today))
                .parameters(ParameterSql.inForce(scope.names(), place.rulebook(), community, Sql.bind(today)));
    }

    private Sql occasions(Parts parts, LocalDate today) {
        Bindings outer = bindings(today).row(parts.occasions().name(), "s");
        SqlWriter writer = new SqlWriter(outer);
        String own = parts.occasions().name();
        SqlWriter inner = new SqlWriter(outer.row(parts.log().name(), "e"));
        Sql matches = inner.condition(parts.held());
        Sql there = parts.came()
                .map(c -> many(c)
                        ? Sql.of("(select array_agg(distinct w) from unnest({came}) w)")
                                .part("came", inner.value(c))
                        : Sql.of("array[{came}]").part("came", inner.value(c)))
                .orElse(Sql.of("null::uuid[]"));
        Sql happened = inner.value(parts.happened());
        Sql log = Sql.of("""
                (select array_agg(e.id order by {happened}, e.id) as records,
                        array_agg(distinct c.id) filter (where c.id is not null) as came
                   from {log} e{joins}
                   left join lateral unnest({there}) as c(id) on true
                  where e.community_id = s.community_id and e.voided_at is null and {matches})""")
                .part("happened", happened)
                .name("log", parts.log().table())
                .part("joins", inner.joins())
                .part("there", there)
                .part("matches", matches);
        Sql columns = Sql.of(
                        "{stands} as stands_on, {planned} as planned_on, {starts} as starts, {standing} as standing, {duty} as on_duty")
                .part("stands", given(writer, parts, own, Series.Given.STANDS_ON))
                .part("planned", writer.value(parts.planned()))
                .part("starts", parts.starts().map(writer::value).orElse(Sql.of("null::time")))
                .part("standing", given(writer, parts, own, Series.Given.STANDING))
                .part(
                        "duty",
                        parts.onDuty()
                                .map(d -> many(d)
                                        ? writer.value(d)
                                        : Sql.of("array_remove(array[{one}], null)")
                                                .part("one", writer.value(d)))
                                .orElse(Sql.of("null::uuid[]")));
        return Sql.of("""
                select s.community_id, s.id, {columns}, l.records as log, l.came
                  from {occasions} s{joins}
                 cross join lateral {log} l
                 where s.voided_at is null""")
                .part("columns", columns)
                .name("occasions", parts.occasions().table())
                .part("joins", writer.joins())
                .part("log", log);
    }

    private Sql given(SqlWriter writer, Parts parts, String own, Series.Given given) {
        return scope.check(text(own + "." + given.field), scope.of(parts.occasions()), null)
                .map(writer::value)
                .orElseThrow(() -> new IllegalStateException(place.id() + " was given no field " + given.field));
    }

    private static boolean many(Checked checked) {
        return checked.type() instanceof Type.ListOf;
    }

    private List<Guard> guards(Parts parts) {
        List<Guard> guards = new ArrayList<>();
        String changes = parts.changes().table();
        guards.add(guard(
                parts,
                "to-on",
                "to_on",
                new Label("改期要填改到哪天;取消不填", "A move says to which day; a cancellation says none"),
                guarded ->
                        change(changes, guarded).then(Sql.of(" and (c.change = 'moved') <> (c.to_on is not null)"))));
        guards.add(guard(
                parts,
                "to-past",
                "to_on",
                new Label("改到的日期早于决定的日期", "It is moved to a day before the decision"),
                guarded -> change(changes, guarded).then(Sql.of(" and c.to_on < c.\"on\""))));
        guards.add(guard(
                parts,
                "again",
                "occasion",
                new Label("这一场已经取消了", "This occasion has been cancelled already"),
                guarded -> change(changes, guarded).then(Sql.of("""

                           and exists (select 1 from {changes} p
                                      where p.community_id = c.community_id and p.occasion_id = c.occasion_id
                                        and p.id <> c.id and p.voided_at is null and p.change = 'cancelled')""").name("changes", changes))));
        guards.add(guard(
                parts,
                "held",
                "occasion",
                new Label("这一场已经办了,不能取消", "This occasion was held and can't be cancelled"),
                guarded -> judged(
                        parts,
                        guarded,
                        writer -> Sql.of("c.change = 'cancelled' and {held} is not null")
                                .part(
                                        "held",
                                        given(writer, parts, parts.occasions().name(), Series.Given.HELD_ON)))));
        guards.add(guard(
                parts,
                "late",
                "on",
                new Label(
                        "这一场的期限已经过了,不能再改期或取消;没办就是没办",
                        "The last day of this occasion is over; it can't be moved or cancelled any more, it was missed"),
                guarded -> judged(parts, guarded, writer -> late(parts, writer, guarded))));
        if (parts.planned().root() instanceof Node.Field field
                && field.field().source() instanceof Source.Column(String column)) {
            guards.add(kept(parts, field.field().name(), column));
        }
        return guards;
    }

    /** The last day as it stood before this change, which itself may have moved it on. */
    private Sql late(Parts parts, SqlWriter writer, GuardScope guarded) {
        Sql before =
                Sql.of("""
                coalesce((select p.to_on from {changes} p
                           where p.community_id = c.community_id and p.occasion_id = c.occasion_id and p.id <> c.id
                             and p.voided_at is null and p.change = 'moved' and p.entered_at <= c.entered_at
                           order by p.entered_at desc, p.id desc limit 1), {planned})""").name("changes", parts.changes().table()).part("planned", writer.value(parts.planned()));
        String own = parts.occasions().name();
        Sql grace = scope.check(
                        text(SeriesKind.lastDay(block, own).replace(own + ".stands_on", "before")),
                        scope.of(parts.occasions()).with("before", Type.DATE),
                        Type.DATE)
                .map(new SqlWriter(bindings(guarded.today()).row(own, "s").value("before", before))::value)
                .orElse(before);
        return Sql.of("c.\"on\" > {grace}").part("grace", grace);
    }

    private static Sql change(String changes, GuardScope guarded) {
        return Sql.of("select 1 from {changes} c where c.community_id = {community} and c.id = {record}")
                .name("changes", changes)
                .value("community", guarded.community())
                .value("record", guarded.record());
    }

    private Sql judged(Parts parts, GuardScope guarded, Function<SqlWriter, Sql> condition) {
        SqlWriter writer =
                new SqlWriter(bindings(guarded.today()).row(parts.occasions().name(), "s"));
        Sql which = condition.apply(writer);
        return Sql.of("""
                select 1
                  from {changes} c
                  join {occasions} s on s.community_id = c.community_id and s.id = c.occasion_id{joins}
                 where c.community_id = {community} and c.id = {record} and {which}""")
                .name("changes", parts.changes().table())
                .name("occasions", parts.occasions().table())
                .part("joins", writer.joins())
                .value("community", guarded.community())
                .value("record", guarded.record())
                .part("which", which);
    }

    /** What is planned is not rewritten: a slip may be put right on the day of entry, afterwards it is a move. */
    private Guard kept(Parts parts, String field, String column) {
        return new Guard(
                place.id() + ".kept",
                place.clause(),
                parts.occasions().register(),
                true,
                Optional.of(field),
                new Label(
                        "排定的日期不能改写;要改期,登记一条改期并写明原因",
                        "The planned day is not rewritten; to move the occasion, record the move and say why"),
                Set.of(parts.occasions().register()),
                guarded -> Sql.of("""
                        select 1
                          from {occasions} s
                         where s.community_id = {community} and s.id = {record} and s.entered_on < {today}
                           and exists (select 1 from {versions} v
                                        where v.community_id = s.community_id and v.id = s.id
                                          and v.{column} is distinct from s.{column})""")
                        .name("occasions", parts.occasions().table())
                        .name("versions", parts.occasions().table() + "_version")
                        .name("column", column)
                        .value("today", guarded.today())
                        .value("community", guarded.community())
                        .value("record", guarded.record()));
    }

    private Guard guard(Parts parts, String what, String field, Label says, Function<GuardScope, Sql> breaches) {
        return new Guard(
                place.id() + "." + what,
                place.clause(),
                parts.changes().register(),
                true,
                Optional.of(field),
                says,
                Set.of(
                        parts.occasions().register(),
                        parts.changes().register(),
                        parts.log().register()),
                breaches);
    }

    private YamlScalar text(String expression) {
        return new YamlScalar(expression, false, block.of().position());
    }
}
