package io.liren.filling;

import io.liren.workbook.BadWorkbook;
import io.liren.workbook.Line;
import io.liren.workbook.Merge;
import java.util.List;
import java.util.Map;

/** A table to be filled in, in its own format. Lines from 1, columns from 0, as in a spreadsheet. */
public sealed interface Blank permits BlankSheet, BlankDocument {
    /** What a cell says that nobody can fill in. */
    String UNKNOWN = "未掌握";

    /** Its lines, blank ones left out. */
    List<Line> lines();

    /** Its merged cells. */
    List<Merge> merges();

    /**
     * The file with cells filled in; all else stays.
     *
     * @param values by line, then by column
     */
    byte[] filled(Map<Integer, Map<Integer, Object>> values);

    /** The media type of its file. */
    String mediaType();

    /**
     * Opens an xlsx or docx file by what it is.
     *
     * @throws BadWorkbook if it can't be read
     */
    static Blank open(byte[] file) {
        return BlankDocument.is(file) ? new BlankDocument(file) : new BlankSheet(file);
    }
}
