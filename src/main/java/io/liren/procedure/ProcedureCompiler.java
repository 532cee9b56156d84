package io.liren.procedure;

import io.liren.block.Answerer;
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
import io.liren.expression.Shape;
import io.liren.expression.SqlWriter;
import io.liren.expression.Type;
import io.liren.rulebook.Code;
import io.liren.rulebook.YamlScalar;
import io.liren.sql.Sql;
import io.liren.wording.Label;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Makes a procedure's gates into guards on its steps, and its clocks into duties. */
final class ProcedureCompiler {
    private final ProcedureBlock block;
    private final Place place;
    private final Scope scope;
    private final List<Quantity> quantities = new ArrayList<>();

    ProcedureCompiler(ProcedureBlock block, Scope scope) {
        this.block = block;
        this.place = block.place();
        this.scope = scope;
    }

    Compiled compile(Compiled stepRegister) {
        Optional<Shape> cases = scope.shape(block.of());
        Optional<Shape> taken = scope.names().shape(block.stepRegister().place().id());
        Compiled.Builder compiled = Compiled.with();
        stepRegister.tables().forEach(compiled::table);
        stepRegister.artefacts().forEach(compiled::artefact);
        stepRegister.answerers().forEach(compiled::answerer);
        if (cases.isEmpty() || taken.isEmpty()) {
            return compiled.build();
        }
        List<Procedure.Step> steps = new ArrayList<>();
        for (ProcedureBlock.Step step : block.steps()) {
            Optional<Derivation> clock = step.within().flatMap(w -> clock(step, w, cases.get()));
            clock.ifPresent(c -> compiled.derivation(c).answerer(place.name() + "-" + step.key(), new DutyAnswers(c)));
            steps.add(new Procedure.Step(
                    step.key(),
                    step.label(),
                    step.from(),
                    step.to(),
                    scope.posts(step.by()),
                    needs(step, cases.get()),
                    step.otherThan(),
                    step.reason(),
                    clock.map(Derivation::id)));
        }
        Procedure procedure = new Procedure(
                place,
                cases.get().register(),
                cases.get().table(),
                taken.get().register(),
                taken.get().table(),
                block.start(),
                block.states(),
                steps);
        for (Procedure.Step step : steps) {
            guards(procedure, step).forEach(compiled::guard);
        }
        return compiled.artefact(procedure)
                .answerer(place.name(), answerer(procedure))
                .quantities(quantities)
                .build();
    }

    private List<Procedure.Need> needs(ProcedureBlock.Step step, Shape cases) {
        List<Procedure.Need> needs = new ArrayList<>();
        for (ProcedureBlock.Need need : step.needs()) {
            boolean field = need.says().isEmpty();
            YamlScalar that = field
                    ? new YamlScalar(
                            cases.name() + "." + need.that().text() + " != null",
                            false,
                            need.that().textPosition())
                    : need.that();
            Label named = scope.names().fieldLabel(cases.register(), need.that().text());
            Label says = need.says()
                    .orElseGet(() -> new Label("还没有填「" + named.zh() + "」", "“" + named.en() + "” is not filled in"));
            scope.check(that, scope.of(cases), Type.BOOL).ifPresent(checked -> {
                quantities.addAll(scope.quantitiesOf(checked));
                needs.add(new Procedure.Need(says, (today, alias) -> {
                    Sql community = Sql.of("{row}.community_id").name("row", alias);
                    SqlWriter writer = new SqlWriter(Bindings.of(community, Sql.bind(today))
                            .row(cases.name(), alias)
                            .parameters(
                                    ParameterSql.inForce(scope.names(), place.rulebook(), community, Sql.bind(today))));
                    Sql broken = writer.negated(checked);
                    return new Procedure.Broken(broken, writer.joins());
                }));
            });
        }
        return needs;
    }

    private Optional<Derivation> clock(ProcedureBlock.Step step, ProcedureBlock.Clock clock, Shape cases) {
        Optional<DayUnit> unit = DayUnit.of(clock.unit().text());
        if (unit.isEmpty()) {
            scope.findings()
                    .error(
                            Code.WRONG_VALUE,
                            clock.unit().textPosition(),
                            place.clauseId(),
                            "单位是 days、workdays 或 months。",
                            "The unit is days, workdays or months.");
            return Optional.empty();
        }
        if (clock.count().text().matches("\\d{1,4}")) {
            quantities.add(Quantity.said(
                    unit.get().word(),
                    new BigDecimal(clock.count().text()),
                    clock.count().position()));
        }
        String open =
                String.join(", ", step.from().stream().map(s -> "'" + s + "'").toList());
        YamlScalar standing = new YamlScalar(
                cases.name() + ".state in [" + open + "] || " + cases.name() + "." + step.key() + "_taken_on != null",
                false,
                clock.of().position());
        YamlScalar done = new YamlScalar(
                cases.name() + "." + step.key() + "_taken_on", false, clock.of().position());
        Optional<Checked> qualifies = scope.check(standing, scope.of(cases), Type.BOOL);
        Optional<Checked> trigger = scope.check(clock.of(), scope.of(cases), Type.DATE);
        Optional<Checked> count = scope.check(clock.count(), scope.of(cases), Type.WHOLE);
        Optional<Checked> met = scope.check(done, scope.of(cases), Type.DATE);
        List<String> owedBy = scope.posts(
                clock.owedBy().map(List::of).orElse(step.by().stream().limit(1).toList()));
        if (qualifies.isEmpty() || trigger.isEmpty() || count.isEmpty() || met.isEmpty() || owedBy.isEmpty()) {
            return Optional.empty();
        }
        quantities.addAll(scope.quantitiesOf(count.get()));
        Asks asks = new Asks.Triggered(
                cases,
                qualifies,
                trigger.get(),
                count.get(),
                unit.get(),
                new Evidence.OwnDate(met.get()),
                Optional.empty());
        Label words = new Label(
                "在 " + clock.count().text() + " " + unit.get().label().zh() + "内"
                        + step.label().zh() + "。",
                "“" + step.label().en() + "” within " + clock.count().text() + " "
                        + unit.get().label().en() + ".");
        return Optional.of(Duties.derivation(
                block.clock(step), asks, owedBy.getFirst(), List.of(), step.label(), words, scope.names()));
    }

    private List<Guard> guards(Procedure procedure, Procedure.Step step) {
        List<Guard> guards = new ArrayList<>();
        String froms = String.join(
                "、", step.from().stream().map(s -> procedure.stateLabel(s).zh()).toList());
        String fromsEn = String.join(
                ", ",
                step.from().stream().map(s -> procedure.stateLabel(s).en()).toList());
        guards.add(guard(
                procedure,
                step,
                "from",
                new Label(
                        "在「" + froms + "」时才能" + step.label().zh(),
                        "“" + step.label().en() + "” is possible only in: " + fromsEn),
                guarded -> taken(procedure, step, guarded)
                        .then(Sql.of(" and {state} <> all({from})")
                                .part(
                                        "state",
                                        Procedure.state(
                                                procedure.stepTable(),
                                                procedure.steps(),
                                                procedure.start(),
                                                Sql.of("s.community_id"),
                                                Sql.of("s.case_id"),
                                                Sql.of(" and p.id <> s.id and p.entered_at <= s.entered_at")))
                                .value("from", step.from().toArray(String[]::new)))));
        if (!step.by().isEmpty()) {
            String who = String.join(
                    "、",
                    step.by().stream().map(p -> scope.names().postLabel(p).zh()).toList());
            String whoEn = String.join(
                    ", ",
                    step.by().stream().map(p -> scope.names().postLabel(p).en()).toList());
            guards.add(guard(
                    procedure,
                    step,
                    "by",
                    new Label("这一步由" + who + "办理", "This step is taken by: " + whoEn),
                    guarded -> guarded.posts().stream().anyMatch(step.by()::contains)
                            ? Sql.of("select 1 where false")
                            : taken(procedure, step, guarded)));
        }
        int number = 0;
        for (Procedure.Need need : step.needs()) {
            number++;
            guards.add(guard(procedure, step, "need-" + number, need.says(), guarded -> {
                Procedure.Broken broken = need.broken().apply(guarded.today(), "c");
                return Sql.of("""
                        select 1
                          from {steps} s
                          join {cases} c on c.community_id = s.community_id and c.id = s.case_id{joins}
                         where s.community_id = {community} and s.id = {record} and s.step = {step} and ({broken})""")
                        .name("steps", procedure.stepTable())
                        .name("cases", procedure.caseTable())
                        .part("joins", broken.joins())
                        .value("community", guarded.community())
                        .value("record", guarded.record())
                        .value("step", step.name())
                        .part("broken", broken.condition());
            }));
        }
        if (!step.otherThan().isEmpty()) {
            guards.add(guard(
                    procedure,
                    step,
                    "other-than",
                    Procedure.ANOTHER,
                    guarded -> taken(procedure, step, guarded)
                            .then(Sql.of("""

                                       and exists (select 1 from {steps} p
                                                  where p.community_id = s.community_id and p.case_id = s.case_id
                                                    and p.voided_at is null and p.id <> s.id
                                                    and p.step = any({others}) and p.entered_by = s.entered_by)""")
                                    .name("steps", procedure.stepTable())
                                    .value("others", step.otherThan().toArray(String[]::new)))));
        }
        if (step.reason()) {
            guards.add(guard(
                    procedure,
                    step,
                    "reason",
                    new Label(
                            "写明为什么" + step.label().zh(),
                            "Say why: “" + step.label().en() + "”"),
                    guarded -> taken(procedure, step, guarded).then(Sql.of(" and coalesce(btrim(s.note), '') = ''"))));
        }
        return guards;
    }

    private Guard guard(
            Procedure procedure, Procedure.Step step, String what, Label says, Function<GuardScope, Sql> breaches) {
        return new Guard(
                procedure.id() + "." + step.name() + "." + what,
                place.clause(),
                procedure.stepRegister(),
                true,
                Optional.empty(),
                says,
                Set.of(procedure.of(), procedure.stepRegister()),
                breaches);
    }

    private static Sql taken(Procedure procedure, Procedure.Step step, GuardScope guarded) {
        return Sql.of("""
                select 1
                  from {steps} s
                 where s.community_id = {community} and s.id = {record} and s.step = {step}""")
                .name("steps", procedure.stepTable())
                .value("community", guarded.community())
                .value("record", guarded.record())
                .value("step", step.name());
    }

    private static Answerer answerer(Procedure procedure) {
        return (asked, transaction) -> {
            var record = asked.of().orElseThrow(() -> new IllegalArgumentException("写明 of 哪个办件。 Say of which case."));
            LocalDate today = asked.today();
            Optional<Cases.Standing> standing =
                    Cases.standing(transaction, procedure, asked.community(), record, today, Optional.empty());
            if (standing.isEmpty()) {
                return "absent";
            }
            return asked.at()
                    .map(step -> standing.get().next().stream()
                                    .anyMatch(n -> n.step().name().equals(step) && n.isOpen())
                            ? "open"
                            : "shut")
                    .orElse(standing.get().state());
        };
    }
}
