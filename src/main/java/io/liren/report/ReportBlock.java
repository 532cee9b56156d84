package io.liren.report;

import io.liren.block.Block;
import io.liren.block.Place;
import io.liren.block.Selection;
import io.liren.block.Span;
import io.liren.calendar.PeriodUnit;
import io.liren.register.RegisterBlock;
import io.liren.rulebook.YamlScalar;
import io.liren.wording.Label;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A report (报表) as written.
 *
 * @param of the records of rows that name none of their own
 * @param list the columns of the list that goes up; none: numbers only
 * @param sheets the register of what is done with its sheets
 */
record ReportBlock(
        Place place,
        PeriodUnit every,
        YamlScalar everyWritten,
        List<PeriodUnit> also,
        Optional<Selection> of,
        Rows rows,
        List<Column> columns,
        boolean total,
        Optional<Label> basis,
        Optional<Label> admission,
        Optional<Label> to,
        Optional<Span> due,
        Optional<LocalDate> from,
        Optional<YamlScalar> preparedBy,
        Optional<YamlScalar> reviewedBy,
        Optional<Hide> hide,
        List<Adds> identities,
        List<Listed> list,
        RegisterBlock sheets)
        implements Block {
    /** What its rows are. */
    sealed interface Rows {
        /** One for each option of a choice. */
        record By(YamlScalar choice) implements Rows {}

        /** Those named. */
        record Named(List<Row> rows) implements Rows {}
    }

    /**
     * A named row.
     *
     * @param of its own records; empty: the report's
     * @param measures what columns with {@code use} mean in this row
     */
    record Row(YamlScalar name, Label label, Optional<Selection> of, Optional<YamlScalar> where, List<Used> measures) {}

    /** A named measure of a row. */
    record Used(YamlScalar name, Counted counted) {}

    /** Records counted, or a number summed, or different values counted; of those that meet a condition. */
    record Counted(Optional<YamlScalar> sum, Optional<YamlScalar> distinct, Optional<YamlScalar> where) {}

    /** A column as written. */
    sealed interface Column {
        YamlScalar name();

        Label label();

        /** Counted alike in every row. */
        record Alike(YamlScalar name, Label label, Counted counted, Shift shift) implements Column {}

        /** What each row says of a measure's name. */
        record Use(YamlScalar name, Label label, YamlScalar measure, Shift shift) implements Column {}

        /** Two other columns, divided or subtracted. */
        record Of(YamlScalar name, Label label, boolean ratio, YamlScalar first, YamlScalar second) implements Column {}
    }

    /** A column of the list that goes up with the numbers: a field, or an expression with a label of its own. */
    record Listed(YamlScalar name, Optional<Label> label, Optional<YamlScalar> value) {}

    /** Small numbers that are not told. */
    record Hide(int under, List<YamlScalar> except, List<YamlScalar> rows) {}

    /** An identity as written. */
    record Adds(YamlScalar text, boolean eachRow, Optional<Label> says) {}

    @Override
    public List<String> registers() {
        return sheets.registers();
    }
}
