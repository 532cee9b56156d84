package io.liren.register;

import io.liren.access.Viewer;
import io.liren.block.Names;
import io.liren.calendar.Today;
import io.liren.schema.ColumnType;
import io.liren.sql.Row;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads one page of a register. A page begins after a line, not at a number, so that the last page of a million is as quick
 * as the first; lines whose sort value is missing come last, in a second stretch of their own.
 */
final class Listing {
    private static final int COUNTED = 10_000;
    private final RegisterModel model;
    private final ListQuery query;
    private final Viewer viewer;
    private final Transaction transaction;
    private final LocalDate day;
    private final Reading reading;
    private final Filtering filtering;
    private final Names names;
    private final Registers registers;
    private final List<Sql> extraJoins = new ArrayList<>();

    Listing(
            RegisterModel model,
            ListQuery query,
            Viewer viewer,
            Transaction transaction,
            Registers registers,
            Names names,
            Today today) {
        this.model = model;
        this.query = query;
        this.viewer = viewer;
        this.transaction = transaction;
        this.registers = registers;
        this.names = names;
        this.day = viewer.asOf().orElse(today.today());
        this.reading = new Reading(model, names, viewer.community(), day);
        this.filtering = new Filtering(model, reading, new Searching(registers, viewer.community()), today);
    }

    private record Sort(Sql value, String type) {}

    private record Found(Page.Line line, Cursor cursor) {}

    Page page() {
        List<String> columns = query.columns().isEmpty()
                ? model.list()
                : query.columns().stream().filter(reading::has).toList();
        Sql select = select(columns);
        Sort sort = sort();
        Sql where = where();
        Sql from = from();
        List<Found> found = found(columns, select, sort, from, where);
        boolean more = found.size() > query.size();
        List<Found> shown = more ? found.subList(0, query.size()) : found;
        List<Page.Line> lines = shown.stream().map(Found::line).toList();
        Page.Count count = transaction.one(
                Sql.of("select count(*) as n from (select 1 {from} where {where} limit {most}) counted")
                        .part("from", from)
                        .part("where", where)
                        .value("most", COUNTED + 1),
                row -> new Page.Count(Math.min(COUNTED, row.whole("n")), row.whole("n") > COUNTED));
        return new Page(
                model,
                columns,
                lines,
                more ? Optional.of(shown.getLast().cursor().written()) : Optional.empty(),
                count,
                count.more() ? Map.of() : sums(columns, from, where),
                titles(columns, lines),
                filtering.problems());
    }

    List<Tally> tally(String field) {
        Sql value = reading.field(field);
        Sql where = where();
        return transaction.rows(
                Sql.of("""
                        select ({value})::text as value, count(*) as n {from} where {where}
                         group by 1 order by 2 desc, 1 limit {most}""")
                        .part("value", value)
                        .part("from", from())
                        .part("where", where)
                        .value("most", COUNTED),
                row -> new Tally(Optional.ofNullable(row.textOrNull("value")), row.whole("n")));
    }

    private Map<UUID, String> titles(List<String> columns, List<Page.Line> lines) {
        Titles titles = new Titles(registers, names, transaction, viewer, day);
        List<FieldModel> fields =
                columns.stream().flatMap(c -> model.field(c).stream()).toList();
        return titles.referredTo(fields, lines.stream().map(Page.Line::values).toList());
    }

    private Sql select(List<String> columns) {
        List<Sql> select = new ArrayList<>();
        select.add(Sql.of("r.id as record_id, r.revision as record_revision"));
        for (String column : columns) {
            select.add(reading.field(column).then(Sql.of(" as ")).then(Sql.identifier("f_" + column)));
        }
        return Sql.join(", ", select);
    }

    private Sort sort() {
        Optional<String> wanted = query.sort().filter(reading::has);
        Optional<FieldModel> field = wanted.flatMap(model::field);
        if (field.filter(FieldModel::isSensitive).isPresent()) {
            wanted = Optional.empty();
        }
        String name = wanted.orElse(model.happened().orElse("entered_on"));
        Optional<FieldModel> sorted = model.field(name);
        Optional<RegisterModel> target = sorted.flatMap(f -> f.type().target())
                .filter(t -> !sorted.get().type().many())
                .flatMap(registers::find);
        if (target.isPresent()) {
            extraJoins.add(
                    Sql.of(" left join {target} sorted on sorted.community_id = r.community_id and sorted.id = {id}")
                            .name("target", target.get().table().name())
                            .part("id", reading.field(name)));
            return new Sort(Sql.of("sorted.search_text"), ColumnType.TEXT.sql());
        }
        String type = name.equals("entered_on")
                ? ColumnType.DATE.sql()
                : sorted.map(f -> f.type().column().sql()).orElse(ColumnType.TEXT.sql());
        Sql value = reading.field(name);
        return sorted.isEmpty() && !name.equals("entered_on")
                ? new Sort(Sql.of("({value})::text").part("value", value), type)
                : new Sort(value, type);
    }

    private Sql where() {
        List<Sql> conditions = new ArrayList<>();
        conditions.add(Sql.of("r.community_id = {community}").value("community", viewer.community()));
        conditions.add(Sql.of("r.voided_at is null"));
        conditions.addAll(filtering.conditions(query.filters()));
        return Sql.join(" and ", conditions);
    }

    private Sql from() {
        return Sql.of("from {table} r{joins}{more}")
                .name("table", model.table().name())
                .part("joins", reading.joins())
                .part("more", Sql.join("", extraJoins));
    }

    private List<Found> found(List<String> columns, Sql select, Sort sort, Sql from, Sql where) {
        Optional<Cursor> after = query.after().flatMap(Cursor::read);
        List<Found> found = new ArrayList<>();
        int wanted = query.size() + 1;
        if (after.isEmpty() || after.get().key().isPresent()) {
            found.addAll(stretch(columns, select, sort, from, where, after, true, wanted));
        }
        if (found.size() < wanted) {
            Optional<Cursor> within = after.filter(a -> a.key().isEmpty());
            found.addAll(stretch(columns, select, sort, from, where, within, false, wanted - found.size()));
        }
        return found;
    }

    private List<Found> stretch(
            List<String> columns,
            Sql select,
            Sort sort,
            Sql from,
            Sql where,
            Optional<Cursor> after,
            boolean there,
            int most) {
        Sql beyond = query.descending() ? Sql.of("<") : Sql.of(">");
        Sql start = Sql.of("true");
        if (after.isPresent() && there) {
            start = Sql.of("({sort}, r.id) {beyond} ({key}{cast}, {id})")
                    .part("sort", sort.value())
                    .part("beyond", beyond)
                    .value("key", after.get().key().orElseThrow())
                    .part("cast", Sql.trusted("::" + sort.type()))
                    .value("id", after.get().id());
        } else if (after.isPresent()) {
            start = Sql.of("r.id {beyond} {id}")
                    .part("beyond", beyond)
                    .value("id", after.get().id());
        }
        Sql downwards = query.descending() ? Sql.of(" desc") : Sql.empty();
        Sql order = there
                ? Sql.of("{sort}{down}, r.id{too}")
                        .part("sort", sort.value())
                        .part("down", downwards)
                        .part("too", downwards)
                : Sql.of("r.id{down}").part("down", downwards);
        return transaction.rows(
                Sql.of("""
                        select {select}, ({sort})::text as sort_key {from}
                         where {where} and {sort2} is {presence} and {start} order by {order} limit {most}""")
                        .part("select", select)
                        .part("sort", sort.value())
                        .part("from", from)
                        .part("where", where)
                        .part("sort2", sort.value())
                        .part("presence", there ? Sql.of("not null") : Sql.of("null"))
                        .part("start", start)
                        .part("order", order)
                        .value("most", most),
                row -> found(columns, row));
    }

    private Found found(List<String> columns, Row row) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (String column : columns) {
            Object value = row.value("f_" + column);
            Optional<FieldModel> field = model.field(column).filter(FieldModel::isSensitive);
            values.put(column, value != null && field.isPresent() ? Masked.of(field.get(), value) : value);
        }
        UUID id = row.uuid("record_id");
        return new Found(
                new Page.Line(id, (int) row.whole("record_revision"), values),
                new Cursor(Optional.ofNullable(row.textOrNull("sort_key")), id));
    }

    private Map<String, BigDecimal> sums(List<String> columns, Sql from, Sql where) {
        List<String> numbers = columns.stream()
                .filter(c -> model.field(c)
                        // The ages of all together say nothing.
                        .filter(f -> f.type().numeric()
                                && !f.isSensitive()
                                && (f.entered() || !(f.type() instanceof FieldType.Whole)))
                        .isPresent())
                .toList();
        if (numbers.isEmpty()) {
            return Map.of();
        }
        List<Sql> sums = new ArrayList<>();
        for (String number : numbers) {
            sums.add(Sql.of("coalesce(sum({field}), 0) as {name}")
                    .part("field", reading.field(number))
                    .name("name", "f_" + number));
        }
        return transaction.one(
                Sql.of("select {sums} {from} where {where}")
                        .part("sums", Sql.join(", ", sums))
                        .part("from", from)
                        .part("where", where),
                row -> {
                    Map<String, BigDecimal> all = new LinkedHashMap<>();
                    numbers.forEach(n -> all.put(n, row.decimal("f_" + n)));
                    return all;
                });
    }
}
