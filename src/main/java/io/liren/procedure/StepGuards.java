package io.liren.procedure;

import io.liren.block.Guard;
import io.liren.block.GuardScope;
import io.liren.block.Names;
import io.liren.block.ParameterSql;
import io.liren.block.Scope;
import io.liren.expression.Bindings;
import io.liren.expression.Checked;
import io.liren.expression.Shape;
import io.liren.expression.Source;
import io.liren.expression.SqlWriter;
import io.liren.expression.Type;
import io.liren.sql.Row;
import io.liren.sql.Sql;
import io.liren.wording.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** What is asked when a step has been entered: whether the case stood there, who took it, and what must be there. */
final class StepGuards {
    private static final Label UNKNOWN =
            new Label("这个办件所依的制度里没有这一步", "The rulebook that holds for this case has no such step");

    private final Procedure procedure;
    private final Optional<String> key;
    private final Shape taken;
    private final Shape cases;
    private final Scope scope;

    /**
     * @param taken the register of steps
     * @param cases the register of cases
     */
    StepGuards(Procedure procedure, Shape taken, Shape cases, Scope scope) {
        this(
                procedure,
                procedure
                        .route()
                        .rules()
                        .today()
                        .filter(a -> procedure.route().hasEarlier())
                        .map(Rules.Age::key),
                taken,
                cases,
                scope);
    }

    /** @param key the key of the text whose cases are asked about, if there are several */
    private StepGuards(Procedure procedure, Optional<String> key, Shape taken, Shape cases, Scope scope) {
        this.procedure = procedure;
        this.key = key;
        this.taken = taken;
        this.cases = cases;
        this.scope = scope;
    }

    /** Those of today's text; where there are earlier ones, each case is held to its own. */
    List<Guard> all() {
        List<Guard> guards = new ArrayList<>();
        procedure.steps().forEach(step -> guards.addAll(of(step)));
        if (key.isPresent()) {
            guards.addAll(new MovingOn(procedure).guards());
            guards.add(known(procedure.steps(), UNKNOWN));
        }
        for (Procedure.Version version : procedure.versions()) {
            Procedure then = version.runs().orElse(procedure);
            StepGuards own = new StepGuards(then, Optional.of(version.key()), taken, cases, scope);
            version.runs().ifPresent(runs -> runs.steps().forEach(step -> guards.addAll(own.of(step))));
            guards.add(version.runs()
                    .map(runs -> own.known(runs.steps(), UNKNOWN))
                    .orElseGet(() -> own.known(List.of(), Rules.OUT_OF_USE)));
        }
        return guards;
    }

    /** That a step is one of those that the case's text has. */
    private Guard known(List<Procedure.Step> steps, Label says) {
        String[] names = Stream.concat(steps.stream().map(Procedure.Step::name), Stream.of(Rules.MOVE_ON))
                .toArray(String[]::new);
        return new Guard(
                procedure.id() + ".known" + suffix(),
                procedure.clause(),
                procedure.stepRegister(),
                true,
                Optional.empty(),
                says,
                Set.of(procedure.of(), procedure.stepRegister()),
                guarded -> Sql.of("""
                        select 1
                          from {steps} s
                         where s.community_id = {community} and s.id = {record} and s.voided_at is null
                           and s.step <> all({names}){under}""")
                        .name("steps", procedure.stepTable())
                        .value("community", guarded.community())
                        .value("record", guarded.record())
                        .value("names", names)
                        .part("under", under()));
    }

    /** Nothing where there is one text; else that the step was taken under this one. */
    private Sql under() {
        return key.map(k -> Sql.of(" and {key} = {own}")
                        .part(
                                "key",
                                procedure
                                        .route()
                                        .key(
                                                Sql.of("s.community_id"),
                                                Sql.of("s.case_id"),
                                                Sql.of(" and m.entered_at <= s.entered_at")))
                        .value("own", k))
                .orElse(Sql.empty());
    }

    private String suffix() {
        return key.map(k -> "@" + k).orElse("");
    }

    List<Guard> of(Procedure.Step step) {
        List<Guard> guards = new ArrayList<>();
        guards.add(from(step));
        if (!step.by().isEmpty()) {
            guards.add(by(step));
        }
        int number = 0;
        for (Procedure.Need need : step.needs()) {
            guards.add(need(step, need, ++number));
        }
        if (!step.otherThan().isEmpty()) {
            guards.add(otherThan(step));
        }
        if (step.reason()) {
            Label why = new Label(
                    "写明为什么" + step.label().zh(), "Say why: “" + step.label().en() + "”");
            guards.add(guard(
                    step,
                    "reason",
                    Optional.of("note"),
                    why,
                    guarded -> taken(step, guarded).then(Sql.of(" and coalesce(btrim(s.note), '') = ''"))));
        }
        for (ProcedureBlock.Recorded field : step.records()) {
            if (field.required()) {
                recorded(step, field.name()).ifPresent(guards::add);
            }
        }
        step.vote().ifPresent(vote -> guards.addAll(votes(step, vote)));
        return guards;
    }

    private Guard from(Procedure.Step step) {
        String zh = String.join(
                "、", step.from().stream().map(s -> procedure.stateLabel(s).zh()).toList());
        String en = String.join(
                ", ",
                step.from().stream().map(s -> procedure.stateLabel(s).en()).toList());
        return guard(
                step,
                "from",
                Optional.empty(),
                new Label(
                        "在「" + zh + "」时才能" + step.label().zh(),
                        "“" + step.label().en() + "” is possible only in: " + en),
                guarded -> taken(step, guarded)
                        .then(Sql.of(" and {state} <> all({from})")
                                .part(
                                        "state",
                                        procedure.state(
                                                Sql.of("s.community_id"),
                                                Sql.of("s.case_id"),
                                                Sql.of(" and p.id <> s.id and p.entered_at <= s.entered_at")))
                                .value("from", step.from().toArray(String[]::new))));
    }

    private Guard by(Procedure.Step step) {
        Names names = scope.names();
        String zh = String.join(
                "、", step.by().stream().map(p -> names.postLabel(p).zh()).toList());
        String en = String.join(
                ", ", step.by().stream().map(p -> names.postLabel(p).en()).toList());
        return guard(
                step,
                "by",
                Optional.empty(),
                new Label("这一步由" + zh + "办理", "This step is taken by: " + en),
                guarded -> guarded.posts().stream().anyMatch(step.by()::contains) ? never() : taken(step, guarded));
    }

    private Guard need(Procedure.Step step, Procedure.Need need, int number) {
        return guard(step, "need-" + number, Optional.empty(), need.says(), guarded -> {
            Procedure.Broken broken = need.broken()
                    .apply(new Procedure.Asking(guarded.today(), guarded.now(), Optional.of(guarded.actor())));
            return withCase(step, guarded, Sql.of("1"), broken.joins(), broken.condition());
        });
    }

    private Guard otherThan(Procedure.Step step) {
        return guard(
                step,
                "other-than",
                Optional.empty(),
                Procedure.ANOTHER,
                guarded -> taken(step, guarded)
                        .then(Sql.of("""

                                   and exists (select 1 from {steps} p
                                              where p.community_id = s.community_id and p.case_id = s.case_id
                                                and p.voided_at is null and p.id <> s.id
                                                and p.step = any({others}) and p.entered_by = s.entered_by)""")
                                .name("steps", procedure.stepTable())
                                .value("others", step.otherThan().toArray(String[]::new))));
    }

    private Optional<Guard> recorded(Procedure.Step step, String field) {
        Label label = scope.names().fieldLabel(taken.register(), field);
        return taken.field(field).map(f -> {
            String column = ((Source.Column) f.source()).column();
            Sql missing = (f.type() instanceof Type.ListOf
                            ? Sql.of(" and coalesce(cardinality(s.{column}), 0) = 0")
                            : Sql.of(" and s.{column} is null"))
                    .name("column", column);
            return guard(
                    step,
                    "records-" + field,
                    Optional.of(field),
                    new Label("还没有填「" + label.zh() + "」", "“" + label.en() + "” is not filled in"),
                    guarded -> taken(step, guarded).then(missing));
        });
    }

    private List<Guard> votes(Procedure.Step step, Vote vote) {
        List<Guard> guards = new ArrayList<>();
        guards.add(guard(
                step,
                "more-present",
                Optional.of(Vote.PRESENT),
                new Label("实到人数多于应到人数", "More were present than are eligible"),
                guarded -> taken(step, guarded).then(Sql.of(" and s.present > s.eligible"))));
        guards.add(guard(
                step,
                "more-votes",
                Optional.of(Vote.YES),
                new Label("赞成、反对、弃权加起来多于实到人数", "The votes add up to more than were present"),
                guarded -> taken(step, guarded).then(Sql.of(" and s.yes + s.no + s.abstain > s.present"))));
        vote.quorum()
                .ifPresent(
                        quorum -> guards.add(counted(step, vote, quorum, "quorum", Vote.PRESENT, vote::tooFewPresent)));
        guards.add(counted(step, vote, vote.passes(), "passes", Vote.YES, vote::tooFewFor));
        return guards;
    }

    /** A condition on votes that are there; what is missing is told in figures. */
    private Guard counted(
            Procedure.Step step, Vote vote, Checked condition, String what, String field, Function<Row, Label> told) {
        Function<GuardScope, Sql> breaches = guarded -> {
            Sql community = Sql.of("c.community_id");
            Sql today = Sql.bind(guarded.today());
            Function<String, Sql> parameter =
                    ParameterSql.inForce(scope.names(), procedure.place().rulebook(), community, today);
            Bindings bindings =
                    Bindings.of(community, today).row(cases.name(), "c").parameters(parameter);
            List<Sql> columns = new ArrayList<>();
            for (String count : Vote.FIELDS.keySet()) {
                Sql column = Sql.of("s.{column}").name("column", count);
                bindings = bindings.value(count, column);
                columns.add(column);
            }
            for (String name : vote.parameters()) {
                columns.add(Sql.of("{value} as {name}")
                        .part("value", parameter.apply(name))
                        .name("name", "param_" + name));
            }
            SqlWriter writer = new SqlWriter(bindings);
            Sql broken = Sql.of("num_nulls(s.eligible, s.present, s.yes, s.no, s.abstain) = 0 and ({broken})")
                    .part("broken", writer.negated(condition));
            return withCase(step, guarded, Sql.join(", ", columns), writer.joins(), broken);
        };
        return guard(step, what, Optional.of(field), new Label("没有通过", "It was not carried"), breaches)
                .telling(told);
    }

    private Guard guard(
            Procedure.Step step, String what, Optional<String> field, Label says, Function<GuardScope, Sql> breaches) {
        return new Guard(
                procedure.id() + "." + step.name() + "." + what + suffix(),
                procedure.clause(),
                procedure.stepRegister(),
                true,
                field,
                says,
                Set.of(procedure.of(), procedure.stepRegister()),
                breaches);
    }

    private static Sql never() {
        return Sql.of("select 1 where false");
    }

    private Sql taken(Procedure.Step step, GuardScope guarded) {
        return Sql.of("""
                select 1
                  from {steps} s
                 where s.community_id = {community} and s.id = {record} and s.voided_at is null and s.step = {step}{under}""")
                .part("under", under())
                .name("steps", procedure.stepTable())
                .value("community", guarded.community())
                .value("record", guarded.record())
                .value("step", step.name());
    }

    private Sql withCase(Procedure.Step step, GuardScope guarded, Sql columns, Sql joins, Sql broken) {
        return Sql.of("""
                select {columns}
                  from {steps} s
                  join {cases} c on c.community_id = s.community_id and c.id = s.case_id{joins}
                 where s.community_id = {community} and s.id = {record} and s.voided_at is null
                   and s.step = {step}{under} and ({broken})""")
                .part("under", under())
                .part("columns", columns)
                .name("steps", procedure.stepTable())
                .name("cases", procedure.caseTable())
                .part("joins", joins)
                .value("community", guarded.community())
                .value("record", guarded.record())
                .value("step", step.name())
                .part("broken", broken);
    }
}
