package io.liren.report;

import io.liren.block.Artefact;
import io.liren.block.Names;
import io.liren.block.Place;
import io.liren.calendar.PeriodUnit;
import io.liren.expression.Checked;
import io.liren.expression.Shape;
import io.liren.wording.Label;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A report (报表) as it runs: numbers for a period, each over the records of a register.
 *
 * @param also longer or shorter periods it can be asked for, too; it is closed by {@code every} alone
 * @param measures by row and column, {@link #TOTAL} included where it is one
 * @param basis on what it rests
 * @param admission the number under which the form was admitted
 * @param dueDays days after the period's end; empty: not due
 * @param preparedBy the post that prepares it, full id
 * @param hide small numbers, kept from whoever is not of the unit in charge
 * @param list the records that go up with the numbers; empty: numbers only
 * @param sheetRegister the register of what was done with its sheets, full id
 */
public record Report(
        Place place,
        PeriodUnit every,
        List<PeriodUnit> also,
        List<Row> rows,
        List<Column> columns,
        Map<String, Map<String, Measure>> measures,
        boolean total,
        Label basis,
        Optional<Label> admission,
        Optional<Label> to,
        Optional<Integer> dueDays,
        Optional<String> preparedBy,
        Optional<String> reviewedBy,
        Optional<Hide> hide,
        List<Identity> identities,
        Optional<Listing> list,
        String sheetRegister,
        String sheetTable,
        Names names)
        implements Artefact {
    /** The row that sums up the others. */
    public static final String TOTAL = "total";

    /** A row. */
    public record Row(String name, Label label) {}

    /** A column: of records, or worked out from other columns. */
    public sealed interface Column {
        /** Its name. */
        String name();

        /** What people call it. */
        Label label();

        /** Of records. */
        record Measured(String name, Label label) implements Column {}

        /** How many hundredths of another column a column is. */
        record Ratio(String name, Label label, String part, String whole) implements Column {}

        /** What one column is more than another. */
        record Difference(String name, Label label, String from, String less) implements Column {}
    }

    /**
     * Counts of private matters (敏感事项小数) that are not told outside the unit in charge.
     *
     * @param under numbers from 1 to below this
     * @param except the posts of the unit in charge, full ids
     * @param rows the rows it is about; none: all
     */
    public record Hide(int under, List<String> except, List<String> rows) {}

    /**
     * The records themselves (名单), which go up with the numbers.
     *
     * @param conditions as those of a measure: all must hold, of each at least one
     */
    public record Listing(Shape of, List<List<Checked>> conditions, List<Listed> columns) {
        public Listing {
            conditions = List.copyOf(conditions);
            columns = List.copyOf(columns);
        }
    }

    /** A column of the list. */
    public record Listed(String name, Label label, Checked value) {}

    public Report {
        also = List.copyOf(also);
        rows = List.copyOf(rows);
        columns = List.copyOf(columns);
        measures = Map.copyOf(measures);
        identities = List.copyOf(identities);
    }

    /** What stands behind a cell; empty where it is worked out from others, or there is nothing. */
    Optional<Measure> measure(String row, String column) {
        return Optional.ofNullable(measures.getOrDefault(row, Map.of()).get(column));
    }

    /** The registers that its numbers come from, full ids. */
    public List<String> registers() {
        return measures.values().stream()
                .flatMap(m -> m.values().stream())
                .map(m -> m.of().register())
                .distinct()
                .sorted()
                .toList();
    }

    /** The register behind a cell, full id; empty where it is worked out from others. */
    public Optional<String> register(String row, String column) {
        return measure(row, column).map(m -> m.of().register());
    }

    /** A row's name in words; the total's is not here. */
    public Optional<Label> rowLabel(String row) {
        return rows.stream().filter(r -> r.name().equals(row)).map(Row::label).findFirst();
    }

    /** A column's name in words. */
    public Optional<Label> columnLabel(String column) {
        return columns.stream()
                .filter(c -> c.name().equals(column))
                .map(Column::label)
                .findFirst();
    }
}
