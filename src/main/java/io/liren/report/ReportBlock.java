package io.liren.report;

import io.liren.block.Block;
import io.liren.block.Place;
import io.liren.block.Selection;
import io.liren.block.Span;
import io.liren.calendar.PeriodUnit;
import io.liren.rulebook.YamlScalar;
import io.liren.wording.Label;
import java.util.List;
import java.util.Optional;

/** A report (报表) as written. */
record ReportBlock(
        Place place,
        PeriodUnit every,
        YamlScalar everyWritten,
        Selection of,
        Rows rows,
        List<Column> columns,
        boolean total,
        Optional<Label> basis,
        Optional<Label> to,
        Optional<Span> due,
        Optional<YamlScalar> preparedBy,
        Optional<YamlScalar> reviewedBy)
        implements Block {
    /** What its rows are. */
    sealed interface Rows {
        /** One for each option of a choice. */
        record By(YamlScalar choice) implements Rows {}

        /** Those named, each with a condition. */
        record Named(List<Row> rows) implements Rows {}
    }

    /** A named row. */
    record Row(String name, Label label, YamlScalar where) {}

    /** A column: records counted, or a number summed; of those that meet a condition. */
    record Column(String name, Label label, Optional<YamlScalar> sum, Optional<YamlScalar> where) {}
}
