package io.liren.block;

import io.liren.calendar.PeriodUnit;
import io.liren.expression.Checked;
import io.liren.expression.Environment;
import io.liren.expression.Expressions;
import io.liren.expression.Shape;
import io.liren.expression.Type;
import io.liren.expression.Vocabulary;
import io.liren.rulebook.Code;
import io.liren.rulebook.Findings;
import io.liren.rulebook.YamlScalar;
import io.liren.wording.Label;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a kind needs to compile a block: the names it may use and the way to check an expression. */
public final class Scope {
    private final Place place;
    private final Names names;
    private final Vocabulary vocabulary;

    Scope(Place place, Names names, Vocabulary vocabulary) {
        this.place = place;
        this.names = names;
        this.vocabulary = vocabulary;
    }

    /** All names of the edition. */
    public Names names() {
        return names;
    }

    /** Where mistakes go. */
    public Findings findings() {
        return names.findings();
    }

    /** What names mean in this rulebook. */
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /** A length of time in words: a number as it stands, a parameter or a field by its name; what is worked out is only hinted at. */
    public Label inWords(Span span) {
        String count = span.count().text();
        Label unit = span.unit().label();
        if (count.matches("\\d+")) {
            return new Label(count + " " + unit.zh(), count + " " + unit.en());
        }
        Optional<Label> named = count.startsWith("param.")
                ? Optional.ofNullable(names.parametersSeenBy(place.rulebook()).get(count.substring("param.".length())))
                        .map(Names.Parameter::label)
                : field(span.count());
        return named.map(n -> new Label("「" + n.zh() + "」", "“" + n.en() + "”"))
                .orElse(new Label("规定的期限", "the time set for it"));
    }

    private Optional<Label> field(YamlScalar expression) {
        String[] parts = expression.text().split("\\.");
        return parts.length != 2 || !expression.text().matches("\\w+\\.\\w+")
                ? Optional.empty()
                : shape(new YamlScalar(parts[0], false, expression.position()))
                        .map(shape -> names.fieldLabel(shape.register(), parts[1]));
    }

    /** An environment in which one record of a register is known by the register's name. */
    public Environment of(Shape shape) {
        return new Environment(vocabulary, Map.of(shape.name(), new Type.Rec(shape.register())), false, false);
    }

    /** An environment with several records by name. */
    public Environment of(Map<String, Shape> rows, boolean period, boolean trigger) {
        Map<String, Type> variables = new LinkedHashMap<>();
        rows.forEach((name, shape) -> variables.put(name, new Type.Rec(shape.register())));
        return new Environment(vocabulary, variables, period, trigger);
    }

    /** Complains of a value that is not what it has to be, at its place. */
    public void wrong(YamlScalar value, String zh, String en) {
        findings()
                .error(
                        Code.WRONG_VALUE,
                        value.textPosition(),
                        Math.max(1, value.text().length()),
                        place.clauseId(),
                        zh,
                        en,
                        List.of());
    }

    /** Parses and type-checks; a mistake is reported at its place and gives empty. */
    public Optional<Checked> check(YamlScalar text, Environment environment, @Nullable Type expected) {
        return Expressions.check(text.text(), text.textPosition(), place.clauseId(), environment, expected, findings());
    }

    /** The shape of a register by the name this rulebook calls it; a mistake is reported and gives empty. */
    public Optional<Shape> shape(YamlScalar name) {
        return names.register(place.rulebook(), name.text(), name.textPosition(), place.clauseId())
                .flatMap(names::shape);
    }

    /** The full ids of posts by the names this rulebook calls them; mistakes are reported and left out. */
    public List<String> posts(List<YamlScalar> written) {
        List<String> posts = new ArrayList<>();
        for (YamlScalar name : written) {
            names.post(place.rulebook(), name.text(), name.textPosition(), place.clauseId())
                    .ifPresent(posts::add);
        }
        return posts;
    }

    /** What is known of the parameters an expression names and of the shares it asks for, for the clause's text. */
    public List<Quantity> quantitiesOf(Checked checked) {
        Map<String, Names.Parameter> seen = names.parametersSeenBy(place.rulebook());
        List<Quantity> quantities = new ArrayList<>();
        for (String name : checked.parameters()) {
            Names.Parameter parameter = seen.get(name);
            if (parameter != null) {
                quantities.addAll(parameter.quantities());
            }
        }
        for (Checked.Proportion proportion : checked.proportions()) {
            BigDecimal left = valueOf(proportion.left(), seen);
            BigDecimal right = valueOf(proportion.right(), seen);
            if (left.signum() > 0 && right.signum() > 0) {
                quantities.add(Quantity.ofShare(left.min(right), left.max(right), place.position()));
            }
        }
        for (Checked.Lapse lapse : checked.lapses()) {
            quantities.add(Quantity.known(lapse.unit(), lapse.number(), place.position()));
            if (lapse.unit().equals("years")) {
                // An age is a count, not a length of time.
                quantities.add(Quantity.known("", lapse.number(), place.position()));
            }
        }
        return quantities;
    }

    /** The recurrences that a date comes from, as the end of each month, for the clause's text. */
    public List<Quantity> recurrencesOf(Checked checked) {
        return checked.edges().stream()
                .flatMap(period -> PeriodUnit.of(period).stream())
                .map(unit -> Quantity.knownEvery(unit, place.position()))
                .toList();
    }

    private static BigDecimal valueOf(Checked.Factor factor, Map<String, Names.Parameter> parameters) {
        return factor.number()
                .or(() -> factor.parameter()
                        .map(parameters::get)
                        .flatMap(p -> p.quantities().stream().findFirst())
                        .map(Quantity::value))
                .orElse(BigDecimal.ZERO);
    }
}
