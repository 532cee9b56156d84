package io.liren.register;

import io.liren.block.Names;
import io.liren.block.ParameterSql;
import io.liren.expression.Bindings;
import io.liren.expression.Shape;
import io.liren.expression.Source;
import io.liren.expression.SqlWriter;
import io.liren.sql.Sql;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/** The fields of a register as SQL over its row {@code r}, computed ones and those a procedure adds as well. */
final class Reading {
    private final RegisterModel model;
    private final Optional<Shape> shape;
    private final SqlWriter writer;

    Reading(RegisterModel model, Names names, UUID community, LocalDate today) {
        this.model = model;
        this.shape = names.shape(model.id());
        Sql communitySql = Sql.of("r.community_id");
        Sql day = Sql.of("{today}::date").value("today", today);
        this.writer = new SqlWriter(Bindings.of(communitySql, day)
                .row(model.name(), "r")
                .parameters(ParameterSql.inForce(names, model.place().rulebook(), Sql.bind(community), day)));
    }

    /** A field's value; null where its expression was wrong. */
    Sql field(String name) {
        Source source = shape.flatMap(s -> s.field(name))
                .map(Shape.Field::source)
                .orElseThrow(() -> new IllegalArgumentException(model.id() + " has no field " + name));
        return switch (source) {
            case Source.Column(String column) -> Sql.of("r.").then(Sql.identifier(column));
            case Source.Computed computed ->
                computed.checked().get().map(writer::value).orElse(Sql.of("null::text"));
            case Source.Fragment(var sql, var knownAt) -> sql.apply("r");
            case Source.Derived(var sql, var reads) -> sql.apply("r");
        };
    }

    /** Whether the register has a field of that name, also one that another kind has added. */
    boolean has(String name) {
        return shape.flatMap(s -> s.field(name)).isPresent();
    }

    /** The joins that the fields asked for need; ask last. */
    Sql joins() {
        return writer.joins();
    }
}
