package io.liren.derivation;

import io.liren.block.Derivation;
import io.liren.block.DerivationScope;
import io.liren.block.Names;
import io.liren.block.Place;
import io.liren.block.Prefill;
import io.liren.calendar.PeriodUnit;
import io.liren.expression.Checked;
import io.liren.expression.Node;
import io.liren.expression.Shape;
import io.liren.sql.Sql;
import io.liren.wording.Label;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Makes derivations of what duties and clocks ask. */
public final class Duties {
    private Duties() {}

    /**
     * The statement of a duty, which still tells what it was made from: the benchmark derives the same in other ways.
     *
     * @param rulebook whose words the expressions are in
     */
    public record Stated(Asks asks, Names names, String rulebook) implements Function<DerivationScope, Sql> {
        @Override
        public Sql apply(DerivationScope scope) {
            return new Statements(scope, names, rulebook).of(asks);
        }
    }

    /**
     * A derivation ready to run.
     *
     * @param owedBy the post's full id
     * @param act the button that meets it
     */
    public static Derivation derivation(
            Place place, Asks asks, String owedBy, List<String> waivableBy, Label act, Label inWords, Names names) {
        Optional<Shape> subject = subject(asks);
        return new Derivation(
                place.id(),
                place.clause(),
                place.label(),
                subject.map(Shape::register),
                owedBy,
                waivableBy,
                registers(asks, Checked::reads),
                registers(asks, Checked::looksThrough),
                evidence(asks),
                prefill(asks),
                act,
                every(asks),
                inWords,
                new Stated(asks, names, place.rulebook()));
    }

    private static Optional<Shape> subject(Asks asks) {
        return switch (asks) {
            case Asks.Recurring recurring -> recurring.subject();
            case Asks.Triggered triggered -> Optional.of(triggered.subject());
        };
    }

    private static Optional<PeriodUnit> every(Asks asks) {
        return switch (asks) {
            case Asks.Recurring recurring -> Optional.of(recurring.every());
            case Asks.Triggered triggered -> Optional.empty();
        };
    }

    private static Set<String> registers(Asks asks, Function<Checked, Set<String>> of) {
        Set<String> reads = new LinkedHashSet<>();
        subject(asks).ifPresent(s -> reads.add(s.register()));
        asks.atLeast().ifPresent(c -> reads.addAll(of.apply(c)));
        switch (asks) {
            case Asks.Recurring recurring -> recurring.qualifies().ifPresent(c -> reads.addAll(of.apply(c)));
            case Asks.Triggered triggered -> {
                triggered.qualifies().ifPresent(c -> reads.addAll(of.apply(c)));
                reads.addAll(of.apply(triggered.trigger()));
                reads.addAll(of.apply(triggered.count()));
                triggered.pause().ifPresent(p -> reads.add(p.register()));
            }
        }
        switch (asks.evidence()) {
            case Evidence.Records records -> {
                reads.add(records.register().register());
                reads.addAll(of.apply(records.condition()));
                reads.addAll(of.apply(records.happened()));
                records.measure().ifPresent(c -> reads.addAll(of.apply(c)));
            }
            case Evidence.OwnDate(Checked date) -> reads.addAll(of.apply(date));
        }
        return reads;
    }

    private static Optional<String> evidence(Asks asks) {
        return switch (asks.evidence()) {
            case Evidence.Records records -> Optional.of(records.register().register());
            case Evidence.OwnDate date -> Optional.empty();
        };
    }

    /** What the condition says outright about a record that meets it. */
    private static List<Prefill> prefill(Asks asks) {
        if (!(asks.evidence() instanceof Evidence.Records records)) {
            return List.of();
        }
        return prefill(
                records.condition().equalities(records.register().name()),
                subject(asks).map(Shape::name));
    }

    /** How a new record can be filled in so that it is equal to what it must be; {@code subject} is a variable's name. */
    public static List<Prefill> prefill(List<Checked.Equality> equalities, Optional<String> subject) {
        return equalities.stream().flatMap(e -> fill(e, subject).stream()).toList();
    }

    private static Optional<Prefill> fill(Checked.Equality equality, Optional<String> subject) {
        String field = equality.field().name();
        return switch (equality.value().root()) {
            case Node.Var(String name, var type)
            when subject.filter(name::equals).isPresent() -> Optional.of(new Prefill.Subject(field));
            case Node.Field(Node.Var(String name, var type), var shape, Shape.Field of)
            when subject.filter(name::equals).isPresent() -> Optional.of(new Prefill.SubjectField(field, of.name()));
            case Node.Given(Node.Given.Day day)
            when day == Node.Given.Day.PERIOD_START -> Optional.of(new Prefill.PeriodStart(field));
            case Node.Literal(Object value, var type) -> Optional.of(new Prefill.Fixed(field, value.toString()));
            case Node other -> Optional.empty();
        };
    }
}
