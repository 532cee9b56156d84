package io.liren.web.list;

import io.liren.web.frame.Link;
import io.liren.web.frame.Tone;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list (列表): of a register or of a ledger.
 *
 * @param title the book's name
 * @param lead one line about it; may be empty
 * @param address the list's address without parameters: the search form's action
 * @param create the button for a new record, or nothing
 * @param actions export, print and so on
 * @param search the search box
 * @param chips the filters in force, each taken away by its link
 * @param sentence how many, and in which order: 共 3 人，按外出日期排序
 * @param fields fields one may add a filter for; each link shows this page with that filter's form open
 * @param adding the filter's form when one is being added, or nothing
 * @param columns in order; the first names the record
 * @param foot counts and sums, one for each column; empty when there is no foot
 * @param pages what of it is shown, and the way to the rest
 * @param empty what to say when there are no rows
 * @param keeping the columns and views that the reader can keep, or nothing
 * @param glance the row that is looked at beside the list, or nothing
 */
public record ListPage(
        String title,
        String lead,
        String address,
        @Nullable Link create,
        List<Action> actions,
        Search search,
        List<Chip> chips,
        String sentence,
        List<Link> fields,
        @Nullable FilterForm adding,
        List<Column> columns,
        List<Row> rows,
        List<String> foot,
        Pages pages,
        String empty,
        @Nullable Keeping keeping,
        @Nullable Glance glance) {

    /** A list that is what it is: nothing of it is kept, and its rows lead away. */
    public ListPage(
            String title,
            String lead,
            String address,
            @Nullable Link create,
            List<Action> actions,
            Search search,
            List<Chip> chips,
            String sentence,
            List<Link> fields,
            @Nullable FilterForm adding,
            List<Column> columns,
            List<Row> rows,
            List<String> foot,
            Pages pages,
            String empty) {
        this(
                title, lead, address, create, actions, search, chips, sentence, fields, adding, columns, rows, foot,
                pages, empty, null, null);
    }

    /** A button in the bar. {@code print} opens the browser's own print dialogue instead of leading away. */
    public record Action(String text, String href, boolean print) {}

    /**
     * @param value what was searched for
     * @param kept the other parameters of the address, sent along
     */
    public record Search(String value, List<Kept> kept) {}

    /** A parameter of the address that a form sends along unseen. */
    public record Kept(String name, String value) {}

    /**
     * A filter in force, read as a part of a sentence: 外出 <b>满 6 个月</b>.
     *
     * @param without this list without it
     */
    public record Chip(String field, String value, String without) {}

    /**
     * A column.
     *
     * @param number whether it holds numbers, set to the right
     * @param minor whether a phone leaves it out
     * @param sort sorts by it, or turns the order round; empty when one cannot
     * @param order the present order
     */
    public record Column(String label, boolean number, boolean minor, String sort, Order order) {}

    /** How a column is sorted. */
    public enum Order {
        /** Not sorted by it. */
        NONE,
        /** Smallest first. */
        UP,
        /** Largest first. */
        DOWN
    }

    /**
     * One record.
     *
     * @param id its id
     * @param href its page; empty when the reader may not open it
     * @param glance this list with the row beside it
     * @param cells in the columns' order
     */
    public record Row(String id, String href, String glance, List<Cell> cells) {
        /** One that only leads to its page. */
        public Row(String href, List<Cell> cells) {
            this("", href, "", cells);
        }
    }

    /** A value in words. A plain one has {@link Tone#PLAIN}. */
    public record Cell(String text, Tone tone) {}

    /**
     * Paging by key.
     *
     * @param words which rows these are; may be empty
     * @param previous the rows before, or nothing
     * @param next the rows after, or nothing
     */
    public record Pages(
            String words,
            @Nullable String previous,
            @Nullable String next) {}
}
