package io.liren.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.CelSelect;
import io.liren.rulebook.Code;
import io.liren.rulebook.Nearest;
import io.liren.wording.Label;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds names that mean nothing, before CEL looks at the types. CEL would find them too, but can't say what they are
 * looked up in, and so not what is near.
 */
final class NameCheck {
    private static final Set<String> MACROS = Set.of("exists", "all", "filter", "map", "has");

    private static final Pattern HYPHENATED = Pattern.compile("[A-Za-z_]\\w*(?:-[A-Za-z_]\\w*)+");
    private static final Pattern AFTER_HYPHEN = Pattern.compile("[A-Za-z_]\\w*-$");
    private final Environment environment;
    private final CelAbstractSyntaxTree tree;
    private final Complaints complaints;
    private final String text;

    NameCheck(Environment environment, CelAbstractSyntaxTree tree, Complaints complaints) {
        this.environment = environment;
        this.tree = tree;
        this.complaints = complaints;
        this.text = tree.getSource().getContent().toString();
    }

    void check() {
        Map<String, Optional<Type>> scope = new HashMap<>();
        environment.variables().forEach((name, type) -> scope.put(name, Optional.of(type)));
        typeOf(tree.getExpr(), scope);
    }

    /** The type where it can be told from names alone; empty where it can't. */
    private Optional<Type> typeOf(CelExpr expr, Map<String, Optional<Type>> scope) {
        return switch (expr.getKind()) {
            case IDENT -> ident(expr, expr.ident().name(), scope);
            case SELECT -> select(expr, expr.select(), scope);
            case CALL -> call(expr, expr.call(), scope);
            case COMPREHENSION -> comprehension(expr.comprehension(), scope);
            case LIST -> {
                expr.list().elements().forEach(item -> typeOf(item, scope));
                yield Optional.empty();
            }
            case CONSTANT, MAP, STRUCT, NOT_SET -> Optional.empty();
        };
    }

    private Optional<Type> ident(CelExpr expr, String name, Map<String, Optional<Type>> scope) {
        if (scope.containsKey(name)) {
            return scope.get(name);
        }
        if (name.startsWith("@")
                || name.equals("param")
                || name.equals("duty")
                || name.equals("period") && environment.period()) {
            return Optional.empty();
        }
        if (name.equals("today") || name.equals("trigger") && environment.trigger()) {
            return Optional.of(Type.DATE);
        }
        Shape shape = environment.vocabulary().names().get(name);
        if (shape != null) {
            return Optional.of(new Type.ListOf(shape.type()));
        }
        List<String> known = new ArrayList<>(scope.keySet());
        known.addAll(environment.vocabulary().names().keySet());
        known.addAll(List.of("today", "param", "true", "false", "null"));
        if (environment.period()) {
            known.add("period");
        }
        if (environment.trigger()) {
            known.add("trigger");
        }
        Label hint = AFTER_HYPHEN
                        .matcher(text.substring(0, text.offsetByCodePoints(0, offset(expr))))
                        .find()
                ? new Label("它前面的 - 是减号；名称里写下划线。", " The - before it is a minus; in a name write an underscore.")
                : environment.vocabulary().parameters().containsKey(name)
                        ? new Label("参数要写成 param." + name + "。", " A parameter is written param." + name + ".")
                        : new Label("", "");
        complain(
                offset(expr),
                name,
                Code.UNKNOWN_NAME,
                "这里没有 " + name + " 这个名字。" + hint.zh(),
                "There is nothing called " + name + " here." + hint.en(),
                known);
        return Optional.empty();
    }

    private Optional<Type> select(CelExpr expr, CelSelect select, Map<String, Optional<Type>> scope) {
        String field = select.field();
        if (select.operand().getKind() == CelExpr.ExprKind.Kind.IDENT) {
            String name = select.operand().ident().name();
            if (!scope.containsKey(name)) {
                if (name.equals("param")) {
                    return parameter(expr, field);
                }
                if (name.equals("period") && environment.period()) {
                    return periodEnd(expr, field);
                }
                if (name.equals("duty")) {
                    return duty(expr, field);
                }
                Shape shape =
                        environment.vocabulary().writtenAs(name + "." + field).orElse(null);
                if (shape != null && environment.vocabulary().names().containsValue(shape)) {
                    return Optional.of(new Type.ListOf(shape.type()));
                }
            }
        }
        Optional<Type> operand = typeOf(select.operand(), scope);
        if (operand.isEmpty()) {
            return operand;
        }
        if (operand.get() instanceof Type.Rec(String register)) {
            Shape shape = environment.vocabulary().register(register).orElseThrow();
            Optional<Shape.Field> found = shape.field(field);
            if (found.isEmpty()) {
                complain(
                        fieldOffset(expr, field),
                        field,
                        Code.UNKNOWN_FIELD,
                        shape.name() + " 没有字段 " + field + "。",
                        shape.name() + " has no field " + field + ".",
                        shape.fields().keySet());
            }
            return found.map(Shape.Field::type);
        }
        Label words = operand.get().words();
        boolean list = operand.get() instanceof Type.ListOf;
        boolean function = CelFront.MEMBERS.contains(field);
        complain(
                fieldOffset(expr, field),
                field,
                Code.UNKNOWN_FIELD,
                words.zh() + "没有字段。"
                        + (function ? "函数要写括号：" + field + "()。" : list ? "列表要用 exists、all、filter 或 map。" : ""),
                "There are no fields in " + words.en() + "."
                        + (function
                                ? " A function needs its brackets: " + field + "()."
                                : list ? " A list needs exists, all, filter or map." : ""),
                List.of());
        return Optional.empty();
    }

    private Optional<Type> parameter(CelExpr expr, String name) {
        Type type = environment.vocabulary().parameters().get(name);
        if (type == null) {
            complain(
                    fieldOffset(expr, name),
                    name,
                    Code.UNKNOWN_NAME,
                    "没有参数 " + name + "。",
                    "There is no parameter " + name + ".",
                    environment.vocabulary().parameters().keySet());
        }
        return Optional.ofNullable(type);
    }

    private Optional<Type> duty(CelExpr expr, String name) {
        Map<String, Shape> duties = environment.vocabulary().duties();
        Shape shape = duties.get(name);
        if (shape == null) {
            complain(
                    fieldOffset(expr, name),
                    name,
                    Code.UNKNOWN_NAME,
                    "没有任务 " + name + "（名字里的 - 写成 _）。",
                    "There is no duty " + name + " (a - in its name is written _).",
                    duties.keySet());
        }
        return Optional.ofNullable(shape).map(s -> new Type.ListOf(s.type()));
    }

    private Optional<Type> periodEnd(CelExpr expr, String field) {
        if (field.equals("start") || field.equals("end")) {
            return Optional.of(Type.DATE);
        }
        complain(
                fieldOffset(expr, field),
                field,
                Code.UNKNOWN_FIELD,
                "period 只有 start 和 end。",
                "A period has start and end only.",
                List.of("start", "end"));
        return Optional.empty();
    }

    private Optional<Type> call(CelExpr expr, CelCall call, Map<String, Optional<Type>> scope) {
        Optional<Type> target = call.target().flatMap(t -> typeOf(t, scope));
        String function = call.function();
        if (!MACROS.contains(function)) {
            call.args().forEach(argument -> typeOf(argument, scope));
        }
        boolean operator = !Character.isJavaIdentifierStart(function.charAt(0)) || function.startsWith("_");
        if (operator) {
            if (function.equals("_[_]")) {
                complaints.at(
                        offset(expr), 1, Code.SYNTAX, "这里不用方括号取值。", "Values are not taken by square brackets here.");
            }
            return Optional.empty();
        }
        boolean member = call.target().isPresent();
        List<String> known = member ? CelFront.MEMBERS : CelFront.FUNCTIONS;
        if (known.contains(function)) {
            if (MACROS.contains(function)) {
                String shape = function.equals("has") ? "has(x.field)" : "list." + function + "(x, …)";
                complain(
                        functionOffset(expr, function),
                        function,
                        Code.WRONG_TYPE,
                        function + " 要写成 " + shape + "。",
                        function + " is written " + shape + ".",
                        List.of());
            }
            return result(function, target);
        }
        boolean other = (member ? CelFront.FUNCTIONS : CelFront.MEMBERS).contains(function);
        String shape = member ? function + "(…)" : "x." + function + "(…)";
        complain(
                functionOffset(expr, function),
                function,
                Code.UNKNOWN_NAME,
                other ? "要写成 " + shape + "。" : "没有函数 " + function + "。",
                other ? "This is written " + shape + "." : "There is no function " + function + ".",
                other ? List.of() : known);
        return Optional.empty();
    }

    private static Optional<Type> result(String function, Optional<Type> target) {
        return switch (function) {
            case "date", "addDays", "addMonths", "addYears", "addWorkdays" -> Optional.of(Type.DATE);
            case "addMinutes", "addHours" -> Optional.of(Type.MOMENT);
            case "startOfMonth", "endOfMonth", "startOfQuarter", "startOfYear" -> Optional.of(Type.DATE);
            case "min", "max" ->
                target.flatMap(t -> t instanceof Type.ListOf(Type e) ? Optional.of(e) : Optional.empty());
            default -> Optional.empty();
        };
    }

    private Optional<Type> comprehension(CelComprehension fold, Map<String, Optional<Type>> scope) {
        Optional<Type> range = typeOf(fold.iterRange(), scope);
        Optional<Type> element =
                range.flatMap(t -> t instanceof Type.ListOf(Type e) ? Optional.of(e) : Optional.empty());
        Map<String, Optional<Type>> inner = new HashMap<>(scope);
        inner.put(fold.iterVar(), element);
        return switch (Fold.of(fold)) {
            case Fold.Exists(CelExpr condition) -> {
                typeOf(condition, inner);
                yield Optional.of(Type.BOOL);
            }
            case Fold.All(CelExpr condition) -> {
                typeOf(condition, inner);
                yield Optional.of(Type.BOOL);
            }
            case Fold.Filter(CelExpr condition) -> {
                typeOf(condition, inner);
                yield range;
            }
            case Fold.Map(CelExpr value) -> typeOf(value, inner).map(Type.ListOf::new);
        };
    }

    private void complain(int offset, String word, Code code, String zh, String en, Collection<String> candidates) {
        if (hyphenated(offset, word, candidates)) {
            return;
        }
        List<String> nearest = Nearest.to(word, candidates);
        String more = nearest.isEmpty() ? "" : "最接近的是 " + nearest.getFirst() + "。";
        String moreEn = nearest.isEmpty() ? "" : " The nearest is " + nearest.getFirst() + ".";
        complaints.at(offset, word.codePointCount(0, word.length()), code, zh + more, en + moreEn, nearest);
    }

    /** A name written with a hyphen, which CEL reads as a minus: said once, of the whole name. */
    private boolean hyphenated(int offset, String word, Collection<String> candidates) {
        int at = text.offsetByCodePoints(0, Math.min(offset, text.codePointCount(0, text.length())));
        Matcher name = HYPHENATED.matcher(text);
        if (!text.startsWith(word, at) || !name.region(at, text.length()).lookingAt()) {
            return false;
        }
        String meant = name.group().replace('-', '_');
        List<String> nearest = Nearest.to(meant, candidates);
        if (nearest.isEmpty()) {
            return false;
        }
        complaints.whole(
                offset,
                name.group().length(),
                Code.UNKNOWN_NAME,
                "「" + name.group() + "」里的 - 是减号；名称里写下划线：" + nearest.getFirst() + "。",
                "The - in “" + name.group() + "” is a minus; in a name write an underscore: " + nearest.getFirst()
                        + ".",
                nearest);
        return true;
    }

    private int offset(CelExpr expr) {
        return tree.getSource().getPositionsMap().getOrDefault(expr.id(), 0);
    }

    /** CEL places a selection at its point; the name stands after it. */
    private int fieldOffset(CelExpr expr, String field) {
        return CelWords.find(text, field, offset(expr), 1);
    }

    /** CEL places a call at its bracket; the name stands before it. */
    private int functionOffset(CelExpr expr, String function) {
        return CelWords.find(text, function, offset(expr), -1);
    }
}
