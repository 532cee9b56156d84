package io.liren.filling;

import io.liren.workbook.Limits;
import io.liren.workbook.Line;
import io.liren.workbook.Merge;
import io.liren.workbook.Workbook;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;

/** A table in an Excel file: its first sheet. It is read within limits before POI opens it for writing. */
final class BlankSheet implements Blank {
    private static final Limits LIMITS = new Limits(2_000_000, 20_000_000, 2_000_000, 3_000, 200, 5_000);
    private final byte[] file;
    private final List<Line> lines;
    private final List<Merge> merges;

    BlankSheet(byte[] file) {
        this.file = file;
        try (Workbook workbook = Workbook.open(file, LIMITS)) {
            lines = workbook.first(0, LIMITS.rows());
            merges = workbook.merges(0);
        }
    }

    @Override
    public List<Line> lines() {
        return lines;
    }

    @Override
    public List<Merge> merges() {
        return merges;
    }

    @Override
    public byte[] filled(Map<Integer, Map<Integer, Object>> values) {
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(file));
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            Sheet sheet = workbook.getSheetAt(workbook.getFirstVisibleTab());
            int first = values.keySet().stream().min(Integer::compare).orElse(1);
            values.forEach((line, cells) -> {
                Row row = sheet.getRow(line - 1) == null ? sheet.createRow(line - 1) : sheet.getRow(line - 1);
                cells.forEach((column, value) -> put(row, column, value, style(sheet, first, column)));
            });
            workbook.setForceFormulaRecalculation(true);
            workbook.write(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new line looks like the first one below the heading. */
    private static @Nullable CellStyle style(Sheet sheet, int line, int column) {
        Row row = sheet.getRow(line - 1);
        Cell cell = row == null ? null : row.getCell(column);
        return cell == null ? null : cell.getCellStyle();
    }

    private static void put(Row row, int column, Object value, @Nullable CellStyle style) {
        Cell there = row.getCell(column);
        Cell cell = there == null ? row.createCell(column) : there;
        if (there == null && style != null) {
            cell.setCellStyle(style);
        }
        switch (value) {
            case BigDecimal number -> cell.setCellValue(number.doubleValue());
            // As text: the table's own format need not be one for dates.
            case LocalDate date -> cell.setCellValue(date.toString());
            case Object other -> cell.setCellValue(other.toString());
        }
    }

    @Override
    public String mediaType() {
        return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    }
}
