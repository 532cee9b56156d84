package io.liren.expression;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.NullValue;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import io.liren.expression.Node.*;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates a checked expression with CEL's own runtime, one row at a time, with the meaning that the two back ends
 * give it. Only the benchmark wants this: it shows what one statement for all rows is worth.
 */
public final class CelLoop {
    private static final CelOptions OPTIONS = CelOptions.current()
            .comprehensionMaxIterations(-1)
            .maxExpressionCodePointSize(1_000_000)
            .maxParseRecursionDepth(1_000)
            .build();
    private static final CelRuntime RUNTIME = CelRuntimeFactory.standardCelRuntimeBuilder()
            .setOptions(OPTIONS)
            .addFunctionBindings(
                    CelFunctionBinding.from(
                            "liren_0", List.of(Run.class, Long.class), args -> ((Run) args[0]).apply(args[1])),
                    CelFunctionBinding.from(
                            "liren_1",
                            List.of(Run.class, Long.class, Object.class),
                            args -> ((Run) args[0]).apply(args[1], args[2])),
                    CelFunctionBinding.from(
                            "liren_2",
                            List.of(Run.class, Long.class, Object.class, Object.class),
                            args -> ((Run) args[0]).apply(args[1], args[2], args[3])))
            .build();

    private final List<Node> nodes = new ArrayList<>();
    private final CelRuntime.Program program;
    private int names;

    private CelLoop(Checked checked) {
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addVar("run", SimpleType.DYN);
        for (int arguments = 0; arguments <= 2; arguments++) {
            CelType[] types = new CelType[arguments + 2];
            java.util.Arrays.fill(types, SimpleType.DYN);
            types[1] = SimpleType.INT;
            builder.addFunctionDeclarations(CelFunctionDecl.newFunctionDeclaration(
                    "liren" + arguments,
                    CelOverloadDecl.newGlobalOverload("liren_" + arguments, SimpleType.DYN, types)));
        }
        CelCompiler compiler = builder.build();
        try {
            String text = write(checked.root(), Map.of());
            this.program = RUNTIME.createProgram(compiler.compile(text).getAst());
        } catch (CelValidationException | CelEvaluationException e) {
            throw new IllegalStateException(checked.text(), e);
        }
    }

    /** Prepares a program for an expression. */
    public static CelLoop of(Checked checked) {
        return new CelLoop(checked);
    }

    /** The value for one set of variables; null if it is missing. */
    public @Nullable Object value(Map<String, ? extends @Nullable Object> variables, Situation situation) {
        try {
            Object result = program.eval(Map.of("run", new Run(nodes, variables, situation)));
            return Operations.plain(result instanceof NullValue ? null : result);
        } catch (CelEvaluationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether a condition holds; missing counts as no. */
    public boolean holds(Map<String, ? extends @Nullable Object> variables, Situation situation) {
        return Boolean.TRUE.equals(value(variables, situation));
    }

    /** CEL text for a node: logic and lists are CEL's own, every other operation is a call with the node's number. */
    private String write(Node node, Map<String, String> scope) {
        return switch (node) {
            case Literal(Boolean value, Type t) -> value.toString();
            case Var(String name, Type t) when scope.containsKey(name) -> scope.get(name);
            case And(Node left, Node right) -> "(" + holds(left, scope) + " && " + holds(right, scope) + ")";
            case Or(Node left, Node right) -> "(" + holds(left, scope) + " || " + holds(right, scope) + ")";
            case Not(Node condition) -> "!(" + holds(condition, scope) + ")";
            case Choose(Node condition, Node then, Node otherwise, Type t) ->
                "(" + holds(condition, scope) + " ? dyn(" + write(then, scope) + ") : dyn(" + write(otherwise, scope)
                        + "))";
            case Quantified(boolean all, Node list, Var variable, Node condition) ->
                each(all ? "all" : "exists", list, variable, condition, scope);
            case Filter(Node list, Var variable, Node condition) -> each("filter", list, variable, condition, scope);
            case Mapped(Node list, Var variable, Node value) -> {
                String name = "x" + ++names;
                yield write(list, scope) + ".map(" + name + ", dyn(" + write(value, with(scope, variable, name)) + "))";
            }
            case Items(List<Node> items, Type element) ->
                "["
                        + String.join(
                                ", ",
                                items.stream()
                                        .map(i -> "dyn(" + write(i, scope) + ")")
                                        .toList()) + "]";
            case Field field
            when field.field().source() instanceof Source.Computed(String text, var checked) ->
                computed(field, checked.get(), scope);
            case Aggregate(Aggregate.Kind kind, References list, Type t)
            when kind == Aggregate.Kind.SIZE -> call(node, List.of(list.field()), scope);
            case IsMissing(References list, boolean negated) -> call(node, List.of(list.field()), scope);
            case In(Node element, References list) -> call(node, List.of(element, list.field()), scope);
            case Node other -> call(other, Nodes.children(other), scope);
        };
    }

    private String call(Node node, List<Node> operands, Map<String, String> scope) {
        nodes.add(node);
        StringBuilder text = new StringBuilder("liren" + operands.size() + "(run, " + (nodes.size() - 1));
        operands.forEach(operand -> text.append(", ").append(write(operand, scope)));
        return text.append(')').toString();
    }

    private String each(String macro, Node list, Var variable, Node condition, Map<String, String> scope) {
        String name = "x" + ++names;
        return write(list, scope) + "." + macro + "(" + name + ", " + holds(condition, with(scope, variable, name))
                + ")";
    }

    private String computed(Field field, Optional<Checked> checked, Map<String, String> scope) {
        if (checked.isEmpty()) {
            return "null";
        }
        // The record is bound once, by way of a list of one.
        String name = "x" + ++names;
        Map<String, String> inner = new HashMap<>();
        inner.put(field.shape().name(), name);
        return "[dyn(" + write(field.record(), scope) + ")].map(" + name + ", " + name + " == null ? dyn("
                + (field.type() instanceof Type.ListOf ? "[]" : "null") + ") : dyn("
                + write(checked.get().root(), inner) + "))[0]";
    }

    private String holds(Node condition, Map<String, String> scope) {
        return Operations.twoValued(condition) ? write(condition, scope) : "(" + write(condition, scope) + " == true)";
    }

    private static Map<String, String> with(Map<String, String> scope, Var variable, String name) {
        Map<String, String> inner = new HashMap<>(scope);
        inner.put(variable.name(), name);
        return inner;
    }

    /** One evaluation: what the calls look at. */
    record Run(List<Node> nodes, Map<String, ? extends @Nullable Object> variables, Situation situation) {
        Object apply(Object number, Object... operands) {
            @Nullable Object[] values = new Object[operands.length];
            for (int i = 0; i < operands.length; i++) {
                values[i] = withoutNulls(operands[i]);
            }
            Object result = Operations.applied(nodes.get(((Long) number).intValue()), values, variables, situation);
            return result == null ? NullValue.NULL_VALUE : result;
        }

        /** CEL has a value of its own for what is missing. */
        private static @Nullable Object withoutNulls(Object value) {
            return switch (value) {
                case NullValue missing -> null;
                case List<?> list -> {
                    List<@Nullable Object> items = new ArrayList<>();
                    list.forEach(item -> items.add(item instanceof NullValue ? null : item));
                    yield items;
                }
                case Object other -> other;
            };
        }
    }
}
