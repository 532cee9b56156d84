package io.liren.ledger;

import io.liren.access.Viewer;
import io.liren.block.Edition;
import io.liren.block.ParameterSql;
import io.liren.calendar.Today;
import io.liren.expression.Bindings;
import io.liren.expression.SqlWriter;
import io.liren.expression.Type;
import io.liren.register.FieldModel;
import io.liren.register.FieldType;
import io.liren.register.Filter;
import io.liren.register.Records;
import io.liren.register.RegisterModel;
import io.liren.sql.Row;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads ledgers (台账) as a viewer may. */
public final class Ledgers {
    private final Records records;
    private final Edition edition;
    private final Today today;

    /** @param records opens the viewer's time and rights */
    public Ledgers(Records records, Edition edition, Today today) {
        this.records = records;
        this.edition = edition;
        this.today = today;
    }

    /** A row: the record it stands for, and a value for each column. */
    public record Line(UUID id, Map<String, @Nullable Object> values) {}

    /**
     * Some rows of a ledger.
     *
     * @param count all rows
     * @param sums by column
     */
    public record Sheet(Ledger ledger, List<Line> lines, long count, Map<String, BigDecimal> sums) {}

    /** The ledgers the viewer may read, in order. */
    public List<Ledger> all(Viewer viewer) {
        return edition.all(Ledger.class).stream()
                .filter(l -> l.read().isEmpty() || viewer.holdsAny(l.read()))
                .toList();
    }

    /** One ledger by id, if the viewer may read it. */
    public Optional<Ledger> find(Viewer viewer, String id) {
        return all(viewer).stream().filter(l -> l.id().equals(id)).findFirst();
    }

    /**
     * Some of its rows.
     *
     * @param filters by column; all must hold
     * @param sort the column to order by; empty: as the ledger says
     */
    public Sheet sheet(
            Viewer viewer, Ledger ledger, List<Filter> filters, Optional<Ledger.Order> sort, int offset, int size) {
        LocalDate day = viewer.asOf().orElse(today.today());
        return records.asSeenBy(viewer, transaction -> {
            Sql all = rows(ledger, ledger.columns(), viewer.community(), day);
            Narrowing narrowing = new Narrowing(records, viewer, ledger.of().register(), columns(ledger), today);
            Sql rows = filters.isEmpty()
                    ? all
                    : Sql.of("select r.* from ({rows}) r where {conditions}")
                            .part("rows", all)
                            .part("conditions", narrowing.conditions(filters));
            List<Sql> orders = new ArrayList<>();
            sort.map(List::of)
                    .orElse(ledger.order())
                    .forEach(o -> orders.add(
                            (o.descending() ? Sql.of("r.{column} desc nulls last") : Sql.of("r.{column} nulls last"))
                                    .name("column", column(o.column()))));
            orders.add(Sql.of("r.record_id"));
            List<Line> lines = transaction.rows(
                    Sql.of("select * from ({rows}) r order by {orders} limit {size} offset {offset}")
                            .part("rows", rows)
                            .part("orders", Sql.join(", ", orders))
                            .value("size", size)
                            .value("offset", offset),
                    row -> line(ledger, row));
            Map<String, BigDecimal> sums = new LinkedHashMap<>();
            for (String column : ledger.sums()) {
                sums.put(
                        column,
                        transaction.one(
                                Sql.of("select coalesce(sum(r.{column}), 0) as total from ({rows}) r")
                                        .name("column", column(column))
                                        .part("rows", rows),
                                row -> row.decimal("total")));
            }
            long count = filters.isEmpty()
                    ? count(transaction, ledger, viewer.community(), day)
                    : transaction.one(
                            Sql.of("select count(*) as number from ({rows}) r").part("rows", rows),
                            row -> row.whole("number"));
            return new Sheet(ledger, lines, count, sums);
        });
    }

    /** How many rows each of these ledgers has, by id, in one statement. */
    public Map<String, Long> counts(Viewer viewer, List<Ledger> ledgers) {
        LocalDate day = viewer.asOf().orElse(today.today());
        Map<String, Long> counts = new LinkedHashMap<>();
        if (!ledgers.isEmpty()) {
            List<Sql> each = ledgers.stream()
                    .map(l -> Sql.of("select {id}::text as ledger, count(*) as number from ({rows}) r")
                            .value("id", l.id())
                            .part("rows", rows(l, List.of(), viewer.community(), day)))
                    .toList();
            records.asSeenBy(
                    viewer,
                    transaction -> transaction.rows(
                            Sql.join(" union all ", each), row -> counts.put(row.text("ledger"), row.whole("number"))));
        }
        return counts;
    }

    private static Line line(Ledger ledger, Row row) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Ledger.Column column : ledger.columns()) {
            values.put(column.name(), row.value(column(column.name())));
        }
        return new Line(row.uuid("record_id"), values);
    }

    /** The columns as fields: a column that shows a field is that field under its own name. */
    public List<FieldModel> columns(Ledger ledger) {
        Optional<RegisterModel> register = records.registers().find(ledger.of().register());
        return ledger.columns().stream()
                .map(column -> {
                    Optional<FieldModel> own = column.field().flatMap(f -> register.flatMap(m -> m.field(f)));
                    return new FieldModel(
                            column.name(),
                            column.label(),
                            Optional.empty(),
                            own.map(FieldModel::type).orElseGet(() -> type(column.type())),
                            false,
                            false,
                            own.flatMap(FieldModel::sensitive),
                            own.map(FieldModel::seenBy).orElse(List.of()),
                            Optional.of(column.value()),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty());
                })
                .toList();
    }

    private static FieldType type(Type type) {
        return switch (type) {
            case Type.Whole ignored -> new FieldType.Whole();
            case Type.Decimal ignored -> new FieldType.Decimal();
            case Type.Bool ignored -> new FieldType.Bool();
            case Type.Date ignored -> new FieldType.Date();
            case Type.Time ignored -> new FieldType.Time();
            case Type.Moment ignored -> new FieldType.Moment();
            case Type.Rec(String register) -> new FieldType.Reference(register);
            case Type.ListOf(Type.Rec(String register)) -> new FieldType.References(register);
            case Type other -> new FieldType.Text(false);
        };
    }

    static String column(String name) {
        return "col_" + name;
    }

    private static Sql rows(Ledger ledger, List<Ledger.Column> shown, UUID community, LocalDate day) {
        Sql own = Sql.of("s.community_id");
        SqlWriter writer = new SqlWriter(Bindings.of(own, Sql.bind(day))
                .row(ledger.of().name(), "s")
                .parameters(ParameterSql.inForce(ledger.names(), ledger.place().rulebook(), own, Sql.bind(day))));
        List<Sql> columns = new ArrayList<>();
        columns.add(Sql.of("s.id as record_id"));
        for (Ledger.Column column : shown) {
            columns.add(Sql.of("{value} as {name}")
                    .part("value", writer.value(column.value()))
                    .name("name", column(column.name())));
        }
        Sql where = ledger.where().map(writer::condition).orElse(Sql.of("true"));
        return Sql.of("""
                select {columns}
                  from {table} s{joins}
                 where s.community_id = {community} and s.voided_at is null and ({where})""")
                .part("columns", Sql.join(", ", columns))
                .name("table", ledger.of().table())
                .part("joins", writer.joins())
                .value("community", community)
                .part("where", where);
    }

    static long count(Transaction transaction, Ledger ledger, UUID community, LocalDate day) {
        return transaction.one(
                Sql.of("select count(*) as number from ({rows}) r")
                        .part("rows", rows(ledger, List.of(), community, day)),
                row -> row.whole("number"));
    }

    /** The records that stand in a ledger on a day. */
    public static Set<UUID> listed(Transaction transaction, Ledger ledger, UUID community, LocalDate day) {
        return new HashSet<>(transaction.rows(
                Sql.of("select r.record_id from ({rows}) r").part("rows", rows(ledger, List.of(), community, day)),
                row -> row.uuid("record_id")));
    }

    static boolean holds(Transaction transaction, Ledger ledger, UUID community, UUID record, LocalDate day) {
        return transaction.any(Sql.of("select 1 from ({rows}) r where r.record_id = {record}")
                .part("rows", rows(ledger, List.of(), community, day))
                .value("record", record));
    }
}
