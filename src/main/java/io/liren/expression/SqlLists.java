package io.liren.expression;

import static io.liren.expression.SqlPieces.column;

import io.liren.expression.Node.*;
import io.liren.expression.SqlScope.Bound;
import io.liren.expression.SqlScope.Level;
import io.liren.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/** The SQL of lists: each becomes the FROM and WHERE of a sub-select, kept to the community and to what is not voided. */
final class SqlLists {
    private final SqlWriter writer;
    private final SqlScope scope;
    private final Bindings bindings;
    private static final int MOST_ALTERNATIVES = 8;
    private int depth;

    SqlLists(SqlWriter writer, SqlScope scope, Bindings bindings) {
        this.writer = writer;
        this.scope = scope;
        this.bindings = bindings;
    }

    /** A list as a sub-select in the making. */
    private static final class Plan {
        final Level level;
        final Sql from;
        final List<Sql> conditions = new ArrayList<>();
        Bound element;
        /** Whether the element's SQL names a row of this sub-select itself. */
        boolean own = true;

        Plan(Level level, Sql from, Bound element) {
            this.level = level;
            this.from = from;
            this.element = element;
        }

        Sql select(Sql what) {
            Sql where =
                    conditions.isEmpty() ? Sql.empty() : Sql.of(" where {all}").part("all", SqlWriter.all(conditions));
            return Sql.of("select {what} from {from}{joins}{where}")
                    .part("what", what)
                    .part("from", from)
                    .part("joins", level.joins())
                    .part("where", where);
        }

        Sql exists(boolean positive) {
            return (positive ? Sql.of("exists ({select})") : Sql.of("not exists ({select})"))
                    .part("select", select(Sql.of("1")));
        }
    }

    /**
     * A list as one value: an array, of records their ids. Where any of several conditions will do, each is a question of
     * its own, which an index can answer; all in one would be asked of every row.
     */
    Sql array(Node list) {
        return Sql.of("array({select})")
                .part(
                        "select",
                        Sql.join(
                                " union ",
                                ways(list).stream().map(this::elements).toList()));
    }

    private Sql elements(Node list) {
        Plan plan = plan(list, "each");
        return done(plan.select(single(plan.element)));
    }

    private List<Node> ways(Node list) {
        return list instanceof Filter(Register all, Var variable, Node condition)
                ? alternatives(condition).stream()
                        .<Node>map(one -> new Filter(all, variable, one))
                        .toList()
                : List.of(list);
    }

    /** Conditions of which one has to hold for a condition to hold; at most eight. */
    private static List<Node> alternatives(Node condition) {
        List<Node> all = switch (condition) {
            case Or(Node left, Node right) ->
                Stream.concat(alternatives(left).stream(), alternatives(right).stream())
                        .toList();
            case And(Node left, Node right) ->
                alternatives(left).stream()
                        .flatMap(l -> alternatives(right).stream().<Node>map(r -> new And(l, r)))
                        .toList();
            case Quantified(boolean every, Node list, Var variable, Node inner)
            when !every ->
                alternatives(inner).stream()
                        .<Node>map(i -> new Quantified(false, list, variable, i))
                        .toList();
            case Node other -> List.of(other);
        };
        return all.size() <= MOST_ALTERNATIVES ? all : List.of(condition);
    }

    Sql quantified(Quantified q, boolean positive) {
        Plan plan = plan(q.list(), q.variable().name());
        scope.bind(q.variable(), plan.element);
        plan.conditions.add(writer.conjunct(q.condition(), !q.all()));
        return done(plan.exists(positive != q.all()));
    }

    Sql aggregate(Aggregate aggregate) {
        if (aggregate.kind() == Aggregate.Kind.SIZE && stored(aggregate.list())) {
            return Sql.of("coalesce(cardinality({list}), 0)").part("list", writer.value(aggregate.list()));
        }
        Plan plan = plan(aggregate.list(), "each");
        if (aggregate.kind() == Aggregate.Kind.SIZE) {
            return done(Sql.of("({select})").part("select", plan.select(Sql.of("count(*)"))));
        }
        if (plan.own) {
            return done(
                    Sql.of("({select})").part("select", plan.select(folded(aggregate.kind(), single(plan.element)))));
        }
        // An aggregate over nothing but outer columns would belong to the outer statement, so it gets a row of its own.
        String alias = scope.alias("each");
        return done(Sql.of("(select {fold} from ({select}) as {alias}(value))")
                .part("fold", folded(aggregate.kind(), column(alias, "value")))
                .part("select", plan.select(single(plan.element)))
                .name("alias", alias));
    }

    private static Sql folded(Aggregate.Kind kind, Sql each) {
        Sql text = switch (kind) {
            case SIZE -> throw new IllegalArgumentException("rows are counted, not values");
            case SUM -> Sql.of("coalesce(sum({each}), 0)");
            case MIN -> Sql.of("min({each})");
            case MAX -> Sql.of("max({each})");
        };
        return text.part("each", each);
    }

    Sql isEmpty(Node list, boolean positive) {
        if (stored(list)) {
            return (positive
                            ? Sql.of("coalesce(cardinality({list}), 0) = 0")
                            : Sql.of("coalesce(cardinality({list}), 0) > 0"))
                    .part("list", writer.value(list));
        }
        return done(plan(list, "each").exists(!positive));
    }

    Sql in(In in, boolean positive, boolean loose) {
        Sql value = writer.operand(in.element());
        if (in.list() instanceof Items(List<Node> items, Type element)) {
            return among(in.element(), value, items, positive, loose);
        }
        if (stored(in.list())) {
            Sql list = writer.value(in.list());
            Type element = ((Type.ListOf) in.list().type()).element();
            // Containment rather than = any: the index over the array can serve it, where one is asked.
            Sql contains = isWhole(in.list())
                    ? Sql.of("{value} = any({list})")
                    : element instanceof Type.Rec
                            ? Sql.of("{list} @> array[{value}]")
                            : Sql.of("{list} @> array[{value}]::text[]");
            return SqlWriter.settled(contains.part("list", list).part("value", value), positive, loose);
        }
        Plan plan = plan(in.list(), "each");
        boolean there = switch (plan.element) {
            case Bound.Row row -> true;
            case Bound.Reference reference -> false;
            case Bound.Single(Sql sql, boolean never, Level level) -> never;
        };
        plan.conditions.add(
                SqlWriter.equal(single(plan.element), there, value, writer.neverMissing(in.element()), true, true));
        return done(plan.exists(positive));
    }

    private boolean isWhole(Node list) {
        return switch (list) {
            case References(Field field, Shape target) -> isWhole(field);
            case Field(Var(String name, Type type), Shape shape, Shape.Field field) ->
                bindings.whole().contains(name);
            case Node other -> false;
        };
    }

    private Sql among(Node element, Sql value, List<Node> items, boolean positive, boolean loose) {
        if (items.isEmpty()) {
            return positive ? Sql.of("false") : Sql.of("true");
        }
        if (items.stream().allMatch(writer::neverMissing)) {
            Sql all = Sql.join(", ", items.stream().map(writer::operand).toList());
            return SqlWriter.settled(
                    Sql.of("{value} in ({all})").part("value", value).part("all", all), positive, loose);
        }
        Node any = new Equal(element, items.getFirst(), false);
        for (Node item : items.subList(1, items.size())) {
            any = new Or(any, new Equal(element, item, false));
        }
        return Sql.of("({any})").part("any", writer.condition(any, positive, loose));
    }

    /** Whether a list is a column that holds an array. */
    private boolean stored(Node list) {
        return switch (list) {
            case References references -> writer.expanded(references.field()).isEmpty();
            case Field field -> writer.expanded(field).isEmpty();
            case Node other -> false;
        };
    }

    /** The rows of a list of records, one after the other. */
    Sql rows(Node list, Function<String, Sql> what) {
        Plan plan = plan(list, "each");
        if (plan.element instanceof Bound.Row(String alias, Level level)) {
            return done(plan.select(what.apply(alias)));
        }
        throw new IllegalStateException("not a list of records: " + list);
    }

    private Plan plan(Node list, String wished) {
        depth++;
        return planned(list, wished);
    }

    private Sql done(Sql sql) {
        depth--;
        return sql;
    }

    private Plan planned(Node list, String wished) {
        return switch (list) {
            case Register(Shape shape) -> rows(shape, wished.equals("each") ? shape.name() : wished);
            case References(Field field, Shape target)
            when writer.expanded(field).isPresent() ->
                planned(writer.expanded(field).orElseThrow(), wished);
            case Field field
            when writer.expanded(field).isPresent() ->
                planned(writer.expanded(field).orElseThrow(), wished);
            case References(Field field, Shape target) -> {
                Plan plan = rows(target, wished.equals("each") ? target.name() : wished);
                plan.conditions.add(Sql.of("{row} = any({ids})")
                        .part("row", single(plan.element))
                        .part("ids", writer.value(field)));
                yield plan;
            }
            case Field field -> {
                Level level = new Level(depth);
                String alias = scope.alias(wished);
                Sql from = Sql.of("unnest({list}) as {alias}(value)")
                        .part("list", writer.value(field))
                        .name("alias", alias);
                yield new Plan(level, from, new Bound.Single(column(alias, "value"), true, level));
            }
            case Items(List<Node> items, Type element) -> values(items, element, wished);
            case Filter(Node inner, Var variable, Node condition) -> {
                Plan plan = planned(inner, variable.name());
                scope.bind(variable, plan.element);
                plan.conditions.add(writer.conjunct(condition, true));
                yield plan;
            }
            case Mapped(Node inner, Var variable, Node value) -> {
                Plan plan = planned(inner, variable.name());
                scope.bind(variable, plan.element);
                plan.own &= scope.level(value) == plan.level;
                plan.element = mapped(value, plan.level);
                yield plan;
            }
            case Node other -> throw new IllegalStateException("not a list: " + other);
        };
    }

    private Bound mapped(Node value, Level level) {
        if (value instanceof Var variable && scope.bound(variable).level() == level) {
            return scope.bound(variable);
        }
        return value.type() instanceof Type.Rec
                ? new Bound.Reference(writer.value(value), level)
                : new Bound.Single(writer.operand(value), writer.neverMissing(value), level);
    }

    private Plan rows(Shape shape, String wished) {
        Level level = new Level(depth);
        String alias = scope.alias(wished);
        if (shape.worked().isPresent()) {
            return new Plan(level, worked(shape.worked().get(), alias), new Bound.Row(alias, level));
        }
        Sql from = Sql.of("{table} {alias}").name("table", shape.table()).name("alias", alias);
        Plan plan = new Plan(level, from, new Bound.Row(alias, level));
        plan.conditions.add(Sql.of("{alias}.community_id = {community}")
                .name("alias", alias)
                .part("community", bindings.community()));
        plan.conditions.add(Sql.of("{alias}.voided_at is null").name("alias", alias));
        return plan;
    }

    /** Community and day stand in a row of their own, under a name that the statement's own aliases cannot hide. */
    private Sql worked(BiFunction<Sql, Sql, Sql> statement, String alias) {
        return Sql.of("""
                (select {community} as community_id, {today}::date as asked_on) asked_of
                 cross join lateral ({statement}) {alias}""")
                .part("community", bindings.community())
                .part("today", bindings.today())
                .part("statement", statement.apply(Sql.of("asked_of.community_id"), Sql.of("asked_of.asked_on")))
                .name("alias", alias);
    }

    private Plan values(List<Node> items, Type element, String wished) {
        Level level = new Level(depth);
        String alias = scope.alias(wished);
        List<Sql> rows = items.stream()
                .map(item -> Sql.of("({item}::{type})")
                        .part("item", writer.operand(item))
                        .part("type", SqlPieces.typeName(element)))
                .toList();
        Sql from = rows.isEmpty()
                ? Sql.of("(select {missing} where false) as {alias}(value)")
                        .part("missing", SqlPieces.missing(element))
                        .name("alias", alias)
                : Sql.of("(values {rows}) as {alias}(value)")
                        .part("rows", Sql.join(", ", rows))
                        .name("alias", alias);
        Sql value = column(alias, "value");
        return new Plan(
                level,
                from,
                element instanceof Type.Rec
                        ? new Bound.Reference(value, level)
                        : new Bound.Single(value, items.stream().allMatch(writer::neverMissing), level));
    }

    private static Sql single(Bound element) {
        return switch (element) {
            case Bound.Row(String alias, Level level) -> column(alias, "id");
            case Bound.Reference(Sql id, Level level) -> id;
            case Bound.Single(Sql sql, boolean there, Level level) -> sql;
        };
    }
}
