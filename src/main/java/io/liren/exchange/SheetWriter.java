package io.liren.exchange;

import io.liren.calendar.Today;
import io.liren.wording.Formats;
import io.liren.wording.Language;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.Position;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/** Writes a table as an Excel file (导出), line by line. Text stays text: what begins like a formula is never one. */
public final class SheetWriter {
    private static final int FLUSH = 500;
    private static final int LONGEST_NAME = 31;

    private SheetWriter() {}

    /** Takes the lines of a table, one after another. */
    @FunctionalInterface
    public interface Lines {
        /** Writes one line; its values are text, numbers, dates, times, truth values or nothing. */
        void line(List<@Nullable Object> values) throws IOException;
    }

    /** Gives the lines of a table. */
    @FunctionalInterface
    public interface Source {
        /** Gives all lines to {@code lines}. */
        void to(Lines lines) throws IOException;
    }

    /**
     * Writes one sheet.
     *
     * @param name the sheet's name
     * @param heads the columns' labels
     * @throws IOException if the file can't be written
     */
    public static void write(OutputStream out, String name, List<String> heads, Language language, Source source)
            throws IOException {
        try (Workbook workbook = new Workbook(out, io.liren.workbook.Workbook.OURS, "1.0")) {
            String plain = name.replaceAll("[\\[\\]:*?/\\\\']", " ");
            Worksheet sheet =
                    workbook.newWorksheet(plain.length() > LONGEST_NAME ? plain.substring(0, LONGEST_NAME) : plain);
            for (int i = 0; i < heads.size(); i++) {
                sheet.value(0, i, safe(heads.get(i)));
            }
            sheet.range(0, 0, 0, Math.max(0, heads.size() - 1)).style().bold().set();
            sheet.freezePane(0, 1);
            print(sheet, heads);
            int[] at = {1};
            source.to(values -> {
                for (int i = 0; i < values.size(); i++) {
                    put(sheet, at[0], i, values.get(i), language);
                }
                at[0]++;
                if (at[0] % FLUSH == 0) {
                    sheet.flush();
                }
            });
            sheet.finish();
        }
    }

    /** On A4 across, as wide as the page, the heading on each page, the pages numbered. */
    private static void print(Worksheet sheet, List<String> heads) {
        sheet.pageOrientation("landscape");
        sheet.paperSize(PaperSize.A4_PAPER);
        sheet.setFitToPage(true);
        sheet.fitToWidth((short) 1);
        sheet.fitToHeight((short) 0);
        sheet.repeatRows(0);
        sheet.footer("&P / &N", Position.CENTER);
        for (int column = 0; column < heads.size(); column++) {
            sheet.width(column, Math.clamp(heads.get(column).length() * 2L + 4, 10, 30));
        }
    }

    private static void put(Worksheet sheet, int line, int column, @Nullable Object value, Language language) {
        switch (value) {
            case null -> {}
            case BigDecimal number -> sheet.value(line, column, number);
            case Number number -> sheet.value(line, column, number);
            case LocalDate date -> {
                sheet.value(line, column, date);
                sheet.style(line, column).format("yyyy-mm-dd").set();
            }
            case Instant moment -> {
                sheet.value(line, column, LocalDateTime.ofInstant(moment, Today.SHANGHAI));
                sheet.style(line, column).format("yyyy-mm-dd hh:mm").set();
            }
            case LocalTime time -> sheet.value(line, column, Formats.time(time, language));
            case Boolean yes -> sheet.value(line, column, Formats.yesNo(yes, language));
            case Object text -> sheet.value(line, column, safe(text.toString()));
        }
    }

    /** Cells are written as text; should the file be saved as CSV and opened again, a formula must not come alive. */
    static String safe(String text) {
        boolean risky = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
        return risky && !text.matches("[+-]?[\\d.,\\s-]+") ? "'" + text : text;
    }
}
