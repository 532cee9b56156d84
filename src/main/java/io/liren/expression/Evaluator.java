package io.liren.expression;

import io.liren.expression.Node.*;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates checked expressions in the JVM, with the meaning that {@link SqlWriter} gives them. For forms: it looks at
 * one fact at a time. All numbers are BigDecimal, and null is missing.
 */
public final class Evaluator {
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
        return Operations.plain(evaluator.eval(checked.root()));
    }

    /** Whether a condition holds; missing counts as no. */
    public static boolean holds(
            Checked checked, Map<String, ? extends @Nullable Object> variables, Situation situation) {
        return Boolean.TRUE.equals(value(checked, variables, situation));
    }

    private @Nullable Object eval(Node node) {
        return switch (node) {
            case Not(Node condition) -> !holds(condition);
            case And(Node left, Node right) -> holds(left) && holds(right);
            case Or(Node left, Node right) -> holds(left) || holds(right);
            case Choose(Node condition, Node then, Node otherwise, Type type) ->
                holds(condition) ? eval(then) : eval(otherwise);
            case Items(List<Node> items, Type element) -> {
                List<@Nullable Object> values = new ArrayList<>();
                items.forEach(item -> values.add(eval(item)));
                yield values;
            }
            case Filter(Node list, Var variable, Node condition) -> {
                List<@Nullable Object> kept = new ArrayList<>();
                for (Object item : list(list)) {
                    scope.put(variable.name(), item);
                    if (holds(condition)) {
                        kept.add(item);
                    }
                }
                yield kept;
            }
            case Mapped(Node list, Var variable, Node value) -> {
                List<@Nullable Object> values = new ArrayList<>();
                for (Object item : list(list)) {
                    scope.put(variable.name(), item);
                    values.add(eval(value));
                }
                yield values;
            }
            case Quantified q -> quantified(q);
            case Field field
            when field.field().source() instanceof Source.Computed computed -> computed(field, computed);
            // What is stored in a list of references is asked for as it is, not by its records.
            case Aggregate(Aggregate.Kind kind, References list, Type type)
            when kind == Aggregate.Kind.SIZE -> applied(node, eval(list.field()));
            case IsMissing(References list, boolean negated) -> applied(node, eval(list.field()));
            case In(Node element, References list) -> applied(node, eval(element), eval(list.field()));
            case Node other ->
                applied(other, Nodes.children(other).stream().map(this::eval).toArray());
        };
    }

    private @Nullable Object applied(Node node, @Nullable Object... values) {
        return Operations.applied(node, values, scope, situation);
    }

    private boolean holds(Node condition) {
        return Boolean.TRUE.equals(eval(condition));
    }

    private List<? extends @Nullable Object> list(Node list) {
        return eval(list) instanceof List<?> items ? items : List.of();
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

    private @Nullable Object computed(Field field, Source.Computed computed) {
        Object record = eval(field.record());
        if (record == null || computed.checked().get().isEmpty()) {
            return null;
        }
        Evaluator inner = new Evaluator(situation);
        inner.scope.put(field.shape().name(), record);
        return inner.eval(computed.checked().get().get().root());
    }
}
