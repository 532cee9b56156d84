package io.liren.expression;

import io.liren.expression.Node.*;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What single operations mean in the JVM, over operands that are already values. */
final class Operations {
    /** A record: known by id, by its fields, or both. */
    record Entity(
            String register, @Nullable UUID id, @Nullable Map<String, @Nullable Object> fields) {}

    private static final int DIVISION_SCALE = 20;
    private static final int QUOTIENT_SCALE = 10;

    private Operations() {}

    /**
     * The value of a node whose children have these values. Logic, choices and the functions with a variable of their
     * own are not operations: who evaluates does them.
     */
    static @Nullable Object applied(
            Node node,
            @Nullable Object[] values,
            Map<String, ? extends @Nullable Object> variables,
            Situation situation) {
        return switch (node) {
            case Literal(Object value, Type type) -> value;
            case Missing missing -> null;
            case Var(String name, Type type) -> typed(variables.get(name), type);
            case Param(String name, Type type) ->
                typed(inForce(situation.parameters().get(name), situation.today()), type);
            case Dated(Param(String name, Type type), Node day) ->
                values[1] instanceof LocalDate on
                        ? typed(inForce(situation.parameters().get(name), on), type)
                        : null;
            case Given(Given.Day day) -> given(day, situation);
            case Register(Shape shape) ->
                situation.memory().all(shape.register()).stream()
                        .map(row -> entity(shape.register(), row))
                        .toList();
            case Field field -> stored(field, values[0], situation.memory());
            case References references -> referenced(list(values[0]), situation.memory());
            case Aggregate(Aggregate.Kind kind, Node list, Type type) -> aggregate(kind, list(values[0]));
            case Equal equal -> same(values[0], values[1]) != equal.negated();
            case IsMissing(Node value, boolean negated) ->
                (value.type() instanceof Type.ListOf ? list(values[0]).isEmpty() : values[0] == null) != negated;
            case Order(Order.Operator operator, Node left, Node right) ->
                values[0] != null && values[1] != null && operator.accepts(compare(values[0], values[1]));
            case In(Node element, Node list) -> in(values[0], list(values[1]), list);
            case Arithmetic arithmetic ->
                values[0] instanceof BigDecimal a && values[1] instanceof BigDecimal b
                        ? arithmetic(arithmetic.operator(), a, b)
                        : null;
            case Negative negative -> values[0] instanceof BigDecimal n ? n.negate() : null;
            case Rounded(Node number, int decimals, boolean down) ->
                values[0] instanceof BigDecimal n
                        ? n.setScale(decimals, down ? RoundingMode.DOWN : RoundingMode.HALF_UP)
                        : null;
            case Concat concat -> values[0] instanceof String a && values[1] instanceof String b ? a + b : null;
            case DateStep step ->
                values[0] instanceof LocalDate day && values[1] instanceof BigDecimal count
                        ? Dates.step(step.step(), day, count, situation.workingDays())
                        : null;
            case DateGap gap ->
                values[0] instanceof LocalDate from && values[1] instanceof LocalDate to
                        ? Dates.gap(gap.unit(), from, to)
                        : null;
            case DatePart part -> values[0] instanceof LocalDate day ? Dates.part(part.part(), day) : null;
            case DateEdge edge -> values[0] instanceof LocalDate day ? Dates.edge(edge.edge(), day) : null;
            case MomentStep step ->
                values[0] instanceof Instant moment && values[1] instanceof BigDecimal count
                        ? Dates.step(step.unit(), moment, count)
                        : null;
            case MomentGap gap ->
                values[0] instanceof Instant from && values[1] instanceof Instant to
                        ? BigDecimal.valueOf(ChronoUnit.MINUTES.between(from, to))
                        : null;
            case MomentDay day -> values[0] instanceof Instant moment ? Dates.day(moment) : null;
            case TextTest test ->
                values[0] instanceof String text && values[1] instanceof String part && tested(test.kind(), text, part);
            case TextSize size ->
                values[0] instanceof String t ? BigDecimal.valueOf(t.codePointCount(0, t.length())) : null;
            case BandRate rate ->
                values[0] instanceof Bands bands && values[1] instanceof BigDecimal amount
                        ? bands.rate(amount).orElse(null)
                        : null;
            case Items n -> throw structural(n);
            case Filter n -> throw structural(n);
            case Mapped n -> throw structural(n);
            case Quantified n -> throw structural(n);
            case Not n -> throw structural(n);
            case And n -> throw structural(n);
            case Or n -> throw structural(n);
            case Choose n -> throw structural(n);
        };
    }

    /** Of values by the first day of each, the one in force on a day. */
    private static @Nullable Object inForce(@Nullable Object value, LocalDate on) {
        if (!(value instanceof NavigableMap<?, ?> dated)) {
            return value;
        }
        Map.@Nullable Entry<?, ?> last = null;
        for (Map.Entry<?, ?> each : dated.entrySet()) {
            last = each.getKey() instanceof LocalDate from && !from.isAfter(on) ? each : last;
        }
        return last == null ? null : last.getValue();
    }

    private static IllegalArgumentException structural(Node node) {
        return new IllegalArgumentException("no single operation: " + node);
    }

    /** Whether a node gives true or false and is never missing. */
    static boolean twoValued(Node node) {
        return switch (node) {
            case Not n -> true;
            case And n -> true;
            case Or n -> true;
            case Equal n -> true;
            case IsMissing n -> true;
            case Order n -> true;
            case In n -> true;
            case TextTest n -> true;
            case Quantified n -> true;
            case Node other -> false;
        };
    }

    private static @Nullable LocalDate given(Given.Day day, Situation situation) {
        return switch (day) {
            case TODAY -> situation.today();
            case PERIOD_START -> situation.periodStart();
            case PERIOD_END -> situation.periodEnd();
            case TRIGGER -> situation.trigger();
        };
    }

    private static @Nullable Object stored(Field field, @Nullable Object record, Memory memory) {
        if (!(record instanceof Entity entity)) {
            return field.type() instanceof Type.ListOf ? List.of() : null;
        }
        Map<String, @Nullable Object> fields = entity.fields();
        UUID id = entity.id();
        if (fields == null && id != null) {
            fields = memory.record(entity.register(), id).orElse(null);
        }
        return typed(fields == null ? null : fields.get(field.field().name()), field.type());
    }

    /** Each record once, if it is known and not voided. */
    private static List<Entity> referenced(List<? extends @Nullable Object> named, Memory memory) {
        List<Entity> found = new ArrayList<>();
        for (Object item : new LinkedHashSet<@Nullable Object>(named)) {
            if (item instanceof Entity(String register, UUID id, var fields) && id != null) {
                memory.record(register, id)
                        .filter(row -> row.get("voided_at") == null)
                        .ifPresent(row -> found.add(entity(register, row)));
            }
        }
        return found;
    }

    /** A value from outside in the form that evaluation works with. */
    static @Nullable Object typed(@Nullable Object value, Type type) {
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

    /** A value in the form that the outside knows: a record's is its id. */
    static @Nullable Object plain(@Nullable Object value) {
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

    @SuppressWarnings("unchecked")
    private static Entity entity(String register, Map<?, ?> map) {
        return new Entity(register, (UUID) map.get("id"), (Map<String, @Nullable Object>) map);
    }

    private static List<? extends @Nullable Object> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private static @Nullable Object aggregate(Aggregate.Kind kind, List<? extends @Nullable Object> list) {
        if (kind == Aggregate.Kind.SIZE) {
            return BigDecimal.valueOf(list.size());
        }
        Object result = null;
        for (Object item : list) {
            if (item != null) {
                result = result == null ? item : combined(kind, result, item);
            }
        }
        return result == null && kind == Aggregate.Kind.SUM ? BigDecimal.ZERO : result;
    }

    private static Object combined(Aggregate.Kind kind, Object a, Object b) {
        return switch (kind) {
            case SIZE -> throw new IllegalArgumentException("a size is not added up");
            case SUM -> ((BigDecimal) a).add((BigDecimal) b);
            case MIN -> compare(a, b) <= 0 ? a : b;
            case MAX -> compare(a, b) >= 0 ? a : b;
        };
    }

    private static boolean in(@Nullable Object element, List<? extends @Nullable Object> items, Node list) {
        // A stored list holds no missing values.
        boolean stored = list instanceof References || list instanceof Field;
        return !(stored && element == null) && items.stream().anyMatch(item -> same(item, element));
    }

    private static boolean same(@Nullable Object a, @Nullable Object b) {
        if (a == null || b == null) {
            return a == null && b == null;
        }
        if (a instanceof Entity one && b instanceof Entity other) {
            return one.id() == null ? one.fields() == other.fields() : one.id().equals(other.id());
        }
        return a instanceof BigDecimal n && b instanceof BigDecimal m ? n.compareTo(m) == 0 : a.equals(b);
    }

    @SuppressWarnings("unchecked")
    private static int compare(Object a, Object b) {
        return ((Comparable<Object>) a).compareTo(b);
    }

    private static @Nullable BigDecimal arithmetic(Arithmetic.Operator operator, BigDecimal a, BigDecimal b) {
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

    private static boolean tested(TextTest.Kind kind, String text, String part) {
        return switch (kind) {
            case CONTAINS -> text.contains(part);
            case STARTS_WITH -> text.startsWith(part);
            case ENDS_WITH -> text.endsWith(part);
        };
    }
}
