package io.liren.expression;

import io.liren.expression.Node.And;
import io.liren.expression.Node.Equal;
import io.liren.expression.Node.Field;
import io.liren.expression.Node.Filter;
import io.liren.expression.Node.Given;
import io.liren.expression.Node.In;
import io.liren.expression.Node.Param;
import io.liren.expression.Node.Quantified;
import io.liren.expression.Node.References;
import io.liren.expression.Node.Register;
import io.liren.expression.Node.Var;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * An expression that has been checked, ready for either back end.
 *
 * <p>Missing values mean the same in both. Equality is total: missing equals missing and nothing else. Ordering and text
 * tests with a missing side are false, {@code !} is plain, and a missing yes-or-no used as a condition is false.
 * Arithmetic with a missing side is missing, as is dividing by zero. The sum of nothing is 0, its least and greatest are
 * missing. A missing list is an empty one.
 *
 * @param text as written
 * @param root its tree
 */
public record Checked(String text, Node root) {
    /** What it gives. */
    public Type type() {
        return root.type();
    }

    /** The registers whose facts it reads, by full id, also by way of computed fields and references; variables' own too. */
    public Set<String> reads() {
        return seen().registers;
    }

    /**
     * Those of them in which it looks for records; to a record of the others it comes from a variable, or from a record that
     * names it.
     */
    public Set<String> looksThrough() {
        return seen().lookedThrough;
    }

    /** The parameters it names, also by way of computed fields. */
    public Set<String> parameters() {
        return seen().parameters;
    }

    /** Whether it names {@code period}. */
    public boolean namesPeriod() {
        return seen().days.contains(Given.Day.PERIOD_START) || seen().days.contains(Given.Day.PERIOD_END);
    }

    /** Whether it names {@code today}, also by way of computed fields. */
    public boolean namesToday() {
        return seen().days.contains(Given.Day.TODAY);
    }

    /** Whether it names {@code trigger}. */
    public boolean namesTrigger() {
        return seen().days.contains(Given.Day.TRIGGER);
    }

    /**
     * The lists of records that it is worked out from: registers and duties, narrowed as written, one for each of them. Not
     * those that only a condition looks at.
     */
    public List<Checked> lists() {
        Map<String, Checked> lists = new LinkedHashMap<>();
        lists(root, lists);
        return List.copyOf(lists.values());
    }

    private void lists(Node node, Map<String, Checked> found) {
        switch (node) {
            case Register(Shape shape) -> found.putIfAbsent(shape.register(), new Checked(text, node));
            case Node.Filter filter
            when filter.type() instanceof Type.ListOf(Type.Rec(String register)) ->
                found.putIfAbsent(register, new Checked(text, node));
            case Node.Mapped mapped -> lists(mapped.list(), found);
            case Node.Quantified quantified -> lists(quantified.list(), found);
            case Field f
            when f.field().source() instanceof Source.Computed computed ->
                computed.checked()
                        .get()
                        .ifPresent(c ->
                                c.with(Map.of(f.shape().name(), f.record())).lists(found));
            case Node other -> Nodes.children(other).forEach(child -> lists(child, found));
        }
    }

    private void lists(Map<String, Checked> found) {
        lists(root, found);
    }

    /** The same with a period whose days are expressions. */
    public Checked within(Checked start, Checked end) {
        return new Checked(text, given(root, start.root(), end.root()));
    }

    private static Node given(Node node, Node start, Node end) {
        return node instanceof Given(Given.Day day)
                ? switch (day) {
                    case PERIOD_START -> start;
                    case PERIOD_END -> end;
                    case TODAY, TRIGGER -> node;
                }
                : Nodes.rebuilt(node, child -> given(child, start, end));
    }

    /** The same with a record that is a variable here told by another expression. */
    public Checked with(String variable, Checked record) {
        return with(Map.of(variable, record.root()));
    }

    /** Whether it names this variable. */
    public boolean names(String variable) {
        return names(root, variable);
    }

    /** Whether it holds only for those records of a variable that name the record of another in a field of theirs. */
    public boolean ties(String variable, String other) {
        return ties(root, variable, other);
    }

    private static boolean ties(Node node, String variable, String other) {
        return switch (node) {
            case Node.And(Node left, Node right) -> ties(left, variable, other) || ties(right, variable, other);
            case Equal(Node left, Node right, boolean negated) ->
                !negated && (ties(left, variable) && is(right, other) || ties(right, variable) && is(left, other));
            case Node any -> false;
        };
    }

    private static boolean ties(Node node, String variable) {
        return node instanceof Field field
                && field.field().source() instanceof Source.Column
                && is(field.record(), variable);
    }

    private static boolean is(Node node, String variable) {
        return node instanceof Var(String name, Type type) && name.equals(variable);
    }

    /** The computed fields it names itself, by full id: {@code rulebook.register.field}. For finding circles. */
    public Set<String> computedFields() {
        Set<String> fields = new TreeSet<>();
        Nodes.each(root, node -> {
            if (node instanceof Field f && f.field().source() instanceof Source.Computed) {
                fields.add(f.shape().register() + "." + f.field().name());
            }
        });
        return fields;
    }

    /** The fields of records that it names itself, in order. */
    public List<Field> fields() {
        List<Field> fields = new ArrayList<>();
        Nodes.each(root, node -> {
            if (node instanceof Field f) {
                fields.add(f);
            }
        });
        return List.copyOf(fields);
    }

    /** What stands at the top of the parts that it is made of, left to right. */
    public List<Checked> parts() {
        return Nodes.children(root).stream().map(n -> new Checked(text, n)).toList();
    }

    /** Has the computed fields it names checked, so that those that lead back to themselves are found early. */
    void askComputed() {
        Set<Shape.Field> asked = new HashSet<>();
        Nodes.each(root, node -> {
            if (node instanceof Field f
                    && f.field().source() instanceof Source.Computed computed
                    && asked.add(f.field())) {
                // Asking is what has it checked; the answer is of no use here.
                Optional<Checked> ignored = computed.checked().get();
            }
        });
    }

    /**
     * A field that the condition holds equal to something, or to hold it.
     *
     * @param field a field of the variable's record
     * @param value what it equals, or what is among its values; it does not name the variable
     */
    public record Equality(Shape.Field field, Checked value) {}

    /** The stored fields of a variable's record that it names itself. */
    public List<String> ownFields(String variable) {
        List<String> fields = new ArrayList<>();
        Nodes.each(root, node -> {
            if (ownField(node, variable)
                    && node instanceof Field f
                    && !fields.contains(f.field().name())) {
                fields.add(f.field().name());
            }
        });
        return List.copyOf(fields);
    }

    /** What the computed fields of a variable's record that it names are worked out from; not what those name in turn. */
    public List<Checked> computedFrom(String variable) {
        List<Checked> from = new ArrayList<>();
        Nodes.each(root, node -> {
            if (node instanceof Field f
                    && f.field().source() instanceof Source.Computed computed
                    && f.record() instanceof Var(String name, Type type)
                    && name.equals(variable)) {
                computed.checked().get().ifPresent(from::add);
            }
        });
        return List.copyOf(from);
    }

    /**
     * Records that an expression looks for.
     *
     * @param register their register, full id
     * @param equalities what it holds their fields equal to
     */
    public record Sought(String register, List<Equality> equalities) {}

    /** The first records of a whole register that it looks for; empty if it asks about known records only. */
    public Optional<Sought> sought() {
        List<Sought> found = new ArrayList<>();
        Nodes.each(root, node -> {
            if (node instanceof Quantified(boolean all, Register(Shape shape), Var variable, Node condition) && !all) {
                found.add(sought(shape, variable, condition));
            } else if (node instanceof Filter(Register(Shape shape), Var variable, Node condition)) {
                found.add(sought(shape, variable, condition));
            }
        });
        return found.stream().findFirst();
    }

    private Sought sought(Shape shape, Var variable, Node condition) {
        return new Sought(shape.register(), new Checked(text, condition).equalities(variable.name()));
    }

    /** What the condition, where it is a conjunction, holds a variable's own fields equal to. For filling in forms. */
    public List<Equality> equalities(String variable) {
        List<Equality> found = new ArrayList<>();
        equalities(root, variable, found);
        return List.copyOf(found);
    }

    private void equalities(Node node, String variable, List<Equality> found) {
        if (node instanceof And(Node left, Node right)) {
            equalities(left, variable, found);
            equalities(right, variable, found);
        } else if (node instanceof Equal(Node left, Node right, boolean negated) && !negated) {
            if (ownField(left, variable) && !names(right, variable)) {
                found.add(new Equality(((Field) left).field(), new Checked(text, right)));
            } else if (ownField(right, variable) && !names(left, variable)) {
                found.add(new Equality(((Field) right).field(), new Checked(text, left)));
            }
        } else if (node instanceof In(Node element, References(Field field, Shape target))
                && ownField(field, variable)
                && !names(element, variable)) {
            found.add(new Equality(field.field(), new Checked(text, element)));
        }
    }

    private static boolean ownField(Node node, String variable) {
        return node instanceof Field f
                && f.field().source() instanceof Source.Column
                && f.record() instanceof Var(String name, Type type)
                && name.equals(variable);
    }

    private static boolean names(Node node, String variable) {
        return node instanceof Var(String name, Type type) && name.equals(variable)
                || Nodes.children(node).stream().anyMatch(child -> names(child, variable));
    }

    /** The tree with whole variables replaced, where a record is known by another name. */
    Checked with(Map<String, Node> variables) {
        return new Checked(text, replaced(root, variables));
    }

    private static Node replaced(Node node, Map<String, Node> variables) {
        return node instanceof Var v && variables.containsKey(v.name())
                ? variables.get(v.name())
                : Nodes.rebuilt(node, child -> replaced(child, variables));
    }

    /** A factor of a comparison's side: a number, or the name of a parameter. */
    public record Factor(Optional<BigDecimal> number, Optional<String> parameter) {
        private static final Factor ONE = new Factor(Optional.of(BigDecimal.ONE), Optional.empty());
    }

    /** A comparison of two amounts, each taken so many times, as in {@code present * 3 >= due * 2}. */
    public record Proportion(Factor left, Factor right) {}

    /** The proportions that it holds amounts to; not those of computed fields. */
    public List<Proportion> proportions() {
        List<Proportion> found = new ArrayList<>();
        Nodes.each(root, node -> {
            if (node instanceof Node.Order(var operator, Node left, Node right)) {
                Optional<Factor> one = factor(left);
                Optional<Factor> other = factor(right);
                if (one.isPresent() && other.isPresent() && !one.equals(other)) {
                    found.add(new Proportion(one.get(), other.get()));
                }
            }
        });
        return found;
    }

    /** The number a side is multiplied by; one if it is no product; empty if what multiplies it is no plain number. */
    private static Optional<Factor> factor(Node side) {
        return side instanceof Node.Arithmetic(var operator, Node left, Node right, Type type)
                        && operator == Node.Arithmetic.Operator.MULTIPLY
                ? number(right).or(() -> number(left))
                : Optional.of(Factor.ONE);
    }

    /**
     * A time that it counts in a plain number.
     *
     * @param unit days, workdays, months, years, hours or minutes
     */
    public record Lapse(String unit, BigDecimal number) {}

    /** The times that it counts in plain numbers, as in {@code born_on.addYears(14)}; not those of computed fields. */
    public List<Lapse> lapses() {
        List<Lapse> found = new ArrayList<>();
        Nodes.each(root, node -> {
            switch (node) {
                case Node.DateStep(var step, Node date, Node count) ->
                    lapse(step.name(), count).ifPresent(found::add);
                case Node.MomentStep(var unit, Node moment, Node count) ->
                    lapse(unit.name(), count).ifPresent(found::add);
                case Node.Order(var operator, Node.DateGap(var unit, Node from, Node to), Node count) ->
                    lapse(unit.name(), count).ifPresent(found::add);
                case Node.Order(var operator, Node count, Node.DateGap(var unit, Node from, Node to)) ->
                    lapse(unit.name(), count).ifPresent(found::add);
                default -> {}
            }
        });
        return found;
    }

    private static Optional<Lapse> lapse(String unit, Node count) {
        Node plain = count instanceof Node.Negative(Node number) ? number : count;
        return number(plain)
                .flatMap(Factor::number)
                .map(n -> new Lapse(unit.toLowerCase(java.util.Locale.ROOT), n.abs()));
    }

    /** The ends of calendar periods that it asks for: months, quarters or years. */
    public List<String> edges() {
        List<String> found = new ArrayList<>();
        Nodes.each(root, node -> {
            if (node instanceof Node.DateEdge(var edge, Node date)) {
                found.add(
                        edge.name().substring(edge.name().lastIndexOf('_') + 1).toLowerCase(java.util.Locale.ROOT));
            }
        });
        return found;
    }

    private static Optional<Factor> number(Node node) {
        return switch (node) {
            case Param p -> Optional.of(new Factor(Optional.empty(), Optional.of(p.name())));
            case Node.Literal(Object value, Type type) ->
                value instanceof Number number
                        ? Optional.of(new Factor(Optional.of(new BigDecimal(number.toString())), Optional.empty()))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private Seen seen() {
        Seen seen = new Seen();
        seen.look(root);
        return seen;
    }

    /** What a tree names, with what its computed fields name. */
    private static final class Seen {
        final Set<String> registers = new TreeSet<>();
        final Set<String> lookedThrough = new TreeSet<>();
        final Set<String> parameters = new TreeSet<>();
        final Set<Given.Day> days = new HashSet<>();
        private final Set<String> computed = new HashSet<>();

        void look(Node root) {
            Nodes.each(root, node -> {
                switch (node) {
                    case Register(Shape shape) -> through(shape.register());
                    case Field f -> look(f);
                    case Param p -> parameters.add(p.name());
                    case Given(Given.Day day) -> days.add(day);
                    case Var(String name, Type.Rec(String register)) -> registers.add(register);
                    case Node other -> {
                        if (other.type() instanceof Type.ListOf(Type.Rec(String register))) {
                            through(register);
                        }
                    }
                }
            });
        }

        private void through(String register) {
            registers.add(register);
            lookedThrough.add(register);
        }

        private void look(Field f) {
            registers.add(f.shape().register());
            if (f.field().type() instanceof Type.ListOf(Type.Rec(String register))) {
                through(register);
            }
            if (f.field().source() instanceof Source.Computed(String text, var checked)
                    && computed.add(f.shape().register() + "." + f.field().name())) {
                checked.get().ifPresent(c -> look(c.root()));
            }
            if (f.field().source() instanceof Source.Derived(var sql, var reads)
                    && computed.add(f.shape().register() + "." + f.field().name())) {
                reads.get().forEach(this::through);
            }
        }
    }
}
