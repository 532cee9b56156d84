package io.liren.workbook;

/** Cells that are shown as one (合并单元格). Rows from 1, columns from 0, both ends included; the first cell holds the value. */
public record Merge(int top, int left, int bottom, int right) {
    /** Whether a cell belongs to it. */
    public boolean holds(int row, int column) {
        return row >= top && row <= bottom && column >= left && column <= right;
    }
}
