package io.liren.report;

import io.liren.block.Artefact;
import io.liren.block.Names;
import io.liren.block.Place;
import io.liren.calendar.PeriodUnit;
import io.liren.expression.Checked;
import io.liren.expression.Shape;
import io.liren.wording.Label;
import java.util.List;
import java.util.Optional;

/**
 * A report (报表) as it runs: numbers for a period, each over the records of one register.
 *
 * @param where which records, in the period
 * @param preparedBy the post that prepares it, full id
 */
public record Report(
        Place place,
        PeriodUnit every,
        Shape of,
        Checked where,
        List<Row> rows,
        List<Column> columns,
        boolean total,
        Label basis,
        Optional<Label> to,
        Optional<Integer> dueDays,
        Optional<String> preparedBy,
        Optional<String> reviewedBy,
        Names names)
        implements Artefact {
    /** The row that sums up the others. */
    public static final String TOTAL = "total";

    /** A row, and which records belong to it. */
    public record Row(String name, Label label, Checked where) {}

    /** A column: records counted, or {@code sum} added up. */
    public record Column(String name, Label label, Optional<Checked> sum, Optional<Checked> where) {}
}
