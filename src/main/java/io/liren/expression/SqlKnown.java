package io.liren.expression;

import io.liren.expression.Node.Choose;
import io.liren.expression.Node.Field;
import io.liren.expression.Node.Literal;
import io.liren.expression.Node.Missing;
import io.liren.sql.Sql;
import java.util.List;
import java.util.Optional;

/** Writes when a value became known. Of several values together the last one counts. */
final class SqlKnown {
    private static final Sql NEVER = Sql.of("null::timestamptz");
    private final SqlWriter writer;

    SqlKnown(SqlWriter writer) {
        this.writer = writer;
    }

    Sql of(Node node) {
        return moment(node).orElse(NEVER);
    }

    /** Empty: nothing in it was ever entered. */
    private Optional<Sql> moment(Node node) {
        return switch (node) {
            case Field field -> Optional.of(field(field));
            case Choose(Node test, Node then, Node otherwise, Type type) ->
                Optional.of(Sql.of("case when {test} then {then} else {otherwise} end")
                        .part("test", writer.condition(test, true, true))
                        .part("then", of(then))
                        .part("otherwise", of(otherwise)));
            case Literal literal -> Optional.empty();
            case Missing missing -> Optional.empty();
            case Node other -> last(other);
        };
    }

    private Optional<Sql> last(Node node) {
        if (node.type() instanceof Type.ListOf) {
            return Optional.empty();
        }
        List<Sql> moments = Nodes.children(node).stream()
                .flatMap(child -> moment(child).stream())
                .toList();
        return moments.size() < 2
                ? moments.stream().findFirst()
                : Optional.of(Sql.of("greatest({moments})").part("moments", Sql.join(", ", moments)));
    }

    private Sql field(Field field) {
        return writer.expanded(field)
                .map(this::of)
                .or(() -> field.field()
                        .source()
                        .knownAt(field.shape().table(), writer.alias(field.record(), field.shape())))
                .orElse(NEVER);
    }
}
