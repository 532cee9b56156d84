package io.liren.sample;

import io.liren.block.Compiled;
import io.liren.block.Derivation;
import io.liren.block.DerivationScope;
import io.liren.block.Guard;
import io.liren.block.GuardScope;
import io.liren.block.ParameterSql;
import io.liren.block.Place;
import io.liren.block.Quantity;
import io.liren.block.Scope;
import io.liren.block.Selection;
import io.liren.calendar.DayUnit;
import io.liren.derivation.Asks;
import io.liren.derivation.Duties;
import io.liren.derivation.DutyAnswers;
import io.liren.derivation.Evidence;
import io.liren.expression.Bindings;
import io.liren.expression.Checked;
import io.liren.expression.Environment;
import io.liren.expression.Shape;
import io.liren.expression.SqlWriter;
import io.liren.expression.Type;
import io.liren.rulebook.YamlScalar;
import io.liren.sql.Sql;
import io.liren.wording.Label;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Makes a sample's duties (tell the seed, draw, check, put right) and its guards. */
final class SampleCompiler {
    private static final UUID COMMUNITY_ITSELF = new UUID(0, 0);
    private final SampleBlock block;
    private final Place place;
    private final Scope scope;

    SampleCompiler(SampleBlock block, Scope scope) {
        this.block = block;
        this.place = block.place();
        this.scope = scope;
    }

    Compiled compile(List<Compiled> registers) {
        Compiled.Builder compiled = Compiled.with();
        for (Compiled register : registers) {
            register.tables().forEach(compiled::table);
            register.artefacts().forEach(compiled::artefact);
            register.answerers().forEach(compiled::answerer);
        }
        Optional<Shape> seeds = shape(block.seeds().place());
        Optional<Shape> picks = shape(block.picks().place());
        Optional<Shape> findings = shape(block.findings().place());
        Environment plain = scope.of(Map.of(), true, false);
        Optional<Checked> percent = scope.check(block.percent(), plain, Type.DECIMAL);
        Optional<Checked> drawnWithin = scope.check(block.drawnWithin(), plain, Type.WHOLE);
        List<Sample.From> of = from();
        List<String> drawnBy = scope.posts(List.of(block.drawnBy()));
        List<String> verifiedBy = scope.posts(block.verifiedBy());
        List<String> waivableBy = scope.posts(block.waivableBy());
        if (seeds.isEmpty() || picks.isEmpty() || findings.isEmpty()) {
            return compiled.build();
        }
        Optional<Checked> checkedWithin = scope.check(block.checkedWithin(), scope.of(picks.get()), Type.WHOLE);
        Optional<Checked> correctedWithin = scope.check(block.correctedWithin(), scope.of(findings.get()), Type.WHOLE);
        if (percent.isEmpty()
                || drawnWithin.isEmpty()
                || checkedWithin.isEmpty()
                || correctedWithin.isEmpty()
                || drawnBy.isEmpty()
                || verifiedBy.isEmpty()
                || of.size() < block.of().size()) {
            return compiled.build();
        }
        Sample sample = new Sample(
                place,
                block.every(),
                of,
                percent.get(),
                block.atLeast(),
                drawnBy.getFirst(),
                verifiedBy,
                seeds.get(),
                picks.get(),
                findings.get(),
                scope.names());
        guards(sample).forEach(compiled::guard);
        List<Derivation> duties =
                new ArrayList<>(List.of(seeded(sample, waivableBy), drawn(sample, drawnWithin.get(), waivableBy)));
        checked(sample, checkedWithin.get(), waivableBy).ifPresent(duties::add);
        corrected(sample, correctedWithin.get(), waivableBy).ifPresent(duties::add);
        for (Derivation duty : duties) {
            compiled.derivation(duty).answerer(duty.id().substring(duty.id().indexOf('.') + 1), new DutyAnswers(duty));
        }
        compiled.quantity(Quantity.every(block.every(), block.everyWritten().position()));
        for (Checked number : List.of(percent.get(), drawnWithin.get(), checkedWithin.get(), correctedWithin.get())) {
            compiled.quantities(scope.quantitiesOf(number));
        }
        return compiled.artefact(sample).build();
    }

    private Optional<Shape> shape(Place of) {
        return scope.names().shape(of.id());
    }

    private List<Sample.From> from() {
        List<Sample.From> from = new ArrayList<>();
        for (Selection selection : block.of()) {
            scope.shape(selection.register()).ifPresent(shape -> {
                Environment environment = scope.of(Map.of(shape.name(), shape), true, false);
                Optional<Checked> where = selection.condition().flatMap(c -> scope.check(c, environment, Type.BOOL));
                if (where.isPresent() == selection.condition().isPresent()) {
                    from.add(new Sample.From(shape, where));
                }
            });
        }
        return from;
    }

    // ---- what is owed

    private Derivation seeded(Sample sample, List<String> waivableBy) {
        Label unit = block.every().label();
        return periodic(
                sample,
                block.seeding(),
                waivableBy,
                new Label("公布种子", "Tell the seed"),
                new Label(
                        "每" + unit.zh() + "结束以前公布抽查用的种子。",
                        "Before each " + unit.en() + " is over the seed of its sample is told."),
                Sql.of("p.start_on as opens_on, p.end_on as due_on"),
                Sql.of("s.entered_on"));
    }

    private Derivation drawn(Sample sample, Checked within, List<String> waivableBy) {
        Label unit = block.every().label();
        return periodic(
                sample,
                place,
                waivableBy,
                new Label("抽取", "Draw"),
                new Label(
                        "每" + unit.zh() + "结束后按种子抽取要核实的登记。",
                        "After each " + unit.en() + " the entries to be checked are drawn by the seed."),
                Sql.of("p.end_on + 1 as opens_on, p.end_on + ({days})::int as due_on")
                        .part(
                                "days",
                                new SqlWriter(Bindings.of(Sql.of("c.id"), Sql.of("p.end_on"))
                                                .period(Sql.of("p.start_on"), Sql.of("p.end_on"))
                                                .parameters(ParameterSql.inForce(
                                                        scope.names(),
                                                        place.rulebook(),
                                                        Sql.of("c.id"),
                                                        Sql.of("p.end_on"))))
                                        .value(within)),
                Sql.of("s.drawn_on"));
    }

    private Derivation periodic(
            Sample sample, Place duty, List<String> waivableBy, Label act, Label inWords, Sql days, Sql met) {
        return new Derivation(
                duty.id(),
                duty.clause(),
                duty.label(),
                Optional.empty(),
                sample.drawnBy(),
                waivableBy,
                Set.of(sample.seeds().register()),
                Set.of(sample.seeds().register()),
                Optional.of(sample.seeds().register()),
                List.of(),
                act,
                Optional.of(block.every()),
                inWords,
                scope -> statement(sample, days, met, scope));
    }

    private Sql statement(Sample sample, Sql days, Sql met, DerivationScope scope) {
        Sql first = block.from()
                .map(day -> Sql.of("greatest({day}::date, {from})")
                        .value("day", day)
                        .part("from", scope.from()))
                .orElse(scope.from());
        return Sql.of("""
                select c.id as community_id, {itself}::uuid as subject_id, p.key as period_key, {days},
                       1::numeric as needed, e.found::numeric as found, e.met_on, e.met_on as met_entered_on, e.evidence,
                       null::timestamptz as due_at, null::timestamptz as met_at, false as paused
                  from community c
                 cross join period p
                 cross join lateral (
                    select count(*) as found, min({met}) as met_on, array_agg(s.id) as evidence
                      from {seeds} s
                     where s.community_id = c.id and s.voided_at is null and s.period = p.key and {met} <= {today}
                       ) e
                 where c.id = any({communities})
                   and p.unit = {unit}
                   and p.start_on between {from} and {today}""")
                .value("itself", COMMUNITY_ITSELF)
                .part("days", days)
                .part("met", met)
                .name("seeds", sample.seeds().table())
                .part("today", scope.today())
                .part("communities", scope.communities())
                .value("unit", block.every().word())
                .part("from", first);
    }

    private YamlScalar text(String text) {
        return new YamlScalar(text, false, place.position());
    }

    private Optional<Derivation> checked(Sample sample, Checked within, List<String> waivableBy) {
        Shape picks = sample.picks();
        Shape findings = sample.findings();
        Map<String, Shape> both = new LinkedHashMap<>();
        both.put(picks.name(), picks);
        both.put(findings.name(), findings);
        Environment environment = scope.of(both, false, false);
        Optional<Checked> drawn = scope.check(text(picks.name() + ".entered_on"), scope.of(picks), Type.DATE);
        Optional<Checked> same =
                scope.check(text(findings.name() + ".pick == " + picks.name()), environment, Type.BOOL);
        Optional<Checked> happened = scope.check(text(findings.name() + ".on"), environment, Type.DATE);
        if (drawn.isEmpty() || same.isEmpty() || happened.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Duties.derivation(
                block.checking(),
                new Asks.Triggered(
                        picks,
                        Optional.empty(),
                        drawn.get(),
                        within,
                        DayUnit.DAYS,
                        new Evidence.Records(findings, happened.get(), same.get(), Optional.empty()),
                        Optional.empty()),
                sample.verifiedBy().getFirst(),
                waivableBy,
                new Label("登记核实结果", "Record what was found"),
                new Label(
                        "抽中的每一条,由登记人以外的人到现场核实。",
                        "Each entry drawn is checked in the field by someone who did not enter it."),
                sample.names()));
    }

    private Optional<Derivation> corrected(Sample sample, Checked within, List<String> waivableBy) {
        Shape findings = sample.findings();
        Environment environment = scope.of(findings);
        Optional<Checked> trigger = scope.check(text(findings.name() + ".on"), environment, Type.DATE);
        Optional<Checked> differs = scope.check(
                text(findings.name() + ".outcome != '" + Verdict.AGREES.word() + "'"), environment, Type.BOOL);
        Optional<Checked> done =
                scope.check(text(findings.name() + "." + SampleKind.CORRECTED_ON), environment, Type.DATE);
        if (trigger.isEmpty() || differs.isEmpty() || done.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Duties.derivation(
                block.correcting(),
                new Asks.Triggered(
                        findings,
                        differs,
                        trigger.get(),
                        within,
                        DayUnit.DAYS,
                        new Evidence.OwnDate(done.get()),
                        Optional.empty()),
                sample.drawnBy(),
                waivableBy,
                new Label("更正登记", "Put the entry right"),
                new Label("核实不符的登记要更正或作废。", "Every entry that was found to differ is put right or declared void."),
                scope.names()));
    }

    // ---- what must hold

    private static List<Guard> guards(Sample sample) {
        return List.of(
                guard(
                        sample,
                        sample.seeds(),
                        "beforehand",
                        new Label(
                                "种子要在这一期结束以前公布,期间写成 2026-03 这样",
                                "The seed is told before the period is over; a period is written as 2026-03"),
                        scope -> seed(
                                sample,
                                scope,
                                Sql.of("""
                                not exists (select 1 from period p
                                             where p.unit = {unit} and p.key = s.period and s.entered_on <= p.end_on)""").value("unit", sample.every().word()))),
                guard(
                        sample,
                        sample.seeds(),
                        "drawn",
                        new Label(
                                "抽取要在这一期结束以后由系统按种子办理,不能填写",
                                "The draw is made by the system from the seed once the period is over; it is not filled in"),
                        scope -> seed(
                                sample,
                                scope,
                                Sql.of("""
                                (s.drawn_on is not null or s.size is not null or s.drawn is not null)
                                   and (s.drawn is distinct from (select count(*) from {picks} k
                                                                   where k.community_id = s.community_id
                                                                     and k.seed_id = s.id and k.voided_at is null)
                                        or s.size is null
                                        or not exists (select 1 from period p
                                                        where p.unit = {unit} and p.key = s.period
                                                          and s.drawn_on > p.end_on))""")
                                        .name("picks", sample.picks().table())
                                        .value("unit", sample.every().word()))),
                guard(
                        sample,
                        sample.picks(),
                        "by-the-draw",
                        new Label("抽中的由抽取得出,不能另行登记", "What is drawn follows from the draw and is not entered by hand"),
                        scope -> Sql.of("select 1")),
                guard(
                        sample,
                        sample.findings(),
                        "another",
                        new Label("核实要由登记人以外的人", "Whoever entered it doesn't check it"),
                        scope -> SampleSql.byOneself(sample, scope)),
                guard(
                        sample,
                        sample.findings(),
                        "found",
                        new Label("不符时写明看到的情况", "Where it differs, say what was seen"),
                        scope -> Sql.of("""
                                        select 1 from {findings} f
                                         where f.community_id = {community} and f.id = {record}
                                           and f.outcome <> {agrees} and coalesce(btrim(f.found), '') = ''""")
                                .name("findings", sample.findings().table())
                                .value("agrees", Verdict.AGREES.word())
                                .value("community", scope.community())
                                .value("record", scope.record())));
    }

    private static Sql seed(Sample sample, GuardScope scope, Sql breach) {
        return Sql.of("""
                        select 1 from {seeds} s
                         where s.community_id = {community} and s.id = {record} and {breach}""")
                .name("seeds", sample.seeds().table())
                .value("community", scope.community())
                .value("record", scope.record())
                .part("breach", breach);
    }

    private static Guard guard(
            Sample sample, Shape register, String what, Label says, Function<GuardScope, Sql> breaches) {
        return new Guard(
                register.register() + "." + what,
                sample.clause(),
                register.register(),
                true,
                Optional.empty(),
                says,
                Set.of(register.register()),
                breaches);
    }
}
