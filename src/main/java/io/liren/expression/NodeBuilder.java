package io.liren.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.CelSelect;
import io.liren.expression.Node.*;
import io.liren.rulebook.Code;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes our tree of CEL's checked one, and finds what CEL does not know: choices, and what SQL could not say. */
final class NodeBuilder {
    /** A mistake was told and the tree can't be finished. */
    static final class Unsupported extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unsupported() {
            super(null, null, false, false);
        }
    }

    private static final String DUTY = "duty.";

    private final Environment environment;
    private final CelAbstractSyntaxTree tree;
    private final Evened evened;
    private final Complaints complaints;
    private final CallBuilder calls;
    private final Set<String> taken = new HashSet<>();

    NodeBuilder(Environment environment, CelAbstractSyntaxTree tree, Evened evened, Complaints complaints) {
        this.environment = environment;
        this.evened = evened;
        this.tree = tree;
        this.complaints = complaints;
        this.calls = new CallBuilder(this, evened, complaints);
    }

    Node build() {
        Map<String, Var> scope = new HashMap<>();
        environment.variables().forEach((name, type) -> scope.put(name, new Var(name, type)));
        taken.addAll(scope.keySet());
        return node(tree.getExpr(), scope);
    }

    Node node(CelExpr expr, Map<String, Var> scope) {
        return switch (expr.getKind()) {
            case CONSTANT -> constant(expr);
            case IDENT -> ident(expr, expr.ident().name(), scope);
            case SELECT -> select(expr, expr.select(), scope);
            case CALL -> calls.call(expr, expr.call(), scope);
            case LIST -> list(expr, scope);
            case COMPREHENSION -> comprehension(expr, expr.comprehension(), scope);
            case MAP, STRUCT, NOT_SET -> throw unsupported(expr, "这里不能用花括号。", "Curly brackets have no meaning here.");
        };
    }

    private Node constant(CelExpr expr) {
        CelConstant constant = expr.constant();
        return switch (constant.getKind()) {
            case BOOLEAN_VALUE -> new Literal(constant.booleanValue(), Type.BOOL);
            case DOUBLE_VALUE -> {
                Optional<Long> whole = evened.whole(expr);
                yield whole.isPresent()
                        ? new Literal(BigDecimal.valueOf(whole.get()), Type.WHOLE)
                        : new Literal(decimal(expr, constant.doubleValue()), Type.DECIMAL);
            }
            case STRING_VALUE -> new Literal(constant.stringValue(), Type.TEXT);
            default -> throw unsupported(expr, "这里不能单用这样的值。", "Such a value can't stand here by itself.");
        };
    }

    private BigDecimal decimal(CelExpr expr, double value) {
        if (Double.isInfinite(value) || Double.isNaN(value) || Math.abs(value) > 1e15) {
            throw unsupported(expr, "这个数太大。", "The number is too large.");
        }
        BigDecimal plain = new BigDecimal(BigDecimal.valueOf(value).toPlainString()).stripTrailingZeros();
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }

    private Node ident(CelExpr expr, String name, Map<String, Var> scope) {
        Var variable = scope.get(name);
        if (variable != null) {
            return variable;
        }
        if (name.equals("today")) {
            return new Given(Given.Day.TODAY);
        }
        if (name.equals("trigger") && environment.trigger()) {
            return new Given(Given.Day.TRIGGER);
        }
        Shape shape = environment.vocabulary().names().get(name);
        if (shape == null) {
            shape = name.startsWith(DUTY)
                    ? environment.vocabulary().duties().get(name.substring(DUTY.length()))
                    : environment.vocabulary().writtenAs(name).orElse(null);
        }
        if (shape == null) {
            throw unsupported(expr, name + " 后面要跟一个名字。", name + " needs a name after it.");
        }
        return new Register(shape);
    }

    private Node select(CelExpr expr, CelSelect select, Map<String, Var> scope) {
        String field = select.field();
        if (select.operand().getKind() == CelExpr.ExprKind.Kind.IDENT) {
            String name = select.operand().ident().name();
            if (!scope.containsKey(name)) {
                if (name.equals("param")) {
                    return tested(select, parameter(expr, field));
                }
                if (name.equals("period") && environment.period()) {
                    return tested(
                            select, new Given(field.equals("start") ? Given.Day.PERIOD_START : Given.Day.PERIOD_END));
                }
                Shape shape = name.equals("duty")
                        ? environment.vocabulary().duties().get(field)
                        : environment.vocabulary().writtenAs(name + "." + field).orElse(null);
                if (shape != null) {
                    return new Register(shape);
                }
            }
        }
        Node record = node(select.operand(), scope);
        if (!(record.type() instanceof Type.Rec(String register))) {
            throw unsupported(
                    expr,
                    record.type().words().zh() + "没有字段。",
                    "There are no fields in " + record.type().words().en() + ".");
        }
        Shape shape = environment.vocabulary().register(register).orElseThrow();
        Field found = new Field(record, shape, shape.field(field).orElseThrow());
        if (found.type() instanceof Type.ListOf(Type.Rec(String target))) {
            Shape shapes = environment.vocabulary().register(target).orElseThrow();
            return tested(select, new References(found, shapes));
        }
        return tested(select, found);
    }

    private Node parameter(CelExpr expr, String name) {
        Type type = environment.vocabulary().parameters().get(name);
        if (type == null) {
            throw unsupported(expr, "没有参数 " + name + "。", "There is no parameter " + name + ".");
        }
        return new Param(name, type);
    }

    private static Node tested(CelSelect select, Node value) {
        return select.testOnly() ? new IsMissing(value, true) : value;
    }

    private Node list(CelExpr expr, Map<String, Var> scope) {
        List<Node> items = new ArrayList<>();
        Type element = null;
        for (CelExpr item : expr.list().elements()) {
            Node node = node(item, scope);
            if (element != null && !element.meets(node.type()) || node.type() instanceof Type.ListOf) {
                throw unsupported(item, "列表里的值要同类。", "The values of a list must be of one kind.");
            }
            element = element == null ? node.type() : common(element, node.type());
            items.add(node);
        }
        return new Items(List.copyOf(items), element == null ? Type.TEXT : element);
    }

    static Type common(Type a, Type b) {
        if (a.numeric() && !a.equals(b)) {
            return Type.DECIMAL;
        }
        return a.textual() && !a.equals(b) ? Type.TEXT : a;
    }

    private Node comprehension(CelExpr expr, CelComprehension fold, Map<String, Var> scope) {
        Node list = node(fold.iterRange(), scope);
        if (!(list.type() instanceof Type.ListOf(Type element))) {
            throw unsupported(
                    expr, "exists、all、filter 和 map 只用于列表。", "exists, all, filter and map are for lists only.");
        }
        Var variable = new Var(unique(fold.iterVar()), element);
        Map<String, Var> inner = new HashMap<>(scope);
        inner.put(fold.iterVar(), variable);
        return switch (Fold.of(fold)) {
            case Fold.Exists(CelExpr condition) -> new Quantified(false, list, variable, condition(condition, inner));
            case Fold.All(CelExpr condition) -> new Quantified(true, list, variable, condition(condition, inner));
            case Fold.Filter(CelExpr condition) -> new Filter(list, variable, condition(condition, inner));
            case Fold.Map(CelExpr value) -> {
                Node mapped = node(value, inner);
                if (mapped.type() instanceof Type.ListOf || mapped.type() instanceof Type.Bands) {
                    throw unsupported(value, "map 的结果要是单个值。", "map must give single values.");
                }
                yield new Mapped(list, variable, mapped);
            }
        };
    }

    /** The shape of what is worked out, a duty's occurrences; null for a register. */
    @Nullable
    Shape worked(String register) {
        return environment
                .vocabulary()
                .register(register)
                .filter(shape -> shape.worked().isPresent())
                .orElse(null);
    }

    String unique(String name) {
        String unique = name;
        for (int i = 2; !taken.add(unique); i++) {
            unique = name + "_" + i;
        }
        return unique;
    }

    Node condition(CelExpr expr, Map<String, Var> scope) {
        Node node = node(expr, scope);
        if (!(node.type() instanceof Type.Bool)) {
            throw unsupported(
                    expr,
                    "这里要条件，而不是" + node.type().words().zh() + "。",
                    "A condition is needed here, not " + node.type().words().en() + ".");
        }
        return node;
    }

    Unsupported unsupported(CelExpr expr, String zh, String en) {
        complaints.at(
                offset(expr),
                1,
                Code.WRONG_TYPE,
                zh,
                en.startsWith("param") || en.startsWith("period") ? en : CelWords.capital(en));
        return new Unsupported();
    }

    int offset(CelExpr expr) {
        return tree.getSource().getPositionsMap().getOrDefault(expr.id(), 0);
    }
}
