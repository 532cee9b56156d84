package io.liren.expression;

import io.liren.expression.Node.*;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Walks and rebuilds trees. */
final class Nodes {
    private Nodes() {}

    /** The node and all below it, before its children. */
    static void each(Node node, Consumer<Node> visitor) {
        visitor.accept(node);
        children(node).forEach(child -> each(child, visitor));
    }

    static List<Node> children(Node node) {
        return switch (node) {
            case Literal n -> List.of();
            case Missing n -> List.of();
            case Var n -> List.of();
            case Field n -> List.of(n.record());
            case References n -> List.of(n.field());
            case Param n -> List.of();
            case Dated n -> List.of(n.parameter(), n.day());
            case Given n -> List.of();
            case Register n -> List.of();
            case Items n -> n.items();
            case Filter n -> List.of(n.list(), n.condition());
            case Mapped n -> List.of(n.list(), n.value());
            case Quantified n -> List.of(n.list(), n.condition());
            case Aggregate n -> List.of(n.list());
            case Not n -> List.of(n.condition());
            case And n -> List.of(n.left(), n.right());
            case Or n -> List.of(n.left(), n.right());
            case Equal n -> List.of(n.left(), n.right());
            case IsMissing n -> List.of(n.value());
            case Order n -> List.of(n.left(), n.right());
            case In n -> List.of(n.element(), n.list());
            case Arithmetic n -> List.of(n.left(), n.right());
            case Negative n -> List.of(n.number());
            case Rounded n -> List.of(n.number());
            case Concat n -> List.of(n.left(), n.right());
            case DateStep n -> List.of(n.date(), n.count());
            case DateGap n -> List.of(n.from(), n.to());
            case DatePart n -> List.of(n.date());
            case DateEdge n -> List.of(n.date());
            case MomentStep n -> List.of(n.moment(), n.count());
            case MomentGap n -> List.of(n.from(), n.to());
            case MomentDay n -> List.of(n.moment());
            case TextTest n -> List.of(n.text(), n.part());
            case TextSize n -> List.of(n.text());
            case Choose n -> List.of(n.condition(), n.then(), n.otherwise());
            case BandRate n -> List.of(n.bands(), n.amount());
        };
    }

    /** The same node over changed children; a list function's variable is changed too. */
    static Node rebuilt(Node node, UnaryOperator<Node> change) {
        return switch (node) {
            case Literal n -> n;
            case Missing n -> n;
            case Var n -> n;
            case Field n -> new Field(change.apply(n.record()), n.shape(), n.field());
            case References n -> new References((Field) change.apply(n.field()), n.target());
            case Param n -> n;
            case Dated n -> new Dated(n.parameter(), change.apply(n.day()));
            case Given n -> n;
            case Register n -> n;
            case Items n -> new Items(n.items().stream().map(change).toList(), n.element());
            case Filter n ->
                new Filter(change.apply(n.list()), (Var) change.apply(n.variable()), change.apply(n.condition()));
            case Mapped n ->
                new Mapped(change.apply(n.list()), (Var) change.apply(n.variable()), change.apply(n.value()));
            case Quantified n ->
                new Quantified(
                        n.all(), change.apply(n.list()), (Var) change.apply(n.variable()), change.apply(n.condition()));
            case Aggregate n -> new Aggregate(n.kind(), change.apply(n.list()), n.type());
            case Not n -> new Not(change.apply(n.condition()));
            case And n -> new And(change.apply(n.left()), change.apply(n.right()));
            case Or n -> new Or(change.apply(n.left()), change.apply(n.right()));
            case Equal n -> new Equal(change.apply(n.left()), change.apply(n.right()), n.negated());
            case IsMissing n -> new IsMissing(change.apply(n.value()), n.negated());
            case Order n -> new Order(n.operator(), change.apply(n.left()), change.apply(n.right()));
            case In n -> new In(change.apply(n.element()), change.apply(n.list()));
            case Arithmetic n ->
                new Arithmetic(n.operator(), change.apply(n.left()), change.apply(n.right()), n.type());
            case Negative n -> new Negative(change.apply(n.number()));
            case Rounded n -> new Rounded(change.apply(n.number()), n.decimals(), n.down());
            case Concat n -> new Concat(change.apply(n.left()), change.apply(n.right()));
            case DateStep n -> new DateStep(n.step(), change.apply(n.date()), change.apply(n.count()));
            case DateGap n -> new DateGap(n.unit(), change.apply(n.from()), change.apply(n.to()));
            case DatePart n -> new DatePart(n.part(), change.apply(n.date()));
            case DateEdge n -> new DateEdge(n.edge(), change.apply(n.date()));
            case MomentStep n -> new MomentStep(n.unit(), change.apply(n.moment()), change.apply(n.count()));
            case MomentGap n -> new MomentGap(change.apply(n.from()), change.apply(n.to()));
            case MomentDay n -> new MomentDay(change.apply(n.moment()));
            case TextTest n -> new TextTest(n.kind(), change.apply(n.text()), change.apply(n.part()));
            case TextSize n -> new TextSize(change.apply(n.text()));
            case Choose n ->
                new Choose(change.apply(n.condition()), change.apply(n.then()), change.apply(n.otherwise()), n.type());
            case BandRate n -> new BandRate(change.apply(n.bands()), change.apply(n.amount()));
        };
    }
}
