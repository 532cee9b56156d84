package io.liren.procedure;

import io.liren.block.ParameterSql;
import io.liren.block.Place;
import io.liren.block.Prefill;
import io.liren.block.Quantity;
import io.liren.block.Scope;
import io.liren.block.Traits;
import io.liren.derivation.Duties;
import io.liren.expression.Bindings;
import io.liren.expression.Checked;
import io.liren.expression.Environment;
import io.liren.expression.Shape;
import io.liren.expression.SqlWriter;
import io.liren.expression.Type;
import io.liren.rulebook.Code;
import io.liren.rulebook.YamlScalar;
import io.liren.sql.Sql;
import io.liren.wording.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Checks what is asked before a step: of the case, of other registers, of whoever takes it, of votes. */
final class Conditions {
    /** Whoever takes the step, in conditions. */
    private static final String ACTOR = "actor";
    /** The moment of asking, in conditions. */
    private static final String NOW = "now";

    static final Label NO_RELATIVE =
            new Label("办理的人不能是当事人本人或近亲属", "Neither the person concerned nor a near relative may take this step");

    private final Place place;
    private final Scope scope;
    private final Shape cases;
    private final List<Quantity> quantities;

    /** @param quantities takes what conditions say in numbers */
    Conditions(Place place, Scope scope, Shape cases, List<Quantity> quantities) {
        this.place = place;
        this.scope = scope;
        this.cases = cases;
        this.quantities = quantities;
    }

    List<Procedure.Need> needs(ProcedureBlock.Step step) {
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
            condition(that)
                    .ifPresent(checked -> needs.add(new Procedure.Need(
                            says, field ? new Procedure.Way.Fill(need.that().text()) : way(checked), broken(checked))));
        }
        for (ProcedureBlock.Need relative : step.notRelativeOf()) {
            unrelated(relative.that())
                    .flatMap(this::condition)
                    .ifPresent(checked -> needs.add(new Procedure.Need(
                            relative.says().orElse(NO_RELATIVE), new Procedure.Way.Nowhere(), broken(checked))));
        }
        return needs;
    }

    List<Procedure.Suggestion> suggestions(ProcedureBlock.Step step) {
        List<Procedure.Suggestion> suggestions = new ArrayList<>();
        for (ProcedureBlock.Need suggestion : step.suggests()) {
            condition(suggestion.that())
                    .ifPresent(checked -> suggestions.add(
                            new Procedure.Suggestion(suggestion.says().orElse(step.label()), broken(checked))));
        }
        return suggestions;
    }

    Optional<Vote> vote(ProcedureBlock.Decision decision) {
        Environment votes = scope.of(cases);
        for (String count : Vote.FIELDS.keySet()) {
            votes = votes.with(count, Type.WHOLE);
        }
        Environment environment = votes;
        Optional<Checked> passes = scope.check(decision.passes(), environment, Type.BOOL);
        Optional<Checked> quorum = decision.quorum().flatMap(q -> scope.check(q, environment, Type.BOOL));
        passes.ifPresent(p -> quantities.addAll(scope.quantitiesOf(p)));
        quorum.ifPresent(q -> quantities.addAll(scope.quantitiesOf(q)));
        return passes.map(p -> new Vote(
                quorum,
                p,
                p.reads().isEmpty() && quorum.map(q -> q.reads().isEmpty()).orElse(true)));
    }

    private Optional<Checked> condition(YamlScalar that) {
        Environment environment = scope.of(cases).with(ACTOR, Type.ACCOUNT).with(NOW, Type.MOMENT);
        Optional<Checked> checked = scope.check(that, environment, Type.BOOL);
        checked.ifPresent(c -> quantities.addAll(scope.quantitiesOf(c)));
        return checked;
    }

    private Function<Procedure.Asking, Procedure.Broken> broken(Checked checked) {
        return asking -> {
            Sql community = Sql.of("c.community_id");
            Sql today = Sql.bind(asking.today());
            SqlWriter writer = new SqlWriter(Bindings.of(community, today)
                    .row(cases.name(), "c")
                    .value(
                            ACTOR,
                            Sql.of("{actor}::uuid")
                                    .value(
                                            ACTOR,
                                            asking.actor().map(UUID::toString).orElse(null)))
                    .value(NOW, Sql.of("{now}::timestamptz").value(NOW, asking.now()))
                    .parameters(ParameterSql.inForce(scope.names(), place.rulebook(), community, today)));
            Sql broken = writer.negated(checked);
            return new Procedure.Broken(broken, writer.joins());
        };
    }

    /**
     * Where one goes to meet a condition: to the records it looks for, else to the fields of the case it names, else to the
     * records from which a field it names is worked out.
     */
    private Procedure.Way way(Checked checked) {
        List<String> fields = checked.ownFields(cases.name());
        return elsewhere(checked, true)
                .or(() -> fields.isEmpty() ? Optional.empty() : Optional.of(new Procedure.Way.Own(fields)))
                .or(() -> checked.computedFrom(cases.name()).stream()
                        .flatMap(from -> elsewhere(from, false).stream())
                        .findFirst())
                .orElseGet(Procedure.Way.Nowhere::new);
    }

    /** @param fixed whether values that it names are filled in; where several are counted, a new record may have any */
    private Optional<Procedure.Way> elsewhere(Checked checked, boolean fixed) {
        return checked.sought()
                .filter(s -> !s.register().equals(cases.register()))
                .map(s -> new Procedure.Way.Other(
                        s.register(),
                        Duties.prefill(s.equalities(), Optional.of(cases.name())).stream()
                                .filter(p -> fixed || !(p instanceof Prefill.Fixed))
                                .toList()));
    }

    /** That whoever acts is none of these people, and near to none of them, as a condition. */
    private Optional<YamlScalar> unrelated(YamlScalar of) {
        Optional<Checked> people = scope.check(of, scope.of(cases), null);
        boolean many = people.filter(p -> p.type() instanceof Type.ListOf).isPresent();
        Optional<String> register = people.flatMap(p -> switch (p.type()) {
            case Type.Rec(String one) -> Optional.of(one);
            case Type.ListOf(Type.Rec(String each)) -> Optional.of(each);
            case Type other -> Optional.empty();
        });
        Optional<Traits.Holder> holder = register.flatMap(scope.names().traits()::holder);
        if (people.isPresent() && holder.isEmpty()) {
            scope.findings()
                    .error(
                            Code.WRONG_TYPE,
                            of.textPosition(),
                            place.clauseId(),
                            "这里要人:一条或几条记录,而且有登记簿用 account 字段(of: …)写明哪个账号是其中的谁。",
                            "People are needed here: records of a register for which an account field (of: …) tells whose account is whose.");
        }
        return holder.map(h -> {
            String person = many ? "relative_of" : "(" + of.text() + ")";
            String same = "holder." + h.record() + " == " + person;
            String near = scope.names()
                    .traits()
                    .kin(register.orElseThrow())
                    .map(kin -> same + " || holder." + h.record() + " in " + person + "." + kin)
                    .orElse(same);
            String related = h.register() + ".exists(holder, holder." + h.account() + " == " + ACTOR + " && holder."
                    + h.record() + " != null && (" + near + "))";
            String text = many ? "!(" + of.text() + ").exists(relative_of, " + related + ")" : "!" + related;
            return new YamlScalar(text, false, of.textPosition());
        });
    }
}
