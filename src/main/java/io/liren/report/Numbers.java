package io.liren.report;

import io.liren.block.ParameterSql;
import io.liren.calendar.Period;
import io.liren.expression.Bindings;
import io.liren.expression.Checked;
import io.liren.expression.Shape;
import io.liren.expression.SqlWriter;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** Works out a report's numbers, and what each record adds to one of them. One statement a register and period. */
final class Numbers {
    /** A list that goes up is read by people; a longer one is an export. */
    private static final int MOST_LINES = 5000;

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Numbers() {}

    private record Cell(String row, String column, Measure measure) {}

    private record Batch(Shape of, Shift shift) {}

    static Sheet sheet(Transaction transaction, Report report, UUID community, Period period) {
        Map<Batch, List<Cell>> batches = new LinkedHashMap<>();
        report.measures()
                .forEach((row, cells) -> cells.forEach((column, measure) -> batches.computeIfAbsent(
                                new Batch(measure.of(), measure.shift()), b -> new ArrayList<>())
                        .add(new Cell(row, column, measure))));
        Map<String, Map<String, BigDecimal>> found = new LinkedHashMap<>();
        batches.forEach((batch, cells) -> read(transaction, report, community, period, batch, cells, found));
        return new Sheet(report, period, completed(report, found));
    }

    private static void read(
            Transaction transaction,
            Report report,
            UUID community,
            Period period,
            Batch batch,
            List<Cell> cells,
            Map<String, Map<String, BigDecimal>> found) {
        SqlWriter writer = writer(report, batch.of(), batch.shift().of(period));
        List<Sql> numbers = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            numbers.add(aggregate(cells.get(i).measure(), writer)
                    .then(Sql.of(" as {name}").name("name", "n_" + i)));
        }
        transaction.one(
                Sql.of("""
                        select {numbers}
                          from {table} s{joins}
                         where s.community_id = {community} and s.voided_at is null""")
                        .part("numbers", Sql.join(",\n       ", numbers))
                        .name("table", batch.of().table())
                        .part("joins", writer.joins())
                        .value("community", community),
                row -> {
                    for (int i = 0; i < cells.size(); i++) {
                        found.computeIfAbsent(cells.get(i).row(), r -> new LinkedHashMap<>())
                                .put(cells.get(i).column(), row.decimal("n_" + i));
                    }
                    return true;
                });
    }

    private static Sql aggregate(Measure measure, SqlWriter writer) {
        Sql which = condition(measure, writer);
        return switch (measure.amount()) {
            case Measure.Amount.Count() ->
                Sql.of("count(*) filter (where {which})::numeric").part("which", which);
            case Measure.Amount.Sum(Checked number) ->
                Sql.of("coalesce(sum({number}) filter (where {which}), 0)")
                        .part("number", writer.value(number))
                        .part("which", which);
            case Measure.Amount.Distinct(Checked value) ->
                Sql.of("count(distinct {value}) filter (where {which})::numeric")
                        .part("value", writer.value(value))
                        .part("which", which);
        };
    }

    private static Sql condition(Measure measure, SqlWriter writer) {
        return condition(measure.conditions(), writer);
    }

    private static Sql condition(List<List<Checked>> conditions, SqlWriter writer) {
        List<Sql> all = new ArrayList<>();
        all.add(Sql.of("true"));
        for (List<Checked> any : conditions) {
            List<Sql> alternatives = any.stream()
                    .map(c -> Sql.of("({c})").part("c", writer.condition(c)))
                    .toList();
            all.add(Sql.of("({any})").part("any", Sql.join(" or ", alternatives)));
        }
        return Sql.join(" and ", all);
    }

    /** What each record adds to a number, by id; for different values the first record of each. */
    static Map<UUID, BigDecimal> contributions(
            Transaction transaction, Report report, Measure measure, UUID community, Period period) {
        SqlWriter writer = writer(report, measure.of(), measure.shift().of(period));
        Sql which = condition(measure, writer);
        Sql amount = switch (measure.amount()) {
            case Measure.Amount.Count() -> Sql.of("1::numeric");
            case Measure.Amount.Sum(Checked number) ->
                Sql.of("coalesce({n}, 0)").part("n", writer.value(number));
            case Measure.Amount.Distinct(Checked value) ->
                Sql.of(
                                "(case when {value} is null then 0 when row_number() over (partition by {value} order by s.id) = 1 then 1 else 0 end)::numeric")
                        .part("value", writer.value(value));
        };
        Map<UUID, BigDecimal> all = new TreeMap<>();
        transaction.rows(
                Sql.of("""
                        select s.id, {amount} as amount
                          from {table} s{joins}
                         where s.community_id = {community} and s.voided_at is null and {which}
                         order by s.id""")
                        .part("amount", amount)
                        .name("table", measure.of().table())
                        .part("joins", writer.joins())
                        .value("community", community)
                        .part("which", which),
                row -> all.put(row.uuid("id"), row.decimal("amount")));
        return all;
    }

    /** The lines of a report's list, in the order of entry; values as text, a missing one empty. */
    static List<List<String>> lines(Transaction transaction, Report report, UUID community, Period period) {
        if (report.list().isEmpty()) {
            return List.of();
        }
        Report.Listing list = report.list().get();
        SqlWriter writer = writer(report, list.of(), period);
        List<Sql> columns = new ArrayList<>();
        for (int i = 0; i < list.columns().size(); i++) {
            columns.add(Sql.of("coalesce(({value})::text, '') as {name}")
                    .part("value", writer.value(list.columns().get(i).value()))
                    .name("name", "l_" + i));
        }
        Sql which = condition(list.conditions(), writer);
        return transaction.rows(
                Sql.of("""
                        select {columns}
                          from {table} s{joins}
                         where s.community_id = {community} and s.voided_at is null and {which}
                         order by s.entered_at, s.id limit {most}""")
                        .part("columns", Sql.join(", ", columns))
                        .name("table", list.of().table())
                        .part("joins", writer.joins())
                        .value("community", community)
                        .part("which", which)
                        .value("most", MOST_LINES),
                row -> {
                    List<String> line = new ArrayList<>();
                    for (int i = 0; i < list.columns().size(); i++) {
                        line.add(row.text("l_" + i));
                    }
                    return line;
                });
    }

    private static SqlWriter writer(Report report, Shape of, Period period) {
        Sql own = Sql.of("s.community_id");
        return new SqlWriter(Bindings.of(own, Sql.bind(period.end()))
                .row(of.name(), "s")
                .period(Sql.bind(period.start()), Sql.bind(period.end()))
                .parameters(ParameterSql.inForce(
                        report.names(), report.place().rulebook(), own, Sql.bind(period.start()))));
    }

    /** Adds the totals of rows that count different records, and the columns worked out from others. */
    private static Map<String, Map<String, BigDecimal>> completed(
            Report report, Map<String, Map<String, BigDecimal>> found) {
        Map<String, BigDecimal> total = found.computeIfAbsent(Report.TOTAL, r -> new LinkedHashMap<>());
        for (Report.Column column : report.columns()) {
            if (column instanceof Report.Column.Measured && !total.containsKey(column.name())) {
                report.rows().stream()
                        .flatMap(r ->
                                Optional.ofNullable(
                                        found.getOrDefault(r.name(), Map.of()).get(column.name()))
                                        .stream())
                        .reduce(BigDecimal::add)
                        .ifPresent(sum -> total.put(column.name(), sum));
            }
        }
        for (Map<String, BigDecimal> cells : found.values()) {
            for (Report.Column column : report.columns()) {
                worked(column, cells).ifPresent(number -> cells.put(column.name(), number));
            }
        }
        return found;
    }

    private static Optional<BigDecimal> worked(Report.Column column, Map<String, BigDecimal> cells) {
        return switch (column) {
            case Report.Column.Measured measured -> Optional.empty();
            case Report.Column.Difference(var name, var label, String from, String less) ->
                both(cells, from, less).map(two -> two[0].subtract(two[1]));
            case Report.Column.Ratio(var name, var label, String part, String whole) ->
                both(cells, part, whole)
                        .filter(two -> two[1].signum() != 0)
                        .map(two -> two[0].multiply(HUNDRED).divide(two[1], 1, RoundingMode.HALF_UP));
        };
    }

    private static Optional<BigDecimal[]> both(Map<String, BigDecimal> cells, String first, String second) {
        BigDecimal one = cells.get(first);
        BigDecimal other = cells.get(second);
        return one == null || other == null ? Optional.empty() : Optional.of(new BigDecimal[] {one, other});
    }
}
