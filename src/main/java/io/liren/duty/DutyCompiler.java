package io.liren.duty;

import io.liren.block.Compiled;
import io.liren.block.Derivation;
import io.liren.block.Pause;
import io.liren.block.Quantity;
import io.liren.block.Scope;
import io.liren.block.Selection;
import io.liren.block.Span;
import io.liren.calendar.PeriodUnit;
import io.liren.derivation.Asks;
import io.liren.derivation.Duties;
import io.liren.derivation.DutyAnswers;
import io.liren.derivation.Evidence;
import io.liren.derivation.Unstarted;
import io.liren.expression.Checked;
import io.liren.expression.Environment;
import io.liren.expression.Shape;
import io.liren.expression.Type;
import io.liren.rulebook.Code;
import io.liren.rulebook.YamlScalar;
import io.liren.wording.Label;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks a duty's expressions and says what is to be derived. */
final class DutyCompiler {
    private final DutyBlock block;
    private final Scope scope;
    private final List<Quantity> quantities = new ArrayList<>();

    DutyCompiler(DutyBlock block, Scope scope) {
        this.block = block;
        this.scope = scope;
    }

    Compiled compile() {
        Optional<Shape> subject = block.subject().flatMap(s -> scope.shape(s.register()));
        if (block.subject().isPresent() && subject.isEmpty()) {
            return Compiled.nothing();
        }
        List<String> owedBy = scope.posts(List.of(block.owedBy()));
        Optional<Asks> asks = switch (block.when()) {
            case DutyBlock.When.Every every -> recurring(every, subject);
            case DutyBlock.When.After after -> triggered(after, subject.orElseThrow());
        };
        if (asks.isEmpty() || owedBy.isEmpty()) {
            return Compiled.nothing();
        }
        Label act = block.act().orElseGet(() -> defaultAct(asks.get()));
        Derivation derivation = Duties.derivation(
                block.place(),
                asks.get(),
                owedBy.getFirst(),
                scope.posts(block.waivableBy()),
                act,
                DutyWords.of(block, scope),
                scope.names());
        Compiled.Builder compiled = Compiled.with()
                .derivation(derivation)
                .quantities(quantities)
                .answerer(block.place().name(), new DutyAnswers(derivation));
        if (asks.get() instanceof Asks.Triggered triggered) {
            Unstarted.guard(block.place(), triggered, scope.names()).ifPresent(compiled::guard);
        }
        return compiled.build();
    }

    private Label defaultAct(Asks asks) {
        return switch (asks.evidence()) {
            case Evidence.Records records -> {
                Label name = scope.names().label(records.register().register());
                yield new Label("登记" + name.zh(), "Record: " + name.en());
            }
            case Evidence.OwnDate date -> new Label("去办理", "Go to it");
        };
    }

    private Optional<Asks> recurring(DutyBlock.When.Every every, Optional<Shape> subject) {
        quantities.add(Quantity.every(every.unit(), every.written().position()));
        every.due().ifPresent(this::said);
        int dueDays = every.due().map(this::days).orElse(0);
        Optional<Optional<Checked>> qualifies = condition(subject, true);
        Optional<Evidence> evidence = evidence(subject, true, false);
        Optional<Optional<Checked>> atLeast = atLeast(subject, true, false);
        if (qualifies.isEmpty() || evidence.isEmpty() || atLeast.isEmpty()) {
            return Optional.empty();
        }
        PeriodUnit unit = every.unit();
        return Optional.of(new Asks.Recurring(
                subject, qualifies.get(), unit, every.from(), dueDays, evidence.get(), atLeast.get()));
    }

    private Optional<Asks> triggered(DutyBlock.When.After after, Shape subject) {
        Optional<Optional<Checked>> qualifies = condition(Optional.of(subject), false);
        Optional<Checked> trigger = when(after.date(), environment(Optional.of(subject), false, false), after.within());
        trigger.ifPresent(t -> quantities.addAll(scope.recurrencesOf(t)));
        Optional<Checked> count =
                check(after.within().count(), environment(Optional.of(subject), false, true), Type.WHOLE);
        said(after.within());
        Optional<Evidence> evidence = evidence(Optional.of(subject), false, true);
        Optional<Optional<Checked>> atLeast = atLeast(Optional.of(subject), false, true);
        Optional<Pause> pause = scope.names().traits().pause(subject.register()).filter(p -> after.pauses());
        if (after.pauses() && pause.isEmpty()) {
            error(
                    after.date(),
                    "「" + subject.name() + "」没有会停表的流程:没有状态写了 pauses: true。",
                    "No procedure of “" + subject.name() + "” has a state with pauses: true.");
        }
        if (qualifies.isEmpty() || trigger.isEmpty() || count.isEmpty() || evidence.isEmpty() || atLeast.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Asks.Triggered(
                subject,
                qualifies.get(),
                trigger.get(),
                count.get(),
                after.within().unit(),
                pause,
                evidence.get(),
                atLeast.get()));
    }

    /** A day or a moment; a moment where minutes or hours count. */
    private Optional<Checked> when(YamlScalar written, Environment environment, Span within) {
        Optional<Checked> checked = scope.check(written, environment, null);
        Type wanted = within.unit().isOfMoments()
                        || checked.filter(c -> c.type() instanceof Type.Moment).isPresent()
                ? Type.MOMENT
                : Type.DATE;
        return checked.isEmpty() ? checked : check(written, environment, wanted);
    }

    private void error(YamlScalar at, String zh, String en) {
        scope.findings()
                .error(Code.WRONG_VALUE, at.textPosition(), block.place().clauseId(), zh, en);
    }

    private void said(Span span) {
        literal(span.count())
                .ifPresent(n -> quantities.add(
                        Quantity.said(span.unit().word(), n, span.count().position())));
    }

    private static Optional<BigDecimal> literal(YamlScalar scalar) {
        return scalar.text().matches("\\d{1,9}(\\.\\d{1,6})?")
                ? Optional.of(new BigDecimal(scalar.text()))
                : Optional.empty();
    }

    private int days(Span span) {
        Optional<BigDecimal> number = literal(span.count());
        if (number.isEmpty() || span.unit() != io.liren.calendar.DayUnit.DAYS) {
            scope.findings()
                    .error(
                            Code.WRONG_VALUE,
                            span.count().position(),
                            block.place().clauseId(),
                            "due 写成「几 days」,从周期末日算起。",
                            "due is “number days”, counted from the period's last day.");
            return 0;
        }
        return number.get().intValue();
    }

    /** Empty: a mistake. Present and empty: all qualify. */
    private Optional<Optional<Checked>> condition(Optional<Shape> subject, boolean period) {
        Optional<YamlScalar> written = block.subject().flatMap(Selection::condition);
        if (written.isEmpty()) {
            return Optional.of(Optional.empty());
        }
        return check(written.get(), environment(subject, period, false), Type.BOOL)
                .map(Optional::of);
    }

    private Optional<Optional<Checked>> atLeast(Optional<Shape> subject, boolean period, boolean trigger) {
        if (block.atLeast().isEmpty()) {
            return Optional.of(Optional.empty());
        }
        YamlScalar written = block.atLeast().get();
        String unit = block.met() instanceof DutyBlock.Met.By by && by.measure().isPresent() ? "measure" : "times";
        if (unit.equals("times")) {
            literal(written).ifPresent(n -> quantities.add(Quantity.said(unit, n, written.position())));
        }
        return check(written, environment(subject, period, trigger), Type.DECIMAL)
                .map(Optional::of);
    }

    private Optional<Evidence> evidence(Optional<Shape> subject, boolean period, boolean trigger) {
        return switch (block.met()) {
            case DutyBlock.Met.On(YamlScalar date)
            when block.when() instanceof DutyBlock.When.After after ->
                when(date, environment(subject, period, trigger), after.within())
                        .map(Evidence.OwnDate::new);
            case DutyBlock.Met.On(YamlScalar date) ->
                check(date, environment(subject, period, trigger), Type.DATE).map(Evidence.OwnDate::new);
            case DutyBlock.Met.By(Selection records, Optional<YamlScalar> measure)
            when block.when() instanceof DutyBlock.When.After after
                    && after.within().unit().isOfMoments() -> {
                error(
                        records.register(),
                        "按分钟、小时计的,用 met-on 写一个时间字段。",
                        "Where minutes or hours count, use met-on with a moment.");
                yield Optional.empty();
            }
            case DutyBlock.Met.By(Selection records, Optional<YamlScalar> measure) ->
                scope.shape(records.register()).flatMap(r -> records(r, records, measure, subject, period, trigger));
        };
    }

    private Optional<Evidence> records(
            Shape register,
            Selection records,
            Optional<YamlScalar> measure,
            Optional<Shape> subject,
            boolean period,
            boolean trigger) {
        Map<String, Shape> rows = new LinkedHashMap<>();
        subject.ifPresent(s -> rows.put(s.name(), s));
        rows.put(register.name(), register);
        Environment environment = scope.of(rows, period, trigger);
        YamlScalar all = new YamlScalar("true", false, records.register().position());
        Optional<Checked> condition = check(records.condition().orElse(all), environment, Type.BOOL);
        Optional<Checked> sum = measure.flatMap(m -> check(m, environment, Type.DECIMAL));
        Optional<Checked> happened = check(
                new YamlScalar(
                        register.name() + "." + scope.names().traits().happened(register.register()),
                        false,
                        records.register().position()),
                environment,
                Type.DATE);
        boolean measured = measure.isEmpty() || sum.isPresent();
        return condition.isPresent() && happened.isPresent() && measured
                ? Optional.of(new Evidence.Records(register, happened.get(), condition.get(), sum))
                : Optional.empty();
    }

    private Environment environment(Optional<Shape> subject, boolean period, boolean trigger) {
        Map<String, Shape> rows = new LinkedHashMap<>();
        subject.ifPresent(s -> rows.put(s.name(), s));
        return scope.of(rows, period, trigger);
    }

    private Optional<Checked> check(YamlScalar text, Environment environment, Type expected) {
        Optional<Checked> checked = scope.check(text, environment, expected);
        checked.ifPresent(c -> quantities.addAll(scope.quantitiesOf(c)));
        return checked;
    }
}
