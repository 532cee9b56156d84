package io.liren.register;

import io.liren.schema.Table;
import io.liren.sql.CopyText;
import io.liren.sql.Row;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import io.liren.wording.Label;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The statements on one register's table, in one community. */
final class Store {
    private static final List<String> BASE = List.of(
            "community_id",
            "id",
            "entered_at",
            "entered_on",
            "entered_by",
            "changed_at",
            "revision",
            "voided_at",
            "search_text",
            "search_grams");
    private static final int MANY = 50;
    private static final int BATCH = 5_000;
    private final RegisterModel model;
    private final UUID community;
    private final Transaction transaction;

    Store(RegisterModel model, UUID community, Transaction transaction) {
        this.model = model;
        this.community = community;
        this.transaction = transaction;
    }

    Optional<Stored> lock(UUID id) {
        return transaction.optional(
                Sql.of("""
                        select {columns} from {table} r where community_id = {community} and id = {id} for update""")
                        .part("columns", columns(model))
                        .name("table", model.table().name())
                        .value("community", community)
                        .value("id", id),
                row -> stored(model, row));
    }

    /** The same for many. */
    List<Stored> lockAll(Collection<UUID> ids) {
        return transaction.rows(
                Sql.of("""
                        select {columns} from {table} r
                         where community_id = {community} and id = any({ids}) order by id for update""")
                        .part("columns", columns(model))
                        .name("table", model.table().name())
                        .value("community", community)
                        .value("ids", ids.toArray(UUID[]::new)),
                row -> stored(model, row));
    }

    /** All rows of ids, voided ones too. */
    List<Stored> rows(Collection<UUID> ids) {
        return transaction.rows(
                Sql.of("select {columns} from {table} r where community_id = {community} and id = any({ids})")
                        .part("columns", columns(model))
                        .name("table", model.table().name())
                        .value("community", community)
                        .value("ids", ids.toArray(UUID[]::new)),
                row -> stored(model, row));
    }

    static Sql columns(RegisterModel model) {
        List<Sql> columns = new ArrayList<>();
        for (String base :
                List.of("id", "revision", "entered_at", "entered_on", "entered_by", "changed_at", "voided_at")) {
            columns.add(Sql.of("r.").then(Sql.identifier(base)));
        }
        for (FieldModel field : model.entered()) {
            columns.add(Sql.of("r.").then(Sql.identifier(field.column())));
        }
        return Sql.join(", ", columns);
    }

    static Stored stored(RegisterModel model, Row row) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (FieldModel field : model.entered()) {
            values.put(field.name(), row.value(field.column()));
        }
        return new Stored(
                row.uuid("id"),
                (int) row.whole("revision"),
                row.instant("entered_at"),
                row.date("entered_on"),
                row.uuid("entered_by"),
                row.instant("changed_at"),
                row.instantOrNull("voided_at") != null,
                values);
    }

    void insert(List<Stored> rows) {
        if (rows.size() < MANY) {
            transaction.batch(rows.stream().map(this::insert).toList());
            return;
        }
        for (int from = 0; from < rows.size(); from += BATCH) {
            load(rows.subList(from, Math.min(rows.size(), from + BATCH)));
        }
    }

    private void load(List<Stored> rows) {
        load(lines(rows));
    }

    /** New rows as they are loaded. It asks nothing of the database. */
    CopyText lines(List<Stored> rows) {
        List<SearchText> search =
                rows.parallelStream().map(row -> search(row.values())).toList();
        CopyText lines = new CopyText();
        for (int i = 0; i < rows.size(); i++) {
            Stored row = rows.get(i);
            base(row, search.get(i)).values().forEach(lines::value);
            for (FieldModel field : model.entered()) {
                lines.value(Values.bound(field.type().column(), row.values().get(field.name())));
            }
            lines.end();
        }
        return lines;
    }

    private void load(CopyText lines) {
        if (loaded(lines) != lines.rows()) {
            throw new Stop(new Outcome.Refused(List.of(taken())));
        }
    }

    static Problem taken() {
        return Problem.whole("unique", "刚刚有人登记了相同的记录,请重新打开", "Someone has just entered the same record: open it again");
    }

    /** Puts new rows there, but for those that have in common what must be unique; how many it put. */
    int loaded(CopyText lines) {
        return lines.rows() == 0 ? 0 : transaction.load(model.table().name(), columns(), lines);
    }

    private List<String> columns() {
        List<String> columns = new ArrayList<>(BASE);
        model.entered().forEach(field -> columns.add(field.column()));
        return columns;
    }

    private Sql insert(Stored row) {
        SearchText search = search(row.values());
        Map<String, @Nullable Object> cells = base(row, search);
        for (FieldModel field : model.entered()) {
            cells.put(
                    field.column(),
                    Values.bound(field.type().column(), row.values().get(field.name())));
        }
        return insert(model.table().name(), cells);
    }

    private Map<String, @Nullable Object> base(Stored row, SearchText search) {
        Map<String, @Nullable Object> cells = new LinkedHashMap<>();
        cells.put("community_id", community);
        cells.put("id", row.id());
        cells.put("entered_at", row.enteredAt());
        cells.put("entered_on", row.enteredOn());
        cells.put("entered_by", row.enteredBy());
        cells.put("changed_at", row.changedAt());
        cells.put("revision", row.revision());
        cells.put("voided_at", null);
        cells.put("search_text", search.text());
        cells.put("search_grams", search.grams().toArray(String[]::new));
        return cells;
    }

    private static Sql insert(String table, Map<String, @Nullable Object> cells) {
        List<Sql> names = new ArrayList<>();
        List<Sql> values = new ArrayList<>();
        cells.forEach((name, value) -> {
            names.add(Sql.identifier(name));
            values.add(Sql.bind(value));
        });
        return Sql.of("insert into {table} ({names}) values ({values})")
                .name("table", table)
                .part("names", Sql.join(", ", names))
                .part("values", Sql.join(", ", values));
    }

    /** Keeps a row as it has been until a moment; its sensitive values sealed. */
    void keepVersion(Stored row, Instant until, BiFunction<FieldModel, Object, String> seal) {
        Map<String, @Nullable Object> cells = base(row, search(row.values()));
        for (FieldModel field : model.entered()) {
            Object value = row.values().get(field.name());
            if (field.isSensitive()) {
                cells.put(
                        field.column(),
                        value == null ? null : Base64.getDecoder().decode(seal.apply(field, value)));
            } else {
                cells.put(field.column(), Values.bound(field.type().column(), value));
            }
        }
        cells.put("known_from", row.changedAt());
        cells.put("known_to", until);
        transaction.update(insert(model.table().versions(), cells));
    }

    /** Writes changed values; {@code all} is the whole record as it will read. */
    void change(UUID id, Map<String, @Nullable Object> changed, Map<String, @Nullable Object> all, Instant at) {
        SearchText search = search(all);
        List<Sql> sets = new ArrayList<>();
        sets.add(Sql.of("changed_at = {at}, revision = revision + 1, search_text = {text}, search_grams = {grams}")
                .value("at", at)
                .value("text", search.text())
                .value("grams", search.grams().toArray(String[]::new)));
        for (FieldModel field : model.entered()) {
            if (changed.containsKey(field.name())) {
                sets.add(Sql.of("{column} = {value}")
                        .name("column", field.column())
                        .value("value", Values.bound(field.type().column(), changed.get(field.name()))));
            }
        }
        update(id, Sql.join(", ", sets));
    }

    void markVoid(UUID id, Instant at) {
        update(
                id,
                Sql.of("voided_at = {at}, changed_at = {again}, revision = revision + 1")
                        .value("at", at)
                        .value("again", at));
    }

    private void update(UUID id, Sql sets) {
        transaction.update(Sql.of("update {table} set {sets} where community_id = {community} and id = {id}")
                .name("table", model.table().name())
                .part("sets", sets)
                .value("community", community)
                .value("id", id));
    }

    private SearchText search(Map<String, @Nullable Object> values) {
        List<String> words = new ArrayList<>();
        for (String name : model.search()) {
            FieldModel field = model.field(name).orElseThrow();
            Object value = values.get(name);
            if (value == null || field.isSensitive() || field.type().target().isPresent()) {
                continue;
            }
            if (value instanceof List<?> list) {
                list.forEach(item -> words.add(word(field, item)));
            } else {
                words.add(word(field, value));
            }
        }
        return SearchText.of(words);
    }

    private static String word(FieldModel field, @Nullable Object value) {
        String text = value instanceof java.math.BigDecimal number ? Values.plain(number) : String.valueOf(value);
        Label option = field.type().choices().get(text);
        return option == null ? text : option.zh();
    }

    /** Which of the ids are records that are there and not void. */
    static Set<UUID> present(Transaction transaction, UUID community, Table table, Collection<UUID> ids) {
        return new HashSet<>(transaction.rows(
                Sql.of("""
                        select id from {table} where community_id = {community} and id = any({ids}) and voided_at is null""")
                        .name("table", table.name())
                        .value("community", community)
                        .value("ids", ids.toArray(UUID[]::new)),
                row -> row.uuid("id")));
    }

    static Set<UUID> presentFiles(Transaction transaction, UUID community, Collection<UUID> ids) {
        return new HashSet<>(transaction.rows(
                Sql.of("select id from attachment where community_id = {community} and id = any({ids})")
                        .value("community", community)
                        .value("ids", ids.toArray(UUID[]::new)),
                row -> row.uuid("id")));
    }

    /** Which rows have what must be unique in common with another of them, or with a record there. */
    Map<Integer, List<Problem>> duplicates(List<Stored> rows) {
        Map<Integer, List<Problem>> problems = new TreeMap<>();
        for (List<String> unique : model.unique()) {
            Map<List<@Nullable Object>, Integer> seen = new HashMap<>();
            List<Integer> asked = new ArrayList<>();
            for (int i = 0; i < rows.size(); i++) {
                List<@Nullable Object> key = new ArrayList<>();
                for (String field : unique) {
                    key.add(Values.canonical(rows.get(i).values().get(field)));
                }
                if (key.contains(null)) {
                    continue;
                }
                if (seen.putIfAbsent(key, i) != null) {
                    duplicate(problems, i, unique);
                } else {
                    asked.add(i);
                }
            }
            if (!asked.isEmpty()) {
                transaction
                        .rows(existing(unique, asked, rows), row -> (int) row.whole("place"))
                        .forEach(i -> duplicate(problems, i, unique));
            }
        }
        return problems;
    }

    private Sql existing(List<String> unique, List<Integer> asked, List<Stored> rows) {
        List<Sql> arrays = new ArrayList<>();
        List<Sql> names = new ArrayList<>();
        List<Sql> equal = new ArrayList<>();
        arrays.add(Sql.bind(asked.toArray(Integer[]::new)));
        names.add(Sql.of("place"));
        arrays.add(Sql.bind(asked.stream().map(i -> rows.get(i).id()).toArray(UUID[]::new)));
        names.add(Sql.of("own"));
        for (String name : unique) {
            FieldModel field = model.field(name).orElseThrow();
            String alias = "u_" + names.size();
            arrays.add(Sql.bind(asked.stream()
                    .map(i ->
                            String.valueOf(Values.canonical(rows.get(i).values().get(name))))
                    .toArray(String[]::new)));
            names.add(Sql.identifier(alias));
            equal.add(Sql.of("t.{column} = u.{alias}{cast}")
                    .name("column", field.column())
                    .name("alias", alias)
                    .part("cast", Sql.trusted("::" + field.type().column().sql())));
        }
        return Sql.of("""
                select u.place from unnest({arrays}) as u ({names})
                  join {table} t on t.community_id = {community} and {equal} and t.id <> u.own and t.voided_at is null""")
                .part("arrays", Sql.join(", ", arrays))
                .part("names", Sql.join(", ", names))
                .name("table", model.table().name())
                .value("community", community)
                .part("equal", Sql.join(" and ", equal));
    }

    private void duplicate(Map<Integer, List<Problem>> problems, int row, List<String> unique) {
        problems.computeIfAbsent(row, r -> new ArrayList<>()).add(duplicate(model, unique));
    }

    static Problem duplicate(RegisterModel model, List<String> unique) {
        List<Label> labels =
                unique.stream().map(f -> model.field(f).orElseThrow().label()).toList();
        String zh = String.join("、", labels.stream().map(Label::zh).toList());
        String en = String.join(", ", labels.stream().map(Label::en).toList());
        return Problem.at(
                unique.getFirst(),
                "unique",
                new Label(
                        "已有" + zh + "相同的「" + model.label().zh() + "」",
                        "There is a record with the same " + en + " already"));
    }
}
