package io.liren.expression;

import com.google.common.collect.ImmutableList;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A parsed tree evened out for CEL's checker, which knows one kind of number here and no missing values of simple types:
 * whole figures become decimal ones, and a {@code null} that is compared or chosen takes the shape of its counterpart.
 * What stood there is remembered by the node's id.
 */
final class Evened {
    private static final Set<String> COUNTERPARTS = Set.of("_==_", "_!=_", "_?_:_");

    private record Place(long call, int argument) {}

    private final Map<Long, Long> wholes = new HashMap<>();
    private final Set<Place> nulls = new HashSet<>();
    private final CelAbstractSyntaxTree tree;

    Evened(CelAbstractSyntaxTree parsed) {
        this.tree = CelAbstractSyntaxTree.newParsedAst(even(parsed.getExpr()), parsed.getSource());
    }

    CelAbstractSyntaxTree tree() {
        return tree;
    }

    /** The whole figure written at a node; empty if it was a decimal one. */
    Optional<Long> whole(CelExpr expr) {
        return Optional.ofNullable(wholes.get(expr.id()));
    }

    /** Whether {@code null} was written as this argument of a call. */
    boolean isNull(CelExpr call, int argument) {
        return nulls.contains(new Place(call.id(), argument));
    }

    private CelExpr even(CelExpr expr) {
        return switch (expr.getKind()) {
            case CONSTANT -> {
                if (expr.constant().getKind() != CelConstant.Kind.INT64_VALUE) {
                    yield expr;
                }
                long whole = expr.constant().int64Value();
                wholes.put(expr.id(), whole);
                yield CelExpr.ofConstant(expr.id(), CelConstant.ofValue((double) whole));
            }
            case SELECT ->
                CelExpr.ofSelect(
                        expr.id(),
                        even(expr.select().operand()),
                        expr.select().field(),
                        expr.select().testOnly());
            case CALL -> call(expr, expr.call());
            case LIST ->
                CelExpr.ofList(
                        expr.id(),
                        expr.list().elements().stream().map(this::even).collect(ImmutableList.toImmutableList()),
                        expr.list().optionalIndices());
            case COMPREHENSION -> {
                CelComprehension fold = expr.comprehension();
                yield CelExpr.ofComprehension(
                        expr.id(),
                        fold.iterVar(),
                        even(fold.iterRange()),
                        fold.accuVar(),
                        fold.accuInit(),
                        even(fold.loopCondition()),
                        even(fold.loopStep()),
                        even(fold.result()));
            }
            case IDENT, MAP, STRUCT, NOT_SET -> expr;
        };
    }

    private CelExpr call(CelExpr expr, CelCall call) {
        List<CelExpr> args =
                new ArrayList<>(call.args().stream().map(this::even).toList());
        if (COUNTERPARTS.contains(call.function())) {
            int first = args.size() - 2;
            for (int i = first; i < args.size(); i++) {
                if (isNull(call.args().get(i))) {
                    nulls.add(new Place(expr.id(), i));
                    args.set(i, args.get(i == first ? first + 1 : first));
                }
            }
        }
        return CelExpr.ofCall(expr.id(), call.target().map(this::even), call.function(), ImmutableList.copyOf(args));
    }

    private static boolean isNull(CelExpr expr) {
        return expr.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                && expr.constant().getKind() == CelConstant.Kind.NULL_VALUE;
    }
}
