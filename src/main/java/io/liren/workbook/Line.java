package io.liren.workbook;

import java.util.List;

/**
 * A line of a table (行).
 *
 * @param number as the spreadsheet shows it, from 1
 * @param cells from the first column on; what is missing at the end is blank
 */
public record Line(int number, List<Cell> cells) {
    public Line {
        cells = List.copyOf(cells);
    }

    /** The cell of a column, counted from 0. */
    public Cell cell(int column) {
        return column < cells.size() ? cells.get(column) : Cell.BLANK;
    }

    /** Whether there is nothing in it. */
    public boolean blank() {
        return cells.stream().allMatch(Cell::blank);
    }
}
