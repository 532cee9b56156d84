package io.liren.bench;

import io.liren.block.Derivation;
import io.liren.block.Names;
import io.liren.expression.Bands;
import io.liren.expression.Memory;
import io.liren.expression.Shape;
import io.liren.expression.Source;
import io.liren.expression.Type;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One community's rows in memory: all registers that some duties read, and all values of parameters. */
final class LoadedFacts implements Memory {
    /** Under this name a record's map holds the day on which it was last changed. */
    static final String CHANGED_ON = "liren_changed_on";

    /** Before a date's name: the day on which it became known. */
    static final String KNOWN_ON = "liren_known_on_";

    private record Value(LocalDate from, String text) {}

    private final UUID community;
    private final Map<String, List<Map<String, @Nullable Object>>> standing = new HashMap<>();
    private final Map<String, Map<UUID, Map<String, @Nullable Object>>> byId = new HashMap<>();
    private final Map<String, List<Value>> values = new HashMap<>();

    private LoadedFacts(UUID community) {
        this.community = community;
    }

    static LoadedFacts of(
            Transaction transaction, Names names, Collection<Derivation> duties, UUID community, ZoneId zone) {
        LoadedFacts facts = new LoadedFacts(community);
        Set<String> registers = new TreeSet<>();
        duties.forEach(duty -> registers.addAll(duty.reads()));
        for (String register : registers) {
            names.shape(register).ifPresent(shape -> facts.load(transaction, shape, zone));
        }
        facts.loadParameters(transaction);
        return facts;
    }

    UUID community() {
        return community;
    }

    private void load(Transaction transaction, Shape shape, ZoneId zone) {
        List<Sql> columns = new ArrayList<>();
        for (Shape.Field field : shape.fields().values()) {
            Sql value = switch (field.source()) {
                case Source.Column(String column) -> Sql.of("r.{column}").name("column", column);
                case Source.Fragment(var sql, var knownAt) -> sql.apply("r");
                case Source.Derived(var sql, var reads) -> sql.apply("r");
                case Source.Computed computed -> Sql.empty();
            };
            if (!value.isEmpty()) {
                columns.add(Sql.of(", {value} as {name}").part("value", value).name("name", field.name()));
            }
            if (field.type() instanceof Type.Date) {
                field.source()
                        .knownAt(shape.table(), "r")
                        .ifPresent(known -> columns.add(Sql.of(", ({known} at time zone {zone})::date as {name}")
                                .part("known", known)
                                .value("zone", zone.getId())
                                .name("name", KNOWN_ON + field.name())));
            }
        }
        List<Map<String, @Nullable Object>> rows = transaction.rows(
                Sql.of("""
                        select r.id, r.voided_at, (r.changed_at at time zone {zone})::date as {changed}{columns}
                          from {table} r
                         where r.community_id = {community}""")
                        .value("zone", zone.getId())
                        .name("changed", CHANGED_ON)
                        .part("columns", Sql.join("", columns))
                        .name("table", shape.table())
                        .value("community", community),
                row -> row.all());
        standing.put(
                shape.register(),
                rows.stream().filter(row -> row.get("voided_at") == null).toList());
        Map<UUID, Map<String, @Nullable Object>> all = new LinkedHashMap<>();
        for (Map<String, @Nullable Object> row : rows) {
            if (row.get("id") instanceof UUID id) {
                all.put(id, row);
            }
        }
        byId.put(shape.register(), all);
    }

    private void loadParameters(Transaction transaction) {
        List<Map.Entry<String, Value>> all = transaction.rows(
                Sql.of("""
                        select v.name, v.from_on, v.value::text as json
                          from parameter_value v
                          join area_path a on a.ancestor_id = v.area_id
                         where a.area_id = {community}
                         order by a.depth, v.from_on desc, v.set_at desc""").value("community", community),
                row -> Map.entry(row.text("name"), new Value(row.date("from_on"), row.text("json"))));
        all.forEach(entry -> values.computeIfAbsent(entry.getKey(), name -> new ArrayList<>())
                .add(entry.getValue()));
    }

    /** The parameters that a rulebook sees, by the name it calls them, as they are in force on a day. */
    Map<String, Object> parameters(Map<String, Names.Parameter> seen, LocalDate day) {
        Map<String, Object> inForce = new HashMap<>();
        seen.forEach((name, parameter) -> values.getOrDefault(parameter.id(), List.of()).stream()
                .filter(value -> !value.from().isAfter(day))
                .findFirst()
                .ifPresent(value -> inForce.put(name, typed(parameter.type(), value.text()))));
        return inForce;
    }

    private static Object typed(Type type, String text) {
        JsonNode json = JsonMapper.shared().readTree(text);
        return switch (type) {
            case Type.Bands bands -> {
                List<Bands.Band> read = new ArrayList<>();
                json.forEach(band -> read.add(new Bands.Band(
                        band.has("upto") ? band.get("upto").decimalValue() : null,
                        band.get("rate").decimalValue())));
                yield new Bands(read);
            }
            case Type.Whole whole -> new BigDecimal(json.asString());
            case Type.Decimal decimal -> new BigDecimal(json.asString());
            case Type other -> json.asString();
        };
    }

    @Override
    public List<Map<String, @Nullable Object>> all(String register) {
        return standing.getOrDefault(register, List.of());
    }

    @Override
    public Optional<Map<String, @Nullable Object>> record(String register, UUID id) {
        return Optional.ofNullable(byId.getOrDefault(register, Map.of()).get(id));
    }
}
