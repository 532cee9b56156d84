package io.liren.expression;

import static io.liren.expression.SqlPieces.column;

import io.liren.expression.Node.*;
import io.liren.expression.SqlScope.Bound;
import io.liren.expression.SqlScope.Level;
import io.liren.sql.Sql;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Writes checked expressions as SQL. One writer serves the conditions and values of one statement: paths along
 * references become left joins which it gathers, so ask for {@link #joins()} last.
 *
 * <p>Where null may stand for false a comparison stays plain, so that an index can serve it; elsewhere it is made
 * two-valued.
 */
public final class SqlWriter {
    private final Bindings bindings;
    private final SqlScope scope;
    private final SqlLists lists;

    /** Where what was worked out once stands. */
    private final Map<Node, Sql> shared = new HashMap<>();

    /** For one statement. */
    public SqlWriter(Bindings bindings) {
        this.bindings = bindings;
        this.scope = new SqlScope(bindings);
        this.lists = new SqlLists(this, scope, bindings);
    }

    /** For a WHERE, a JOIN's ON or a FILTER, alone or as one of several joined by {@code and}: null may stand for false. */
    public Sql condition(Checked checked) {
        return conjunct(checked.root(), true);
    }

    /** True or false, never null. */
    public Sql strict(Checked checked) {
        return within(checked.root(), true, false, true);
    }

    /** True where the condition does not hold, missing values included; never null. */
    public Sql negated(Checked checked) {
        return within(checked.root(), false, false, true);
    }

    /** The value; null where it is missing. A record's value is its id. Whole numbers come as bigint or numeric. */
    public Sql value(Checked checked) {
        return value(checked.root());
    }

    /** The rows of a list of records; {@code what} says what is selected of the row of an alias. */
    public Sql rows(Checked list, Function<String, Sql> what) {
        return lists.rows(list.root(), what);
    }

    /** The moment at which the value became known, as SQL; null where that can't be told. */
    public Sql knownAt(Checked checked) {
        return new SqlKnown(this).of(checked.root());
    }

    /** The aliases in use by now: a further expression of the same statement has to do without them. */
    public String[] taken() {
        return scope.taken().toArray(String[]::new);
    }

    /** The left joins for references, to be placed behind the tables of the variables; begins with a space if there are any. */
    public Sql joins() {
        return scope.root().joins();
    }

    /** A condition, or its negation. */
    Sql condition(Node node, boolean positive, boolean loose) {
        return switch (node) {
            case Not(Node inner) -> condition(inner, !positive, loose);
            case And(Node left, Node right) -> both(left, right, positive, loose, positive);
            case Or(Node left, Node right) -> both(left, right, positive, loose, !positive);
            case Equal(Node left, Node right, boolean negated) ->
                equal(
                        operand(left),
                        neverMissing(left),
                        operand(right),
                        neverMissing(right),
                        positive != negated,
                        loose);
            case IsMissing(Node value, boolean negated) -> isMissing(value, positive != negated);
            case Order(Order.Operator operator, Node left, Node right) ->
                settled(
                        Sql.of("{left} {sign} {right}")
                                .part("left", operand(left))
                                .part("sign", Sql.trusted(operator.sign))
                                .part("right", operand(right)),
                        positive,
                        loose);
            case TextTest(TextTest.Kind kind, Node text, Node part) ->
                settled(SqlPieces.textTest(kind, operand(text), operand(part)), positive, loose);
            case In in -> lists.in(in, positive, loose);
            case Quantified quantified -> lists.quantified(quantified, positive);
            case Literal(Object value, Type type) -> SqlPieces.literal(((Boolean) value) == positive);
            case Choose(Node test, Node then, Node otherwise, Type type) ->
                Sql.of("case when {test} then {then} else {otherwise} end")
                        .part("test", condition(test, true, true))
                        .part("then", condition(then, positive, loose))
                        .part("otherwise", condition(otherwise, positive, loose));
            case Missing missing -> positive ? Sql.of("false") : Sql.of("true");
            case Field field
            when expanded(field).isPresent() -> condition(expanded(field).get(), positive, loose);
            case Node other -> {
                Sql sql = value(other);
                yield positive && loose
                        ? sql
                        : (positive ? Sql.of("{sql} is true") : Sql.of("{sql} is not true")).part("sql", sql);
            }
        };
    }

    private Sql both(Node left, Node right, boolean positive, boolean loose, boolean and) {
        Sql a = within(left, positive, loose, and);
        Sql b = within(right, positive, loose, and);
        return (and ? Sql.of("{a} and {b}") : Sql.of("{a} or {b}")).part("a", a).part("b", b);
    }

    /** A condition as part of a conjunction or else a disjunction. */
    private Sql within(Node node, boolean positive, boolean loose, boolean and) {
        Sql sql = condition(node, positive, loose);
        return and && disjunction(node, positive) ? parenthesised(sql) : sql;
    }

    /** A condition as one of several joined by {@code and}. */
    Sql conjunct(Node node, boolean positive) {
        return within(node, positive, true, true);
    }

    private boolean disjunction(Node node, boolean positive) {
        return switch (node) {
            case Not(Node inner) -> disjunction(inner, !positive);
            case And and -> !positive;
            case Or or -> positive;
            case Field field
            when expanded(field).isPresent() -> disjunction(expanded(field).get(), positive);
            case Node other -> false;
        };
    }

    /** A comparison that is null where a side is missing, and then false. */
    static Sql settled(Sql comparison, boolean positive, boolean loose) {
        if (positive) {
            return loose ? comparison : SqlPieces.isTrue(comparison);
        }
        return SqlPieces.isNotTrue(comparison);
    }

    /** Total equality. Plain where one side is always there and null may stand for false, so that an index serves it. */
    static Sql equal(Sql left, boolean leftThere, Sql right, boolean rightThere, boolean positive, boolean loose) {
        Sql text;
        if (leftThere && rightThere) {
            text = positive ? Sql.of("{left} = {right}") : Sql.of("{left} <> {right}");
        } else if (!positive) {
            text = Sql.of("{left} is distinct from {right}");
        } else if (!loose) {
            text = Sql.of("{left} is not distinct from {right}");
        } else if (leftThere || rightThere) {
            text = Sql.of("{left} = {right}");
        } else {
            text = Sql.of("({left} = {right} or ({left} is null and {right} is null))");
        }
        return text.part("left", left).part("right", right);
    }

    private Sql isMissing(Node value, boolean positive) {
        if (value.type() instanceof Type.ListOf) {
            return lists.isEmpty(value, positive);
        }
        return (positive ? Sql.of("{value} is null") : Sql.of("{value} is not null")).part("value", operand(value));
    }

    /** Whether a value is always there. That a field is required is never relied on: facts may be older than the rule. */
    boolean neverMissing(Node node) {
        return switch (node) {
            case Literal literal -> true;
            case Var variable ->
                switch (scope.bound(variable)) {
                    case Bound.Row row -> true;
                    case Bound.Reference reference -> false;
                    case Bound.Single(Sql sql, boolean there, Level level) -> there;
                };
            case Given(Given.Day day) -> day != Given.Day.TRIGGER;
            case Aggregate aggregate ->
                aggregate.kind() == Aggregate.Kind.SIZE || aggregate.kind() == Aggregate.Kind.SUM;
            case Node other -> Operations.twoValued(other);
        };
    }

    /** A value that can stand beside an operator. */
    Sql operand(Node node) {
        if (shared.containsKey(node)) {
            return value(node);
        }
        boolean compound = switch (node) {
            case Arithmetic(Arithmetic.Operator operator, Node l, Node r, Type t) ->
                operator != Arithmetic.Operator.DIVIDE;
            case Concat concat -> true;
            case Negative negative -> true;
            case Node other -> Operations.twoValued(other);
        };
        if (node instanceof Field field && expanded(field).isPresent()) {
            return operand(expanded(field).get());
        }
        return compound ? parenthesised(value(node)) : value(node);
    }

    private static Sql parenthesised(Sql sql) {
        return Sql.of("({sql})").part("sql", sql);
    }

    Sql value(Node node) {
        Sql once = shared.get(node);
        if (once != null) {
            return once;
        }
        return switch (node) {
            case Literal(Object value, Type type) -> SqlPieces.literal(value);
            case Missing(Type type) -> SqlPieces.missing(type);
            case Var variable ->
                switch (scope.bound(variable)) {
                    case Bound.Row(String alias, Level level) -> column(alias, "id");
                    case Bound.Reference(Sql id, Level level) -> id;
                    case Bound.Single(Sql sql, boolean there, Level level) -> sql;
                };
            case Field field -> field(field);
            case References(Field field, Shape target) -> field(field);
            case Param(String name, Type type) -> bindings.parameter().apply(name);
            case Dated(Param(String name, Type type), Node day) -> bindings.parameter(name, operand(day));
            case Given(Given.Day day) -> given(day);
            case Aggregate aggregate -> lists.aggregate(aggregate);
            case Arithmetic(Arithmetic.Operator operator, Node left, Node right, Type type) ->
                SqlPieces.arithmetic(
                        operator,
                        right instanceof Literal(BigDecimal divisor, Type any) && divisor.signum() != 0,
                        left instanceof Literal && right instanceof Literal
                                ? Sql.of("{left}::numeric").part("left", operand(left))
                                : numeric(left),
                        numeric(right));
            case Negative(Node number) -> Sql.of("- {number}").part("number", numeric(number));
            case Rounded(Node number, int decimals, boolean down) ->
                (down ? Sql.of("trunc({number}, {decimals})") : Sql.of("round({number}, {decimals})"))
                        .part("number", number instanceof Literal ? value(number) : numeric(number))
                        .part("decimals", SqlPieces.literal(BigDecimal.valueOf(decimals)));
            case Concat(Node left, Node right) ->
                Sql.of("{left} || {right}").part("left", operand(left)).part("right", operand(right));
            case DateStep step -> dateStep(step);
            case DateGap(DateGap.Step unit, Node from, Node to) -> SqlPieces.dateGap(unit, operand(from), operand(to));
            case DatePart(DatePart.Part part, Node date) -> SqlPieces.datePart(part, operand(date));
            case DateEdge(DateEdge.Edge edge, Node date) -> SqlPieces.dateEdge(edge, operand(date));
            case MomentStep step -> momentStep(step);
            case MomentGap(Node from, Node to) -> SqlPieces.momentGap(operand(from), operand(to));
            case MomentDay(Node moment) -> SqlPieces.momentDay(operand(moment));
            case TextSize(Node text) -> Sql.of("length({text})").part("text", value(text));
            case Choose choose -> choose(choose);
            case BandRate(Node bands, Node amount) ->
                SqlPieces.bandRate(value(bands), operand(amount), scope.alias("band"));
            case Register list -> lists.array(list);
            case Items list -> lists.array(list);
            case Filter list -> lists.array(list);
            case Mapped list -> lists.array(list);
            case Not bool -> condition(bool, true, false);
            case And bool -> condition(bool, true, false);
            case Or bool -> condition(bool, true, false);
            case Equal bool -> condition(bool, true, false);
            case IsMissing bool -> condition(bool, true, false);
            case Order bool -> condition(bool, true, false);
            case In bool -> condition(bool, true, false);
            case TextTest bool -> condition(bool, true, false);
            case Quantified bool -> condition(bool, true, false);
        };
    }

    /** What costs a sub-select and is named again after the test is worked out once, beside it. */
    private Sql choose(Choose choose) {
        Optional<Node> again = Repeated.in(choose, shared.keySet());
        if (again.isEmpty()) {
            return Sql.of("case when {test} then {then} else {otherwise} end")
                    .part("test", condition(choose.condition(), true, true))
                    .part("then", value(choose.then()))
                    .part("otherwise", value(choose.otherwise()));
        }
        Sql value = value(again.get());
        String alias = scope.alias("once");
        shared.put(again.get(), column(alias, "value"));
        Sql chosen = choose(choose);
        shared.remove(again.get());
        return Sql.of("(select {chosen} from (select {value} as value offset 0) {alias})")
                .part("chosen", chosen)
                .part("value", value)
                .name("alias", alias);
    }

    private Sql field(Field field) {
        return switch (field.field().source()) {
            case Source.Column(String name) -> column(alias(field.record(), field.shape()), name);
            case Source.Fragment(var sql, var knownAt) -> sql.apply(alias(field.record(), field.shape()));
            case Source.Derived(var sql, var reads) -> sql.apply(alias(field.record(), field.shape()));
            case Source.Computed computed ->
                expanded(field).map(this::value).orElseGet(() -> SqlPieces.missing(field.type()));
        };
    }

    /** A computed field as the tree it stands for; empty for a field that is stored. */
    Optional<Node> expanded(Field field) {
        if (!(field.field().source() instanceof Source.Computed(String text, var checked))) {
            return Optional.empty();
        }
        Node record = field.record();
        return checked.get().map(c -> {
            Node tree = scope.expanded(c, field.shape().name(), record);
            // Of a missing record the field is missing, whatever the expression would make of nothing.
            if (tree.type() instanceof Type.ListOf(Type element)) {
                return neverMissing(record)
                        ? tree
                        : new Filter(tree, new Var(scope.fresh("each"), element), new IsMissing(record, true));
            }
            return neverMissing(record)
                    ? tree
                    : new Choose(new IsMissing(record, true), tree, new Missing(field.type()), field.type());
        });
    }

    /** The alias under which a record's columns can be read. */
    String alias(Node record, Shape shape) {
        if (record instanceof Var variable && scope.bound(variable) instanceof Bound.Row(String alias, Level level)) {
            return alias;
        }
        return scope.joined(record, shape, value(record), wished(record, shape));
    }

    private String wished(Node record, Shape shape) {
        return switch (record) {
            case Field(Node owner, Shape ownerShape, Shape.Field field) ->
                owner instanceof Var variable && scope.bound(variable) instanceof Bound.Row(String alias, Level level)
                        ? alias + "_" + field.name()
                        : wished(owner, ownerShape) + "_" + field.name();
            case Var(String name, Type type) -> name;
            case Node other -> shape.name();
        };
    }

    private Sql given(Given.Day day) {
        Optional<Sql> sql = switch (day) {
            case TODAY -> Optional.of(bindings.today());
            case PERIOD_START -> bindings.periodStart();
            case PERIOD_END -> bindings.periodEnd();
            case TRIGGER -> bindings.trigger();
        };
        return sql.orElseThrow(() -> new IllegalStateException("no SQL was bound for " + day));
    }

    /** A number as numeric, which does not overflow. */
    private Sql numeric(Node node) {
        if (!shared.containsKey(node)
                && node instanceof Field field
                && expanded(field).isPresent()) {
            return numeric(expanded(field).get());
        }
        boolean stays = switch (node) {
            case Literal literal -> true;
            case Param param -> true;
            case Arithmetic arithmetic -> true;
            case Negative negative -> true;
            case Rounded rounded -> true;
            case DatePart part -> true;
            case BandRate rate -> true;
            case Node other -> other.type() instanceof Type.Decimal;
        };
        return stays ? operand(node) : Sql.of("{number}::numeric").part("number", casted(node));
    }

    private Sql casted(Node node) {
        return node instanceof Choose ? parenthesised(value(node)) : operand(node);
    }

    private Sql dateStep(DateStep step) {
        Sql date = operand(step.date());
        Sql count = casted(step.count());
        boolean trusted = step.count() instanceof Literal || step.count() instanceof Param;
        Sql moved;
        if (step.step() == DateStep.Step.WORKDAYS) {
            if (step.count() instanceof Literal(BigDecimal n, Type type) && n.signum() == 0) {
                return date;
            }
            boolean forward = step.count() instanceof Literal(BigDecimal n, Type type) && n.signum() > 0;
            moved = SqlPieces.workdays(date, count, scope.alias("since"), scope.alias("until"), !forward);
            moved = step.count() instanceof Literal
                    ? moved
                    : Sql.of("case when {count} = 0 then {date} else {moved} end")
                            .part("count", count)
                            .part("date", date)
                            .part("moved", moved);
        } else {
            moved = SqlPieces.dateStep(step.step(), date, count);
        }
        return trusted
                ? moved
                : Sql.of("case when {count} between -{reach} and {reach} then {moved} end")
                        .part("count", count)
                        .part("reach", SqlPieces.literal(BigDecimal.valueOf(step.step().reach)))
                        .part("moved", moved);
    }

    private Sql momentStep(MomentStep step) {
        Sql count = casted(step.count());
        Sql moved = SqlPieces.momentStep(step.unit(), operand(step.moment()), count);
        return step.count() instanceof Literal || step.count() instanceof Param
                ? moved
                : Sql.of("case when {count} between -{reach} and {reach} then {moved} end")
                        .part("count", count)
                        .part("reach", SqlPieces.literal(BigDecimal.valueOf(MomentStep.Unit.REACH)))
                        .part("moved", moved);
    }

    /** Several conditions joined by {@code and}; true if there are none. */
    static Sql all(List<Sql> conditions) {
        return conditions.isEmpty() ? Sql.of("true") : Sql.join(" and ", new ArrayList<>(conditions));
    }
}
