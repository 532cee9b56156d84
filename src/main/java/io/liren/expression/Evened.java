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
import java.util.function.UnaryOperator;

/**
 * A parsed tree evened out for CEL's checker, which knows one kind of number here and no missing values of simple types:
 * whole figures become decimal ones, and a {@code null} that is compared or chosen takes the shape of its counterpart.
 * What stood there is remembered by the node's id.
 */
final class Evened {
    private static final Set<String> COUNTERPARTS = Set.of("_==_", "_!=_", "_?_:_");

    /** Ids above this are those of copies. */
    static final long COPIES = 1_000_000;

    private record Place(long call, int argument) {}

    private final Map<Long, Long> wholes = new HashMap<>();
    private final Set<Place> nulls = new HashSet<>();
    private final CelAbstractSyntaxTree tree;
    private long copies = COPIES;

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
        if (expr.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                && expr.constant().getKind() == CelConstant.Kind.INT64_VALUE) {
            long whole = expr.constant().int64Value();
            wholes.put(expr.id(), whole);
            return CelExpr.ofConstant(expr.id(), CelConstant.ofValue((double) whole));
        }
        CelExpr evened = rebuilt(expr, expr.id(), this::even);
        return expr.getKind() == CelExpr.ExprKind.Kind.CALL
                        && COUNTERPARTS.contains(expr.call().function())
                ? matched(expr, evened.call())
                : evened;
    }

    /** With each null among the last two arguments replaced by a copy of the other. */
    private CelExpr matched(CelExpr written, CelCall call) {
        List<CelExpr> args = new ArrayList<>(call.args());
        int first = args.size() - 2;
        for (int i = first; i < args.size(); i++) {
            if (isNull(written.call().args().get(i))) {
                nulls.add(new Place(written.id(), i));
                args.set(i, copy(args.get(i == first ? first + 1 : first)));
            }
        }
        return CelExpr.ofCall(written.id(), call.target(), call.function(), ImmutableList.copyOf(args));
    }

    /** The same under ids of its own: CEL notes the type it finds for each id. */
    private CelExpr copy(CelExpr expr) {
        return rebuilt(expr, ++copies, this::copy);
    }

    private static CelExpr rebuilt(CelExpr expr, long id, UnaryOperator<CelExpr> child) {
        return switch (expr.getKind()) {
            case CONSTANT -> CelExpr.ofConstant(id, expr.constant());
            case IDENT -> CelExpr.ofIdent(id, expr.ident().name());
            case SELECT ->
                CelExpr.ofSelect(
                        id,
                        child.apply(expr.select().operand()),
                        expr.select().field(),
                        expr.select().testOnly());
            case CALL ->
                CelExpr.ofCall(
                        id,
                        expr.call().target().map(child),
                        expr.call().function(),
                        expr.call().args().stream().map(child).collect(ImmutableList.toImmutableList()));
            case LIST ->
                CelExpr.ofList(
                        id,
                        expr.list().elements().stream().map(child).collect(ImmutableList.toImmutableList()),
                        expr.list().optionalIndices());
            case COMPREHENSION -> {
                CelComprehension fold = expr.comprehension();
                yield CelExpr.ofComprehension(
                        id,
                        fold.iterVar(),
                        child.apply(fold.iterRange()),
                        fold.accuVar(),
                        child.apply(fold.accuInit()),
                        child.apply(fold.loopCondition()),
                        child.apply(fold.loopStep()),
                        child.apply(fold.result()));
            }
            case MAP, STRUCT, NOT_SET -> expr;
        };
    }

    private static boolean isNull(CelExpr expr) {
        return expr.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                && expr.constant().getKind() == CelConstant.Kind.NULL_VALUE;
    }
}
