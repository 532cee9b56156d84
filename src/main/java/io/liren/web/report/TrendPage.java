package io.liren.web.report;

import io.liren.web.frame.Link;
import io.liren.web.frame.Option;
import java.util.List;

/**
 * How a report's numbers went over the last periods: a picture a column, and the same numbers as a table.
 *
 * @param address where the row picker leads (GET, parameters {@code period} and {@code row})
 * @param period the last one shown, by key
 * @param rows the rows one may choose
 */
public record TrendPage(
        String title,
        String lead,
        Link back,
        String address,
        String period,
        List<Option> rows,
        List<Picture> pictures,
        List<String> heads,
        List<Line> lines) {
    /**
     * A column as bars, drawn in a box of 600 by 160.
     *
     * @param alt the picture in words
     * @param least the word at the foot of the first bar
     * @param latest the word at the foot of the last
     */
    public record Picture(String title, String alt, String most, String least, String latest, List<Bar> bars) {}

    /** A bar; {@code now} is the latest. */
    public record Bar(int x, int y, int width, int height, boolean now, String says) {}

    /** A period with its numbers. */
    public record Line(String period, List<String> numbers) {}
}
