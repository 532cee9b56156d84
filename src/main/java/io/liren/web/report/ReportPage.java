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
 * @param acts what the reader may do with the sheet now
 * @param sheet the sheet itself
 * @param basis on what it is asked for, to whom it goes, by which day, in words; may be empty
 * @param list the records that go up; nothing where the report is numbers only, or the reader may not see them
 * @param checks identities that hold or do not
 * @param corrections of closed sheets, that go up with this one or the next
 * @param notes what one should know of the numbers
 * @param way what was done with it, first to last
 */
public record ReportPage(
        String title,
        List<Tag> tags,
        String address,
        List<Option> periods,
        @Nullable Link previous,
        @Nullable Link next,
        List<Link> actions,
        List<Doing> acts,
        Sheet sheet,
        String basis,
        @Nullable Listed list,
        List<Note> checks,
        List<Note> corrections,
        List<Note> notes,
        List<Done> way) {

    /**
     * Something that can be done with a sheet.
     *
     * @param act the word that is sent
     * @param reason whether a reason has to be given
     * @param hint what it means
     */
    public record Doing(String text, String address, String act, boolean reason, boolean main, String hint) {}

    /** Something that was done. */
    public record Done(String what, String when, String who, String reason) {}

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

    /** The list that goes up with the numbers. */
    public record Listed(List<String> columns, List<List<String>> lines) {}

    /** A line beside the sheet; the links lead to the records. */
    public record Note(Tag text, String detail, List<Link> links) {}
}
