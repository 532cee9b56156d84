package io.liren.filling;

import io.liren.paper.DocxTable;
import io.liren.workbook.Cell;
import io.liren.workbook.Line;
import io.liren.workbook.Merge;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A table in a Word file: its largest one. */
final class BlankDocument implements Blank {
    private final byte[] file;
    private final List<List<String>> rows;

    BlankDocument(byte[] file) {
        this.file = file;
        this.rows = DocxTable.read(file);
    }

    /** Whether a file is a Word document: its parts are named in the archive's own directory. */
    static boolean is(byte[] file) {
        return file.length > 4
                && file[0] == 'P'
                && new String(file, StandardCharsets.ISO_8859_1).contains("word/document.xml");
    }

    @Override
    public List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            Line line = new Line(row + 1, rows.get(row).stream().map(Cell::of).toList());
            if (!line.blank()) {
                lines.add(line);
            }
        }
        return lines;
    }

    @Override
    public List<Merge> merges() {
        return List.of();
    }

    @Override
    public byte[] filled(Map<Integer, Map<Integer, Object>> values) {
        Map<Integer, Map<Integer, String>> words = new LinkedHashMap<>();
        values.forEach((line, cells) -> {
            Map<Integer, String> row = new LinkedHashMap<>();
            cells.forEach((column, value) -> row.put(column, value.toString()));
            words.put(line - 1, row);
        });
        return DocxTable.filled(file, words);
    }

    @Override
    public String mediaType() {
        return "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    }
}
