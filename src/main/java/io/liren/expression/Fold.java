package io.liren.expression;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelComprehension;

/** What CEL's macros were before it turned them into folds, told by the shape of the fold. */
sealed interface Fold {
    /** {@code list.exists(x, condition)}. */
    record Exists(CelExpr condition) implements Fold {}

    /** {@code list.all(x, condition)}. */
    record All(CelExpr condition) implements Fold {}

    /** {@code list.filter(x, condition)}. */
    record Filter(CelExpr condition) implements Fold {}

    /** {@code list.map(x, value)}. */
    record Map(CelExpr value) implements Fold {}

    /** The macro of a fold. */
    static Fold of(CelComprehension fold) {
        CelExpr step = fold.loopStep();
        return switch (step.call().function()) {
            case "_||_" -> new Exists(step.call().args().get(1));
            case "_&&_" -> new All(step.call().args().get(1));
            case "_?_:_" -> new Filter(step.call().args().get(0));
            case "_+_" -> new Map(step.call().args().get(1).list().elements().getFirst());
            default -> throw new IllegalStateException("a fold that no macro of ours makes: " + step);
        };
    }
}
