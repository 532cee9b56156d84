package io.liren.register;

import io.liren.calendar.Today;
import io.liren.schema.ColumnType;
import io.liren.sql.Sql;
import io.liren.wording.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Filters as SQL conditions on the row {@code r}; one that can't be read is left out and reported. */
final class Filtering {
    private final RegisterModel model;
    private final Reading reading;
    private final Searching searching;
    private final Today today;
    private final List<Problem> problems = new ArrayList<>();

    Filtering(RegisterModel model, Reading reading, Searching searching, Today today) {
        this.model = model;
        this.reading = reading;
        this.searching = searching;
        this.today = today;
    }

    List<Problem> problems() {
        return problems;
    }

    /** All of them; sensitive fields are never asked, as the answer would tell what they hold. */
    List<Sql> conditions(List<Filter> filters) {
        List<Sql> conditions = new ArrayList<>();
        filters.forEach(f -> condition(f).ifPresent(conditions::add));
        return conditions;
    }

    private Optional<Sql> condition(Filter filter) {
        return switch (filter) {
            case Filter.Found(String words) -> Optional.of(searching.condition(model, SearchText.query(words)));
            case Filter.Among(List<UUID> ids) ->
                Optional.of(Sql.of("r.id = any({ids})").value("ids", ids.toArray(UUID[]::new)));
            case Filter.Is(String field, String value) -> is(field, List.of(value));
            case Filter.AnyOf(String field, List<String> values) -> is(field, values);
            case Filter.Between(String field, var from, var to) -> between(field, from, to);
            case Filter.Contains(String field, String text) ->
                known(field)
                        .map(f -> Sql.of("{field}::text ilike {pattern}")
                                .part("field", reading.field(field))
                                .value("pattern", Searching.pattern(text.strip())));
            case Filter.Missing(String field) -> known(field).map(f -> presence(field, f, false));
            case Filter.Present(String field) -> known(field).map(f -> presence(field, f, true));
        };
    }

    /** A list without items is a missing one. */
    private Sql presence(String field, Optional<FieldModel> known, boolean there) {
        Sql value = reading.field(field);
        if (known.filter(f -> f.type().many()).isPresent()) {
            return (there ? Sql.of("cardinality({field}) > 0") : Sql.of("coalesce(cardinality({field}), 0) = 0"))
                    .part("field", value);
        }
        return (there ? Sql.of("{field} is not null") : Sql.of("{field} is null")).part("field", value);
    }

    private Optional<Sql> is(String name, List<String> values) {
        return known(name).flatMap(field -> {
            if (field.isEmpty()) {
                return Optional.of(Sql.of("{field}::text = any({values})")
                        .part("field", reading.field(name))
                        .value("values", values.toArray(String[]::new)));
            }
            FieldType type = field.get().type();
            List<Sql> any = new ArrayList<>();
            for (String value : values) {
                Object parsed = parse(field.get(), value);
                if (parsed == null) {
                    continue;
                }
                if (parsed instanceof List<?> items) {
                    for (Object item : items) {
                        any.add(Sql.of("{field} @> array[{item}]")
                                .part("field", reading.field(name))
                                .part("item", cast(item, type.column() == ColumnType.UUIDS ? "uuid" : "text")));
                    }
                } else {
                    any.add(Sql.of("{field} = {value}")
                            .part("field", reading.field(name))
                            .part("value", cast(parsed, type.column().sql())));
                }
            }
            return any.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Sql.of("({any})").part("any", Sql.join(" or ", any)));
        });
    }

    private Optional<Sql> between(String name, Optional<String> from, Optional<String> to) {
        return known(name).filter(Optional::isPresent).map(Optional::get).flatMap(field -> {
            List<Sql> both = new ArrayList<>();
            String type = field.type().column().sql();
            from.map(text -> parse(field, text))
                    .ifPresent(value -> both.add(Sql.of("{field} >= {value}")
                            .part("field", reading.field(name))
                            .part("value", cast(value, type))));
            to.map(text -> parse(field, text))
                    .ifPresent(value -> both.add(Sql.of("{field} <= {value}")
                            .part("field", reading.field(name))
                            .part("value", cast(value, type))));
            return both.isEmpty() ? Optional.empty() : Optional.of(Sql.join(" and ", both));
        });
    }

    private static Sql cast(Object value, String type) {
        return Sql.bind(value).then(Sql.trusted("::" + type));
    }

    private @Nullable Object parse(FieldModel field, String text) {
        return switch (Input.parse(field.type(), text, today)) {
            case Parsed.Value(Object value) -> value;
            case Parsed.Missing() -> null;
            case Parsed.Wrong(Label says) -> {
                problems.add(new Problem(Optional.of(field.name()), says, false, "filter"));
                yield null;
            }
        };
    }

    /** The field's model; empty inside if another kind has added it. */
    private Optional<Optional<FieldModel>> known(String name) {
        Optional<FieldModel> field = model.field(name);
        if (field.filter(FieldModel::isSensitive).isPresent() || !reading.has(name)) {
            problems.add(new Problem(
                    Optional.of(name),
                    new Label("不能按「" + name + "」筛选", "Can't filter by “" + name + "”"),
                    false,
                    "filter"));
            return Optional.empty();
        }
        return Optional.of(field);
    }
}
