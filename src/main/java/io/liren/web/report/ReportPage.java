package io.liren.web.report;

import io.liren.web.frame.Link;
import io.liren.web.frame.Option;
import io.liren.web.frame.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One report for one period (报表).
 *
 * @param title its name in the bar
 * @param tags what its checks say
 * @param address where the period picker leads (GET, parameter {@code period})
 * @param periods the periods one may choose
 * @param previous the period before, or nothing
 * @param next the period after, or nothing
 * @param actions export and so on
 * @param sheet the sheet itself
 * @param basis on what it is asked for, to whom it goes, by which day, in words; may be empty
 * @param checks identities that hold or do not
 * @param notes what one should know of the numbers
 */
public record ReportPage(
        String title,
        List<Tag> tags,
        String address,
        List<Option> periods,
        @Nullable Link previous,
        @Nullable Link next,
        List<Link> actions,
        Sheet sheet,
        String basis,
        List<Note> checks,
        List<Note> notes) {

    /**
     * The sheet as it goes up.
     *
     * @param who whose, and for which period
     * @param seal its state as a stamp: 未封存
     * @param sealed whether it is closed
     * @param columns the first heads the rows
     * @param total the last row, or nothing
     * @param compiledBy who filled it in, in words; may be empty
     * @param reviewedBy who reviewed it, in words; may be empty
     */
    public record Sheet(
            String title,
            String who,
            String seal,
            boolean sealed,
            List<String> columns,
            List<Row> rows,
            @Nullable Row total,
            String compiledBy,
            String reviewedBy) {}

    /** A row. {@code wrong} says in red what does not add up; empty when it does. */
    public record Row(String label, List<Cell> cells, String wrong) {}

    /** A number. {@code href} opens onto its records; empty when there is nothing to open. */
    public record Cell(String text, String href) {}

    /** A line beside the sheet; {@code link} leads to the records, or nothing. */
    public record Note(Tag text, String detail, @Nullable Link link) {}
}
