package io.liren.procedure;

import io.liren.block.Derivation;
import io.liren.block.Guard;
import io.liren.block.Place;
import io.liren.block.Quantity;
import io.liren.block.Scope;
import io.liren.block.Span;
import io.liren.calendar.DayUnit;
import io.liren.derivation.Asks;
import io.liren.derivation.Duties;
import io.liren.derivation.Evidence;
import io.liren.derivation.Unstarted;
import io.liren.expression.Checked;
import io.liren.expression.Shape;
import io.liren.expression.Type;
import io.liren.rulebook.Code;
import io.liren.rulebook.YamlScalar;
import io.liren.sql.Sql;
import io.liren.wording.Label;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes the clocks of a procedure's steps into duties: one for each step, in which each case keeps the limit of its own text. */
final class Clocks {
    private final ProcedureBlock block;
    private final Place place;
    private final Scope scope;
    private final Shape cases;
    private final Map<String, List<Derivation>> made = new LinkedHashMap<>();
    private final List<Guard> unstarted = new ArrayList<>();

    Clocks(ProcedureBlock block, Scope scope, Shape cases) {
        this.block = block;
        this.place = block.place();
        this.scope = scope;
        this.cases = cases;
    }

    /** What must be there for a clock to start. */
    List<Guard> unstarted() {
        return unstarted;
    }

    /** The duty of a step's clock, if one could be made. */
    Optional<Derivation> of(ProcedureBlock.Step step) {
        List<Derivation> all = made.getOrDefault(step.key(), List.of());
        return all.stream().reduce(Clocks::both);
    }

    /** What the one owes and what the other owes; of the duty itself the first speaks. */
    private static Derivation both(Derivation one, Derivation other) {
        Set<String> reads = new LinkedHashSet<>(one.reads());
        reads.addAll(other.reads());
        Set<String> through = new LinkedHashSet<>(one.looksThrough());
        through.addAll(other.looksThrough());
        return new Derivation(
                one.id(),
                one.clause(),
                one.label(),
                one.subject(),
                one.owedBy(),
                one.waivableBy(),
                reads,
                through,
                one.evidence(),
                one.prefill(),
                one.act(),
                one.every(),
                one.inWords(),
                scope -> Sql.of("({one}) union all ({other})")
                        .part("one", one.statement().apply(scope))
                        .part("other", other.statement().apply(scope)));
    }

    /**
     * Adds the clock of a step under one text; the duty's id.
     *
     * @param key the key of the text, if there are several
     */
    Optional<String> add(
            ProcedureBlock.Step step, ProcedureBlock.Clock clock, Optional<String> key, List<Quantity> quantities) {
        Optional<DayUnit> unit = DayUnit.of(clock.unit().text());
        if (unit.isEmpty()) {
            scope.findings()
                    .error(
                            Code.WRONG_VALUE,
                            clock.unit().textPosition(),
                            place.clauseId(),
                            "单位是 " + String.join("、", DayUnit.words()) + "。",
                            "The unit is one of " + String.join(", ", DayUnit.words()) + ".");
            return Optional.empty();
        }
        if (clock.count().text().matches("\\d{1,4}")) {
            quantities.add(Quantity.said(
                    unit.get().word(),
                    new BigDecimal(clock.count().text()),
                    clock.count().position()));
        }
        boolean moments = unit.get().isOfMoments();
        String name = cases.name() + ".";
        String done = name + step.key() + (moments ? "_taken_at" : "_taken_on");
        Optional<Checked> qualifies = scope.check(standing(step, clock, key), scope.of(cases), Type.BOOL);
        Optional<Checked> trigger = trigger(clock.of(), moments);
        Optional<Checked> count = scope.check(clock.count(), scope.of(cases), Type.WHOLE);
        Optional<Checked> met =
                scope.check(new YamlScalar(done, false, clock.of().position()), scope.of(cases), null);
        List<String> owedBy = scope.posts(
                clock.owedBy().map(List::of).orElse(step.by().stream().limit(1).toList()));
        if (qualifies.isEmpty() || trigger.isEmpty() || count.isEmpty() || met.isEmpty() || owedBy.isEmpty()) {
            return Optional.empty();
        }
        quantities.addAll(scope.quantitiesOf(count.get()));
        Asks.Triggered asks = new Asks.Triggered(
                cases,
                qualifies,
                trigger.get(),
                count.get(),
                unit.get(),
                scope.names().traits().pause(cases.register()),
                new Evidence.OwnDate(met.get()),
                Optional.empty());
        Place duty = block.clock(step);
        Unstarted.guard(duty, asks, scope.names()).ifPresent(unstarted::add);
        made.computeIfAbsent(step.key(), s -> new ArrayList<>())
                .add(Duties.derivation(
                        duty,
                        asks,
                        owedBy.getFirst(),
                        List.of(),
                        step.label(),
                        words(step, clock, unit.get()),
                        scope.names()));
        return Optional.of(duty.id());
    }

    /** While the step may be taken, or since it was: of cases under that text. */
    private YamlScalar standing(ProcedureBlock.Step step, ProcedureBlock.Clock clock, Optional<String> key) {
        String open =
                String.join(", ", step.from().stream().map(s -> "'" + s + "'").toList());
        String name = cases.name() + ".";
        String standing = name + "state in [" + open + "] || " + name + step.key() + "_taken_on != null";
        String under = key.map(k -> "(" + standing + ") && " + name + ProcedureKind.RULED_BY + " == '" + k + "'")
                .orElse(standing);
        return new YamlScalar(under, false, clock.of().position());
    }

    private Label words(ProcedureBlock.Step step, ProcedureBlock.Clock clock, DayUnit unit) {
        Label span = scope.inWords(new Span(clock.count(), unit));
        return new Label(
                "在 " + span.zh() + "内" + step.label().zh() + "。",
                "“" + step.label().en() + "” within " + span.en() + ".");
    }

    /** A day or a moment; a moment where minutes or hours count. */
    private Optional<Checked> trigger(YamlScalar of, boolean moments) {
        Optional<Checked> any = scope.check(of, scope.of(cases), null);
        boolean moment =
                moments || any.filter(c -> c.type() instanceof Type.Moment).isPresent();
        return any.isEmpty() ? any : scope.check(of, scope.of(cases), moment ? Type.MOMENT : Type.DATE);
    }
}
