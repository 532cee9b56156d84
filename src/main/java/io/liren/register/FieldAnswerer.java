package io.liren.register;

import io.liren.block.Answerer;
import io.liren.block.Asked;
import io.liren.block.ParameterSql;
import io.liren.block.Scope;
import io.liren.calendar.Today;
import io.liren.expression.Bindings;
import io.liren.expression.Checked;
import io.liren.expression.Shape;
import io.liren.expression.SqlWriter;
import io.liren.rulebook.YamlScalar;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Answers what a field of a record holds, for examples: {@code register of R at field}. */
final class FieldAnswerer implements Answerer {
    private final RegisterModel model;
    private final Scope scope;

    FieldAnswerer(RegisterModel model, Scope scope) {
        this.model = model;
        this.scope = scope;
    }

    @Override
    public String answer(Asked asked, Transaction transaction) {
        Shape shape = scope.names().shape(model.id()).orElseThrow();
        UUID record = asked.of()
                .orElseThrow(() -> new IllegalArgumentException("要说明是哪条记录,如 " + model.name()
                        + " of 甲 at 字段。 Say which record: " + model.name() + " of 甲 at FIELD."));
        String field = asked.at()
                .filter(f -> shape.field(f).isPresent())
                .orElseThrow(() -> new IllegalArgumentException(
                        "要说明哪个字段,可选 " + String.join("、", shape.fields().keySet()) + "。 Say which field after “at”."));
        Optional<Checked> checked = scope.check(
                new YamlScalar(model.name() + "." + field, false, model.place().position()), scope.of(shape), null);
        if (checked.isEmpty()) {
            throw new IllegalArgumentException("字段 " + field + " 的算式有错。 The expression of " + field + " is wrong.");
        }
        Sql community = Sql.of("r.community_id");
        Sql today = Sql.of("{today}::date").value("today", asked.today());
        SqlWriter writer = new SqlWriter(Bindings.of(community, today)
                .row(model.name(), "r")
                .parameters(ParameterSql.inForce(scope.names(), model.place().rulebook(), community, today)));
        Sql value = writer.value(checked.get());
        @Nullable
        Object found = transaction
                .one(
                        Sql.of(
                                        "select {value} as answer from {table} r{joins} where r.community_id = {community} and r.id = {id}")
                                .part("value", value)
                                .name("table", shape.table())
                                .part("joins", writer.joins())
                                .value("community", asked.community())
                                .value("id", record),
                        row -> Optional.ofNullable(row.value("answer")))
                .orElse(null);
        return words(found, model.field(field).map(FieldModel::type));
    }

    private static String words(@Nullable Object value, Optional<FieldType> type) {
        return switch (value) {
            case null -> "missing";
            case BigDecimal number
            when type.filter(FieldType.Money.class::isInstance).isPresent() ->
                number.setScale(2, RoundingMode.HALF_UP).toPlainString();
            case BigDecimal number -> Values.plain(number);
            case LocalTime time -> time.toString();
            case Instant moment ->
                LocalDateTime.ofInstant(moment, Today.SHANGHAI).toString().replace('T', ' ');
            case List<?> list -> list.stream().map(String::valueOf).collect(Collectors.joining(", "));
            case Object other -> other.toString();
        };
    }
}
