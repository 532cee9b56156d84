package io.liren.expression;

import io.liren.expression.Node.*;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates checked expressions in the JVM, with the meaning that {@link SqlWriter} gives them. For forms: it looks at
 * one fact at a time. All numbers are BigDecimal, and null is missing.
 */
public final class Evaluator {
    /** A record: known by id, by its fields, or both. */
    private record Entity(
            String register, @Nullable UUID id, @Nullable Map<String, @Nullable Object> fields) {}

    private static final int DIVISION_SCALE = 20;
    private static final int QUOTIENT_SCALE = 10;

    private final Situation situation;
    private final Map<String, @Nullable Object> scope = new HashMap<>();

    private Evaluator(Situation situation) {
        this.situation = situation;
    }

    /**
     * The value of an expression; null if it is missing. A record's value is its id.
     *
     * @param variables records as maps or ids, and plain values, by the variable's name
     */
    public static @Nullable Object value(
            Checked checked, Map<String, ? extends @Nullable Object> variables, Situation situation) {
        Evaluator evaluator = new Evaluator(situation);
        evaluator.scope.putAll(variables);
        return plain(evaluator.eval(checked.root()));
    }

    /** Whether a condition holds; missing counts as no. */
    public static boolean holds(
            Checked checked, Map<String, ? extends @Nullable Object> variables, Situation situation) {
        return Boolean.TRUE.equals(value(checked, variables, situation));
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case Entity entity -> entity.id();
            case List<?> list -> {
                List<@Nullable Object> plain = new ArrayList<>();
                list.forEach(item -> plain.add(plain(item)));
                yield plain;
            }
            case null -> null;
            case Object other -> other;
        };
    }

    private @Nullable Object eval(Node node) {
        return switch (node) {
            case Literal(Object value, Type type) -> value;
            case Missing missing -> null;
            case Var variable -> variable(variable);
            case Field field -> field(field);
            case References(Field field, Shape target) -> field(field);
            case Param(String name, Type type) -> typed(situation.parameters().get(name), type);
            case Given(Given.Day day) ->
                switch (day) {
                    case TODAY -> situation.today();
                    case PERIOD_START -> situation.periodStart();
                    case PERIOD_END -> situation.periodEnd();
                    case TRIGGER -> situation.trigger();
                };
            case Register list -> list(list);
            case Items list -> list(list);
            case Filter list -> list(list);
            case Mapped list -> list(list);
            case Quantified q -> quantified(q);
            case Aggregate aggregate -> aggregate(aggregate);
            case Not(Node condition) -> !holds(condition);
            case And(Node left, Node right) -> holds(left) && holds(right);
            case Or(Node left, Node right) -> holds(left) || holds(right);
            case Equal(Node left, Node right, boolean negated) -> same(eval(left), eval(right)) != negated;
            case IsMissing(Node value, boolean negated) -> missing(value) != negated;
            case Order(Order.Operator operator, Node left, Node right) -> ordered(operator, eval(left), eval(right));
            case In(Node element, Node list) -> in(eval(element), list);
            case Arithmetic(Arithmetic.Operator operator, Node left, Node right, Type type) ->
                arithmetic(operator, (BigDecimal) eval(left), (BigDecimal) eval(right));
            case Negative(Node number) -> eval(number) instanceof BigDecimal n ? n.negate() : null;
            case Rounded(Node number, int decimals) ->
                eval(number) instanceof BigDecimal n ? n.setScale(decimals, RoundingMode.HALF_UP) : null;
            case Concat(Node left, Node right) ->
                eval(left) instanceof String a && eval(right) instanceof String b ? a + b : null;
            case DateStep(DateStep.Step step, Node date, Node count) -> dateStep(step, eval(date), eval(count));
            case DateGap(DateGap.Step unit, Node from, Node to) ->
                eval(from) instanceof LocalDate a && eval(to) instanceof LocalDate b ? Dates.gap(unit, a, b) : null;
            case DatePart(DatePart.Part part, Node date) ->
                eval(date) instanceof LocalDate d ? Dates.part(part, d) : null;
            case DateEdge(DateEdge.Edge edge, Node date) ->
                eval(date) instanceof LocalDate d ? Dates.edge(edge, d) : null;
            case TextTest(TextTest.Kind kind, Node text, Node part) ->
                eval(text) instanceof String t && eval(part) instanceof String p && tested(kind, t, p);
            case TextSize(Node text) ->
                eval(text) instanceof String t ? BigDecimal.valueOf(t.codePointCount(0, t.length())) : null;
            case Choose(Node condition, Node then, Node otherwise, Type type) ->
                holds(condition) ? eval(then) : eval(otherwise);
            case BandRate(Node bands, Node amount) ->
                eval(bands) instanceof Bands b && eval(amount) instanceof BigDecimal a
                        ? b.rate(a).orElse(null)
                        : null;
        };
    }

    private boolean holds(Node condition) {
        return Boolean.TRUE.equals(eval(condition));
    }

    private @Nullable Object variable(Var variable) {
        return typed(scope.get(variable.name()), variable.type());
    }

    private @Nullable Object field(Field field) {
        if (!(eval(field.record()) instanceof Entity entity)) {
            return field.type() instanceof Type.ListOf ? List.of() : null;
        }
        return switch (field.field().source()) {
            case Source.Column column -> stored(field, entity);
            case Source.Fragment fragment -> stored(field, entity);
            case Source.Computed(String text, var checked) -> computed(field, entity, checked.get());
        };
    }

    private @Nullable Object stored(Field field, Entity entity) {
        Map<String, @Nullable Object> fields = entity.fields();
        if (fields == null && entity.id() != null) {
            fields = situation.memory().record(entity.register(), entity.id()).orElse(null);
        }
        return typed(fields == null ? null : fields.get(field.field().name()), field.type());
    }

    private @Nullable Object computed(Field field, Entity entity, Optional<Checked> checked) {
        if (checked.isEmpty()) {
            return null;
        }
        Evaluator inner = new Evaluator(situation);
        inner.scope.put(field.shape().name(), entity);
        return inner.eval(checked.get().root());
    }

    /** A value from outside in the form that evaluation works with. */
    private static @Nullable Object typed(@Nullable Object value, Type type) {
        if (type instanceof Type.ListOf(Type element)) {
            List<@Nullable Object> items = new ArrayList<>();
            if (value instanceof Collection<?> many) {
                many.forEach(item -> items.add(typed(item, element)));
            }
            return items;
        }
        return switch (value) {
            case null -> null;
            case UUID id when type instanceof Type.Rec(String register) -> new Entity(register, id, null);
            case Map<?, ?> map when type instanceof Type.Rec(String register) -> entity(register, map);
            case BigDecimal number -> number;
            case Number number -> new BigDecimal(number.toString());
            case Object other -> other;
        };
    }

    @SuppressWarnings("unchecked")
    private static Entity entity(String register, Map<?, ?> map) {
        return new Entity(register, (UUID) map.get("id"), (Map<String, @Nullable Object>) map);
    }

    private List<? extends @Nullable Object> list(Node list) {
        return switch (list) {
            case Register(Shape shape) ->
                situation.memory().all(shape.register()).stream()
                        .map(row -> entity(shape.register(), row))
                        .toList();
            case References(Field field, Shape target) -> referenced(field);
            case Items(List<Node> items, Type element) -> {
                List<@Nullable Object> values = new ArrayList<>();
                items.forEach(item -> values.add(eval(item)));
                yield values;
            }
            case Filter(Node inner, Var variable, Node condition) -> {
                List<@Nullable Object> kept = new ArrayList<>();
                for (Object item : list(inner)) {
                    scope.put(variable.name(), item);
                    if (holds(condition)) {
                        kept.add(item);
                    }
                }
                yield kept;
            }
            case Mapped(Node inner, Var variable, Node value) -> {
                List<@Nullable Object> values = new ArrayList<>();
                for (Object item : list(inner)) {
                    scope.put(variable.name(), item);
                    values.add(eval(value));
                }
                yield values;
            }
            case Node other -> (List<?>) Objects.requireNonNull(eval(other));
        };
    }

    /** Each record that a field names, once, if it is known and not voided. */
    private List<Entity> referenced(Field field) {
        List<Entity> found = new ArrayList<>();
        for (Object item : new java.util.LinkedHashSet<>((List<?>) Objects.requireNonNull(field(field)))) {
            if (item instanceof Entity entity && entity.id() != null) {
                situation
                        .memory()
                        .record(entity.register(), entity.id())
                        .filter(row -> row.get("voided_at") == null)
                        .ifPresent(row -> found.add(entity(entity.register(), row)));
            }
        }
        return found;
    }

    private boolean quantified(Quantified q) {
        for (Object item : list(q.list())) {
            scope.put(q.variable().name(), item);
            if (holds(q.condition()) != q.all()) {
                return !q.all();
            }
        }
        return q.all();
    }

    private @Nullable Object aggregate(Aggregate aggregate) {
        // The length of a stored list counts what is written there, whatever became of it.
        List<? extends @Nullable Object> list =
                aggregate.kind() == Aggregate.Kind.SIZE && aggregate.list() instanceof References(Field f, Shape target)
                        ? (List<?>) Objects.requireNonNull(field(f))
                        : list(aggregate.list());
        if (aggregate.kind() == Aggregate.Kind.SIZE) {
            return BigDecimal.valueOf(list.size());
        }
        Object result = null;
        for (Object item : list) {
            if (item != null) {
                result = result == null ? item : combined(aggregate.kind(), result, item);
            }
        }
        return result == null && aggregate.kind() == Aggregate.Kind.SUM ? BigDecimal.ZERO : result;
    }

    private static Object combined(Aggregate.Kind kind, Object a, Object b) {
        return switch (kind) {
            case SIZE -> throw new IllegalArgumentException("a size is not added up");
            case SUM -> ((BigDecimal) a).add((BigDecimal) b);
            case MIN -> compare(a, b) <= 0 ? a : b;
            case MAX -> compare(a, b) >= 0 ? a : b;
        };
    }

    private boolean missing(Node node) {
        return node.type() instanceof Type.ListOf
                ? node instanceof References(Field field, Shape target)
                        ? ((List<?>) Objects.requireNonNull(field(field))).isEmpty()
                        : list(node).isEmpty()
                : eval(node) == null;
    }

    private boolean in(@Nullable Object element, Node list) {
        boolean stored = list instanceof References || list instanceof Field;
        List<?> items = stored ? (List<?>) Objects.requireNonNull(eval(list)) : list(list);
        return !(stored && element == null) && items.stream().anyMatch(item -> same(item, element));
    }

    private static boolean same(@Nullable Object a, @Nullable Object b) {
        if (a == null || b == null) {
            return a == b;
        }
        if (a instanceof Entity one && b instanceof Entity other) {
            return one.id() == null ? one.fields() == other.fields() : one.id().equals(other.id());
        }
        return a instanceof BigDecimal n && b instanceof BigDecimal m ? n.compareTo(m) == 0 : a.equals(b);
    }

    private static boolean ordered(Order.Operator operator, @Nullable Object a, @Nullable Object b) {
        return a != null && b != null && operator.accepts(compare(a, b));
    }

    @SuppressWarnings("unchecked")
    private static int compare(Object a, Object b) {
        return ((Comparable<Object>) a).compareTo(b);
    }

    private static @Nullable BigDecimal arithmetic(
            Arithmetic.Operator operator, @Nullable BigDecimal a, @Nullable BigDecimal b) {
        if (a == null || b == null) {
            return null;
        }
        return switch (operator) {
            case ADD -> a.add(b);
            case SUBTRACT -> a.subtract(b);
            case MULTIPLY -> a.multiply(b);
            case DIVIDE -> b.signum() == 0 ? null : quotient(a, b);
            case REMAINDER -> b.signum() == 0 ? null : a.remainder(b);
        };
    }

    /** In two roundings, as PostgreSQL does it. */
    private static BigDecimal quotient(BigDecimal a, BigDecimal b) {
        int scale = Math.max(DIVISION_SCALE, b.scale());
        return a.setScale(DIVISION_SCALE, RoundingMode.HALF_UP)
                .divide(b, scale, RoundingMode.HALF_UP)
                .setScale(QUOTIENT_SCALE, RoundingMode.HALF_UP);
    }

    private @Nullable LocalDate dateStep(DateStep.Step step, @Nullable Object date, @Nullable Object count) {
        if (!(date instanceof LocalDate day) || !(count instanceof BigDecimal number)) {
            return null;
        }
        if (number.abs().compareTo(BigDecimal.valueOf(step.reach)) > 0) {
            return null;
        }
        return Dates.step(step, day, number.intValue(), situation.workingDays());
    }

    private static boolean tested(TextTest.Kind kind, String text, String part) {
        return switch (kind) {
            case CONTAINS -> text.contains(part);
            case STARTS_WITH -> text.startsWith(part);
            case ENDS_WITH -> text.endsWith(part);
        };
    }
}
