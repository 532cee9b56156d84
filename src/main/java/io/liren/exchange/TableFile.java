package io.liren.exchange;

import io.liren.calendar.Today;
import io.liren.paper.DocxTable;
import io.liren.paper.Pdf;
import io.liren.wording.Formats;
import io.liren.wording.Language;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tables as files (导出): for Excel with real types, as PDF and for Word as they are read on paper. */
public enum TableFile {
    /** An Excel workbook. */
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    /** A PDF of A4 pages across. */
    PDF("application/pdf"),
    /** A Word document of A4 pages across. */
    DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document");

    /** On paper nobody reads more; Excel takes all. */
    public static final int MOST_ON_PAPER = 3_000;

    private final String mediaType;

    TableFile(String mediaType) {
        this.mediaType = mediaType;
    }

    /** The one whose files end so. */
    public static Optional<TableFile> ending(String ending) {
        return List.of(values()).stream().filter(f -> f.ending().equals(ending)).findFirst();
    }

    /** How its files end, without the dot. */
    public String ending() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its media type. */
    public String mediaType() {
        return mediaType;
    }

    /**
     * Writes a table.
     *
     * @param under lines below the title: whose it is, as of when; on paper only
     */
    public void write(
            OutputStream out,
            String title,
            List<String> under,
            List<String> heads,
            Language language,
            SheetWriter.Source source)
            throws IOException {
        switch (this) {
            case XLSX -> SheetWriter.write(out, title, heads, language, source);
            case PDF -> out.write(Pdf.table(title, under, heads, rows(source, language)));
            case DOCX -> out.write(DocxTable.write(title, under, heads, rows(source, language)));
        }
    }

    private static List<List<String>> rows(SheetWriter.Source source, Language language) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        int[] more = {0};
        source.to(values -> {
            if (rows.size() < MOST_ON_PAPER) {
                rows.add(values.stream().map(v -> words(v, language)).toList());
            } else {
                more[0]++;
            }
        });
        if (more[0] > 0) {
            rows.add(List.of(
                    language == Language.ZH
                            ? "还有 " + more[0] + " 行没有印,请导出 Excel。"
                            : more[0] + " more lines are not printed; export to Excel."));
        }
        return rows;
    }

    private static String words(@Nullable Object value, Language language) {
        return switch (value) {
            case null -> "";
            case BigDecimal number ->
                number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
            case LocalDate date -> date.toString();
            case Instant moment -> Formats.instant(moment, Today.SHANGHAI, language);
            case LocalTime time -> Formats.time(time, language);
            case Boolean yes -> Formats.yesNo(yes, language);
            case Object text -> text.toString();
        };
    }
}
