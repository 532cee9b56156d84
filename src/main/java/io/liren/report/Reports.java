package io.liren.report;

import io.liren.access.Viewer;
import io.liren.block.Edition;
import io.liren.block.ParameterSql;
import io.liren.calendar.Period;
import io.liren.expression.Bindings;
import io.liren.expression.SqlWriter;
import io.liren.register.Records;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads reports (报表): the numbers of a period in one statement, and the records behind each of them. */
public final class Reports {
    private final Records records;
    private final Edition edition;

    /** @param records opens the viewer's time and rights */
    public Reports(Records records, Edition edition) {
        this.records = records;
        this.edition = edition;
    }

    /** The numbers of a period, by row and column. */
    public record Sheet(Report report, Period period, Map<String, Map<String, BigDecimal>> numbers) {
        /** One number; empty if there is no such cell. */
        public Optional<BigDecimal> number(String row, String column) {
            return Optional.ofNullable(numbers.getOrDefault(row, Map.of()).get(column));
        }
    }

    /** All reports, in order. */
    public List<Report> all() {
        return edition.all(Report.class);
    }

    /** One report by id. */
    public Optional<Report> find(String id) {
        return edition.find(Report.class, id);
    }

    /** The numbers of a period. */
    public Sheet sheet(Viewer viewer, Report report, Period period) {
        return records.asSeenBy(viewer, t -> sheet(t, report, viewer.community(), period));
    }

    /** The records behind a number, the same condition; {@code row} may be {@link Report#TOTAL}. */
    public List<UUID> records(Viewer viewer, Report report, Period period, String row, String column, int most) {
        return records.asSeenBy(viewer, transaction -> {
            SqlWriter writer = writer(report, period);
            Sql cell = cell(report, writer, row, column);
            Sql where = writer.condition(report.where());
            return transaction.rows(
                    Sql.of("""
                            select s.id
                              from {table} s{joins}
                             where s.community_id = {community} and s.voided_at is null and ({where}) and ({cell})
                             order by s.id limit {most}""")
                            .name("table", report.of().table())
                            .part("joins", writer.joins())
                            .value("community", viewer.community())
                            .part("where", where)
                            .part("cell", cell)
                            .value("most", most),
                    found -> found.uuid("id"));
        });
    }

    private static SqlWriter writer(Report report, Period period) {
        Sql own = Sql.of("s.community_id");
        return new SqlWriter(Bindings.of(own, Sql.bind(period.end()))
                .row(report.of().name(), "s")
                .period(Sql.bind(period.start()), Sql.bind(period.end()))
                .parameters(ParameterSql.inForce(
                        report.names(), report.place().rulebook(), own, Sql.bind(period.start()))));
    }

    private static Sql cell(Report report, SqlWriter writer, String row, String column) {
        List<Sql> conditions = new ArrayList<>();
        conditions.add(Sql.of("true"));
        if (row.equals(Report.TOTAL)) {
            List<Sql> any = report.rows().stream()
                    .map(r -> Sql.of("({c})").part("c", writer.condition(r.where())))
                    .toList();
            conditions.add(Sql.of("({any})").part("any", Sql.join(" or ", any)));
        }
        report.rows().stream()
                .filter(r -> r.name().equals(row))
                .forEach(r -> conditions.add(Sql.of("({c})").part("c", writer.condition(r.where()))));
        report.columns().stream()
                .filter(c -> c.name().equals(column))
                .flatMap(c -> c.where().stream())
                .forEach(w -> conditions.add(Sql.of("({c})").part("c", writer.condition(w))));
        return Sql.join(" and ", conditions);
    }

    static Sheet sheet(Transaction transaction, Report report, UUID community, Period period) {
        SqlWriter writer = writer(report, period);
        List<Sql> numbers = new ArrayList<>();
        Map<String, String[]> cells = new LinkedHashMap<>();
        List<String> rows =
                new ArrayList<>(report.rows().stream().map(Report.Row::name).toList());
        rows.add(Report.TOTAL);
        for (String row : rows) {
            for (Report.Column column : report.columns()) {
                String name = "n_" + cells.size();
                Sql what = column.sum()
                        .map(s -> Sql.of("coalesce(sum({value})").part("value", writer.value(s)))
                        .orElse(Sql.of("coalesce(count(*)"));
                numbers.add(what.then(Sql.of(" filter (where {cell}), 0) as {name}")
                        .part("cell", cell(report, writer, row, column.name()))
                        .name("name", name)));
                cells.put(name, new String[] {row, column.name()});
            }
        }
        Sql where = writer.condition(report.where());
        Sql select = Sql.of("""
                select {numbers}
                  from {table} s{joins}
                 where s.community_id = {community} and s.voided_at is null and ({where})""")
                .part("numbers", Sql.join(",\n       ", numbers))
                .name("table", report.of().table())
                .part("joins", writer.joins())
                .value("community", community)
                .part("where", where);
        Map<String, Map<String, BigDecimal>> sheet = new LinkedHashMap<>();
        transaction.one(select, found -> {
            cells.forEach((name, cell) ->
                    sheet.computeIfAbsent(cell[0], r -> new LinkedHashMap<>()).put(cell[1], found.decimal(name)));
            return true;
        });
        return new Sheet(report, period, sheet);
    }
}
