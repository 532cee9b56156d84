package io.liren.expression;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import io.liren.expression.Node.*;
import io.liren.rulebook.Code;
import io.liren.rulebook.Nearest;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The part of {@link NodeBuilder} that makes nodes of calls: operators and functions. */
final class CallBuilder {
    private static final int MOST_DECIMALS = 10;

    private final NodeBuilder builder;
    private final Evened evened;
    private final Complaints complaints;

    CallBuilder(NodeBuilder builder, Evened evened, Complaints complaints) {
        this.builder = builder;
        this.evened = evened;
        this.complaints = complaints;
    }

    Node call(CelExpr expr, CelCall call, Map<String, Var> scope) {
        List<CelExpr> args = new ArrayList<>();
        call.target().ifPresent(args::add);
        args.addAll(call.args());
        return switch (call.function()) {
            case "_&&_" -> new And(builder.condition(args.get(0), scope), builder.condition(args.get(1), scope));
            case "_||_" -> new Or(builder.condition(args.get(0), scope), builder.condition(args.get(1), scope));
            case "!_" -> new Not(builder.condition(args.get(0), scope));
            case "_==_" -> equal(expr, args, scope, false);
            case "_!=_" -> equal(expr, args, scope, true);
            case "_<_" -> order(expr, Order.Operator.LESS, args, scope);
            case "_<=_" -> order(expr, Order.Operator.AT_MOST, args, scope);
            case "_>_" -> order(expr, Order.Operator.GREATER, args, scope);
            case "_>=_" -> order(expr, Order.Operator.AT_LEAST, args, scope);
            case "@in" -> in(expr, args, scope);
            case "_?_:_" -> choose(expr, args, scope);
            case "_+_" -> plus(expr, args, scope);
            case "_-_" -> arithmetic(expr, Arithmetic.Operator.SUBTRACT, args, scope);
            case "_*_" -> arithmetic(expr, Arithmetic.Operator.MULTIPLY, args, scope);
            case "_/_" -> arithmetic(expr, Arithmetic.Operator.DIVIDE, args, scope);
            case "_%_" -> arithmetic(expr, Arithmetic.Operator.REMAINDER, args, scope);
            case "-_" -> negative(number(args.getFirst(), scope));
            case "round" -> new Rounded(number(args.get(0), scope), decimals(args.get(1), scope), false);
            case "roundDown" -> new Rounded(number(args.get(0), scope), decimals(args.get(1), scope), true);
            case "date" ->
                call.target().isPresent()
                        ? new MomentDay(typed(args.getFirst(), Type.MOMENT, scope))
                        : new Literal(date(args.getFirst(), scope), Type.DATE);
            case "addMinutes" -> momentStep(MomentStep.Unit.MINUTES, args, scope);
            case "addHours" -> momentStep(MomentStep.Unit.HOURS, args, scope);
            case "minutesUntil" ->
                new MomentGap(typed(args.get(0), Type.MOMENT, scope), typed(args.get(1), Type.MOMENT, scope));
            case "time" -> new Literal(time(args.getFirst(), scope), Type.TIME);
            case "addDays" -> step(DateStep.Step.DAYS, args, scope);
            case "addMonths" -> step(DateStep.Step.MONTHS, args, scope);
            case "addYears" -> step(DateStep.Step.YEARS, args, scope);
            case "addWorkdays" -> step(DateStep.Step.WORKDAYS, args, scope);
            case "daysUntil" -> gap(DateGap.Step.DAYS, args, scope);
            case "monthsUntil" -> gap(DateGap.Step.MONTHS, args, scope);
            case "yearsUntil" -> gap(DateGap.Step.YEARS, args, scope);
            case "year" -> new DatePart(DatePart.Part.YEAR, typed(args.getFirst(), Type.DATE, scope));
            case "month" -> new DatePart(DatePart.Part.MONTH, typed(args.getFirst(), Type.DATE, scope));
            case "day" -> new DatePart(DatePart.Part.DAY, typed(args.getFirst(), Type.DATE, scope));
            case "startOfMonth" -> edge(DateEdge.Edge.START_OF_MONTH, args, scope);
            case "endOfMonth" -> edge(DateEdge.Edge.END_OF_MONTH, args, scope);
            case "startOfQuarter" -> edge(DateEdge.Edge.START_OF_QUARTER, args, scope);
            case "startOfYear" -> edge(DateEdge.Edge.START_OF_YEAR, args, scope);
            case "contains" -> test(TextTest.Kind.CONTAINS, args, scope);
            case "startsWith" -> test(TextTest.Kind.STARTS_WITH, args, scope);
            case "endsWith" -> test(TextTest.Kind.ENDS_WITH, args, scope);
            case "size" -> size(args.getFirst(), scope);
            case "sum" -> aggregate(expr, Aggregate.Kind.SUM, args.getFirst(), scope);
            case "min" -> aggregate(expr, Aggregate.Kind.MIN, args.getFirst(), scope);
            case "max" -> aggregate(expr, Aggregate.Kind.MAX, args.getFirst(), scope);
            case "on" -> dated(expr, args, scope);
            case "rate" ->
                call.target().isPresent()
                        ? new BandRate(typed(args.get(0), Type.BANDS, scope), number(args.get(1), scope))
                        : rate(args, scope);
            default ->
                throw builder.unsupported(
                        expr, "没有函数 " + call.function() + "。", "There is no function " + call.function() + ".");
        };
    }

    private Node dated(CelExpr expr, List<CelExpr> args, Map<String, Var> scope) {
        if (builder.node(args.get(0), scope) instanceof Param parameter) {
            return new Dated(parameter, typed(args.get(1), Type.DATE, scope));
        }
        throw builder.unsupported(
                expr, "on(日期) 只用于参数：param.名称.on(日期)。", "on(date) is for parameters only: param.name.on(date).");
    }

    private Node equal(CelExpr expr, List<CelExpr> args, Map<String, Var> scope, boolean negated) {
        CelExpr left = args.get(0);
        CelExpr right = args.get(1);
        boolean noLeft = evened.isNull(expr, 0);
        boolean noRight = evened.isNull(expr, 1);
        if (noLeft && noRight) {
            return new Literal(!negated, Type.BOOL);
        }
        if (noLeft || noRight) {
            return new IsMissing(builder.node(noLeft ? right : left, scope), negated);
        }
        Node a = builder.node(left, scope);
        Node b = builder.node(right, scope);
        choices(a, right, b);
        choices(b, left, a);
        if (a.type() instanceof Type.ListOf || a.type() instanceof Type.Bands) {
            throw builder.unsupported(expr, "列表之间不能比较。", "Lists can't be compared.");
        }
        if (!a.type().meets(b.type())) {
            throw incomparable(expr, a, b);
        }
        return new Equal(a, b, negated);
    }

    private NodeBuilder.Unsupported incomparable(CelExpr expr, Node a, Node b) {
        return builder.unsupported(
                expr,
                a.type().words().zh() + "和" + b.type().words().zh() + "不能比较。",
                a.type().words().en() + " and " + b.type().words().en() + " can't be compared.");
    }

    /** A word compared with a choice must be one of its options. */
    private void choices(Node choice, CelExpr place, Node word) {
        if (choice.type() instanceof Type.Choice(List<String> options)) {
            if (word instanceof Literal(Object value, Type type) && !options.contains(value)) {
                List<String> nearest = Nearest.to(value.toString(), options);
                String all = String.join("、", options);
                complaints.at(
                        builder.offset(place),
                        value.toString().length() + 2,
                        Code.UNKNOWN_CHOICE,
                        "没有选项 " + value + "，可选的是 " + all + "。"
                                + (nearest.isEmpty() ? "" : "最接近的是 " + nearest.getFirst() + "。"),
                        "There is no option " + value + "; there are " + String.join(", ", options) + "."
                                + (nearest.isEmpty() ? "" : " The nearest is " + nearest.getFirst() + "."),
                        nearest);
            } else if (word instanceof Choose c) {
                choices(choice, place, c.then());
                choices(choice, place, c.otherwise());
            }
        }
    }

    private Node order(CelExpr expr, Order.Operator operator, List<CelExpr> args, Map<String, Var> scope) {
        Node a = builder.node(args.get(0), scope);
        Node b = builder.node(args.get(1), scope);
        if (!a.type().ordered() || !a.type().meets(b.type())) {
            throw incomparable(expr, a, b);
        }
        return new Order(operator, a, b);
    }

    private Node in(CelExpr expr, List<CelExpr> args, Map<String, Var> scope) {
        Node list = builder.node(args.get(1), scope);
        if (!(list.type() instanceof Type.ListOf(Type element))) {
            throw builder.unsupported(expr, "in 右边要列表。", "A list stands to the right of in.");
        }
        Node value = builder.node(args.get(0), scope);
        if (!(list instanceof Items(List<Node> items, Type any) && items.isEmpty()) && !element.meets(value.type())) {
            throw incomparable(expr, value, list);
        }
        choices(list instanceof Items ? list : new Missing(element), args.get(0), value);
        if (list instanceof Items(List<Node> items, Type any)) {
            for (int i = 0; i < items.size(); i++) {
                choices(value, args.get(1).list().elements().get(i), items.get(i));
            }
        }
        return new In(value, list);
    }

    private Node choose(CelExpr expr, List<CelExpr> args, Map<String, Var> scope) {
        Node condition = builder.condition(args.get(0), scope);
        CelExpr first = args.get(1);
        CelExpr second = args.get(2);
        boolean noFirst = evened.isNull(expr, 1);
        boolean noSecond = evened.isNull(expr, 2);
        if (noFirst && noSecond) {
            throw builder.unsupported(expr, "两个结果都是 null。", "Both results are null.");
        }
        Node known = builder.node(noFirst ? second : first, scope);
        Node a = noFirst ? new Missing(known.type()) : known;
        Node b = noFirst ? known : noSecond ? new Missing(known.type()) : builder.node(second, scope);
        Type type = NodeBuilder.common(a.type(), b.type());
        if (type instanceof Type.ListOf || type instanceof Type.Bands) {
            throw builder.unsupported(expr, "? : 的结果要是单个值。", "? : must give single values.");
        }
        if (!a.type().meets(b.type())) {
            throw incomparable(expr, a, b);
        }
        return new Choose(condition, a, b, type);
    }

    private Node plus(CelExpr expr, List<CelExpr> args, Map<String, Var> scope) {
        Node a = builder.node(args.get(0), scope);
        Node b = builder.node(args.get(1), scope);
        if (a.type().textual() && b.type().textual()) {
            return new Concat(a, b);
        }
        return arithmetic(expr, Arithmetic.Operator.ADD, args, scope);
    }

    private Node arithmetic(CelExpr expr, Arithmetic.Operator operator, List<CelExpr> args, Map<String, Var> scope) {
        Node a = number(args.get(0), scope);
        Node b = number(args.get(1), scope);
        boolean whole = a.type() instanceof Type.Whole && b.type() instanceof Type.Whole;
        if (operator == Arithmetic.Operator.REMAINDER && !whole) {
            throw builder.unsupported(expr, "% 只用于整数。", "% is for whole numbers only.");
        }
        Type type = whole && operator != Arithmetic.Operator.DIVIDE ? Type.WHOLE : Type.DECIMAL;
        return new Arithmetic(operator, a, b, type);
    }

    private static Node negative(Node number) {
        return number instanceof Literal(Object value, Type type)
                ? new Literal(((BigDecimal) value).negate(), type)
                : new Negative(number);
    }

    private Node number(CelExpr expr, Map<String, Var> scope) {
        Node node = builder.node(expr, scope);
        if (!node.type().numeric()) {
            throw builder.unsupported(
                    expr,
                    "这里要数，而不是" + node.type().words().zh() + "。",
                    "A number is needed here, not " + node.type().words().en() + ".");
        }
        return node;
    }

    private Node typed(CelExpr expr, Type type, Map<String, Var> scope) {
        Node node = builder.node(expr, scope);
        if (!type.meets(node.type()) || type instanceof Type.Whole && node.type() instanceof Type.Decimal) {
            throw builder.unsupported(
                    expr,
                    "这里要" + type.words().zh() + "，而不是" + node.type().words().zh() + "。",
                    "Here " + type.words().en() + " is needed, not "
                            + node.type().words().en() + ".");
        }
        return node;
    }

    private int decimals(CelExpr expr, Map<String, Var> scope) {
        if (builder.node(expr, scope) instanceof Literal(BigDecimal value, Type type)
                && value.signum() >= 0
                && value.intValue() <= MOST_DECIMALS) {
            return value.intValue();
        }
        throw builder.unsupported(expr, "小数位数要写成 0 到 10 的数字。", "How many decimals is a figure from 0 to 10.");
    }

    private LocalDate date(CelExpr expr, Map<String, Var> scope) {
        if (builder.node(expr, scope) instanceof Literal(String text, Type type)) {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeException wrong) {
                // told below
            }
        }
        throw builder.unsupported(expr, "日期写成 date(\"2026-01-31\")。", "A date is written date(\"2026-01-31\").");
    }

    private LocalTime time(CelExpr expr, Map<String, Var> scope) {
        if (builder.node(expr, scope) instanceof Literal(String text, Type type)) {
            try {
                return LocalTime.parse(text);
            } catch (DateTimeException wrong) {
                // told below
            }
        }
        throw builder.unsupported(expr, "时刻写成 time(\"09:30\")。", "A time is written time(\"09:30\").");
    }

    private Node step(DateStep.Step step, List<CelExpr> args, Map<String, Var> scope) {
        Node count = typed(args.get(1), Type.WHOLE, scope);
        if (count instanceof Literal(BigDecimal n, Type type)
                && n.abs().compareTo(BigDecimal.valueOf(step.reach)) > 0) {
            throw builder.unsupported(args.get(1), "这个期限太长。", "That is too far away.");
        }
        return new DateStep(step, typed(args.get(0), Type.DATE, scope), count);
    }

    private Node gap(DateGap.Step unit, List<CelExpr> args, Map<String, Var> scope) {
        return new DateGap(unit, typed(args.get(0), Type.DATE, scope), typed(args.get(1), Type.DATE, scope));
    }

    private Node edge(DateEdge.Edge edge, List<CelExpr> args, Map<String, Var> scope) {
        return new DateEdge(edge, typed(args.getFirst(), Type.DATE, scope));
    }

    private Node momentStep(MomentStep.Unit unit, List<CelExpr> args, Map<String, Var> scope) {
        return new MomentStep(unit, typed(args.get(0), Type.MOMENT, scope), typed(args.get(1), Type.WHOLE, scope));
    }

    private Node test(TextTest.Kind kind, List<CelExpr> args, Map<String, Var> scope) {
        return new TextTest(kind, typed(args.get(0), Type.TEXT, scope), typed(args.get(1), Type.TEXT, scope));
    }

    /** Of the occurrences due between two days, waived ones left out, the share met in time; missing where none was due. */
    private Node rate(List<CelExpr> args, Map<String, Var> scope) {
        Node due = size(due(args, false, scope));
        return new Choose(
                new Equal(due, new Literal(BigDecimal.ZERO, Type.WHOLE), true),
                new Arithmetic(Arithmetic.Operator.DIVIDE, size(due(args, true, scope)), due, Type.DECIMAL),
                new Missing(Type.DECIMAL),
                Type.DECIMAL);
    }

    private static Node size(Node list) {
        return new Aggregate(Aggregate.Kind.SIZE, list, Type.WHOLE);
    }

    private Node due(List<CelExpr> args, boolean inTime, Map<String, Var> scope) {
        Node list = builder.node(args.get(0), scope);
        @Nullable
        Shape shape = list.type() instanceof Type.ListOf(Type.Rec(String register)) ? builder.worked(register) : null;
        if (shape == null) {
            throw builder.unsupported(
                    args.get(0),
                    "rate 的第一项要是任务：rate(duty.名称, 起, 止)。",
                    "The first of rate is a duty: rate(duty.name, from, until).");
        }
        Var each = new Var(builder.unique("due"), shape.type());
        Node dueOn = field(each, shape, "due_on");
        Node metOn = field(each, shape, "met_on");
        Node within = new And(
                new Order(Order.Operator.AT_LEAST, dueOn, typed(args.get(1), Type.DATE, scope)),
                new Order(Order.Operator.AT_MOST, dueOn, typed(args.get(2), Type.DATE, scope)));
        Node counts = inTime
                ? new Order(Order.Operator.AT_MOST, metOn, dueOn)
                : new Or(
                        new Order(Order.Operator.LESS, dueOn, new Given(Given.Day.TODAY)),
                        new Order(Order.Operator.AT_MOST, metOn, dueOn));
        return new Filter(list, each, new And(new And(within, counts), new Not(field(each, shape, "waived"))));
    }

    private static Node field(Node record, Shape shape, String name) {
        return new Field(record, shape, shape.field(name).orElseThrow());
    }

    private Node size(CelExpr expr, Map<String, Var> scope) {
        Node node = builder.node(expr, scope);
        return node.type() instanceof Type.ListOf
                ? new Aggregate(Aggregate.Kind.SIZE, node, Type.WHOLE)
                : new TextSize(node);
    }

    private Node aggregate(CelExpr expr, Aggregate.Kind kind, CelExpr target, Map<String, Var> scope) {
        Node list = builder.node(target, scope);
        if (!(list.type() instanceof Type.ListOf(Type element))
                || !element.ordered()
                || kind == Aggregate.Kind.SUM && !element.numeric()) {
            throw builder.unsupported(expr, "这个列表不能这样合计。", "This list can't be aggregated so.");
        }
        return new Aggregate(kind, list, element);
    }
}
