package io.liren.ledger;

import io.liren.access.Viewer;
import io.liren.calendar.Today;
import io.liren.register.FieldModel;
import io.liren.register.Filter;
import io.liren.register.Input;
import io.liren.register.Parsed;
import io.liren.register.Records;
import io.liren.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Filters as SQL conditions on the rows {@code r} of a ledger. One that can't be read, or asks for a sensitive value, is left
 * out: its answer would tell what the value is.
 */
final class Narrowing {
    private final Records records;
    private final Viewer viewer;
    private final String register;
    private final List<FieldModel> columns;
    private final Today today;

    /** @param register that of the ledger's rows */
    Narrowing(Records records, Viewer viewer, String register, List<FieldModel> columns, Today today) {
        this.records = records;
        this.viewer = viewer;
        this.register = register;
        this.columns = columns;
        this.today = today;
    }

    Sql conditions(List<Filter> filters) {
        List<Sql> conditions = new ArrayList<>(List.of(Sql.of("true")));
        filters.forEach(f -> condition(f).ifPresent(conditions::add));
        return Sql.join(" and ", conditions);
    }

    private Optional<Sql> condition(Filter filter) {
        return switch (filter) {
            case Filter.Found(String words) ->
                Optional.of(Sql.of("r.record_id in ({found})").part("found", records.finding(viewer, register, words)));
            case Filter.Among(var ids) ->
                Optional.of(Sql.of("r.record_id = any({ids})").value("ids", ids.toArray(java.util.UUID[]::new)));
            case Filter.Is(String field, String value) -> any(field, List.of(value));
            case Filter.AnyOf(String field, List<String> values) -> any(field, values);
            case Filter.Between(String field, var from, var to) -> between(field, from, to);
            case Filter.Contains(String field, String text) ->
                on(
                        field,
                        c -> Optional.of(Sql.of("{column}::text ilike {pattern}")
                                .part("column", column(c))
                                .value("pattern", "%" + text.strip().replaceAll("([\\\\%_])", "\\\\$1") + "%")));
            case Filter.Missing(String field) -> on(field, c -> Optional.of(presence(c, false)));
            case Filter.Present(String field) -> on(field, c -> Optional.of(presence(c, true)));
        };
    }

    private Optional<Sql> on(String name, Function<FieldModel, Optional<Sql>> condition) {
        return columns.stream()
                .filter(c -> c.name().equals(name) && !c.isSensitive())
                .findFirst()
                .flatMap(condition);
    }

    private static Sql column(FieldModel column) {
        return Sql.of("r.{column}").name("column", Ledgers.column(column.name()));
    }

    private static Sql presence(FieldModel column, boolean there) {
        Sql value = column.type().many()
                ? Sql.of("nullif(cardinality({column}), 0)").part("column", column(column))
                : column(column);
        return (there ? Sql.of("{value} is not null") : Sql.of("{value} is null")).part("value", value);
    }

    private Optional<Sql> any(String name, List<String> values) {
        return on(
                name,
                c -> Optional.of((c.type().many()
                                ? Sql.of(
                                        "exists (select 1 from unnest({column}) each where each::text = any({values}))")
                                : Sql.of("{column}::text = any({values})"))
                        .part("column", column(c))
                        .value("values", values.toArray(String[]::new))));
    }

    private Optional<Sql> between(String name, Optional<String> from, Optional<String> to) {
        return on(name, c -> {
            List<Sql> both = new ArrayList<>();
            from.flatMap(text -> value(c, text))
                    .ifPresent(v -> both.add(Sql.of("{column} >= {value}")
                            .part("column", column(c))
                            .part("value", v)));
            to.flatMap(text -> value(c, text))
                    .ifPresent(v -> both.add(Sql.of("{column} <= {value}")
                            .part("column", column(c))
                            .part("value", v)));
            return both.isEmpty() ? Optional.empty() : Optional.of(Sql.join(" and ", both));
        });
    }

    private Optional<Sql> value(FieldModel column, String text) {
        return Input.parse(column.type(), text, today) instanceof Parsed.Value(Object value)
                ? Optional.of(Sql.bind(value)
                        .then(Sql.trusted("::" + column.type().column().sql())))
                : Optional.empty();
    }
}
