package io.liren.expression;

import io.liren.expression.Node.Aggregate;
import io.liren.expression.Node.Choose;
import io.liren.expression.Node.Field;
import io.liren.expression.Node.Quantified;
import io.liren.expression.Node.Var;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Finds what is worth working out once in a choice such as {@code score == null ? 0 : score}: written twice, each of them
 * would be expanded twice, and what they are made of four times.
 */
final class Repeated {
    private Repeated() {}

    /** The largest value with a sub-select of its own that the test needs in any case and that is named again. */
    static Optional<Node> in(Choose choose, Set<Node> known) {
        Map<Node, Integer> times = new LinkedHashMap<>();
        Set<String> inner = new HashSet<>();
        written(choose, known, node -> {
            times.merge(node, 1, Integer::sum);
            SqlScope.ownVariable(node).ifPresent(variable -> inner.add(variable.name()));
        });
        Node[] largest = {choose};
        int[] size = {0};
        written(choose.condition(), known, node -> {
            int parts = size(node);
            if (times.getOrDefault(node, 0) > 1
                    && parts > size[0]
                    && isPlain(node.type())
                    && costs(node)
                    && standsAlone(node, inner)) {
                largest[0] = node;
                size[0] = parts;
            }
        });
        return size[0] == 0 ? Optional.empty() : Optional.of(largest[0]);
    }

    /** The nodes but what is known and all below it. */
    private static void written(Node node, Set<Node> known, Consumer<Node> visitor) {
        if (!known.contains(node)) {
            visitor.accept(node);
            Nodes.children(node).forEach(child -> written(child, known, visitor));
        }
    }

    private static int size(Node node) {
        int[] size = {0};
        Nodes.each(node, part -> size[0]++);
        return size[0];
    }

    private static boolean isPlain(Type type) {
        return !(type instanceof Type.ListOf || type instanceof Type.Rec || type instanceof Type.Bool);
    }

    private static boolean costs(Node node) {
        boolean[] costs = {false};
        Nodes.each(
                node,
                part -> costs[0] |= switch (part) {
                    case Aggregate aggregate -> true;
                    case Quantified quantified -> true;
                    case Field(Node record, Shape shape, Shape.Field field) ->
                        field.source() instanceof Source.Computed(String text, var checked)
                                && checked.get().map(c -> costs(c.root())).orElse(false);
                    case Node other -> false;
                });
        return costs[0];
    }

    /** Whether it speaks of no variable that a list function of the choice brings, but its own. */
    private static boolean standsAlone(Node node, Set<String> inner) {
        Set<String> own = new HashSet<>();
        Nodes.each(node, part -> SqlScope.ownVariable(part).ifPresent(variable -> own.add(variable.name())));
        boolean[] alone = {true};
        Nodes.each(node, part -> {
            if (part instanceof Var variable && inner.contains(variable.name()) && !own.contains(variable.name())) {
                alone[0] = false;
            }
        });
        return alone[0];
    }
}
