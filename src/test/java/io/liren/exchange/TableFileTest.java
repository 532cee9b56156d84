package io.liren.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.liren.paper.DocxTable;
import io.liren.wording.Language;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.Test;

/** A table leaves the house in three shapes; in none of them does a text come alive as a formula. */
class TableFileTest {
    private static final List<String> RISKY =
            List.of("=HYPERLINK(\"http://x\",\"y\")", "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "=1+1");

    private static byte[] written(TableFile file, int lines) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        file.write(out, "居民台账", List.of("试点社区 · 2026年3月10日"), List.of("姓名", "出生日期", "次数"), Language.ZH, table -> {
            for (int i = 0; i < lines; i++) {
                table.line(Arrays.asList(
                        i < RISKY.size() ? RISKY.get(i) : "张甲" + i, LocalDate.of(1950, 3, 7), BigDecimal.valueOf(i)));
            }
        });
        return out.toByteArray();
    }

    @Test
    void noCellOfAWorkbookIsAFormulaAndItPrintsWithItsHeading() throws IOException {
        try (ZipFile zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(written(TableFile.XLSX, 20)))
                .get()) {
            StringBuilder all = new StringBuilder();
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                all.append(new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
            }
            assertThat(all.toString())
                    .doesNotContain("<f>")
                    .contains("landscape")
                    .contains("Print_Titles")
                    .contains("&amp;P / &amp;N");
            for (String risky : List.of("=1+1", "@SUM(A1)")) {
                assertThat(all.toString()).doesNotContain(">" + risky).contains("&apos;" + risky);
            }
        }
    }

    @Test
    void aPdfHasTheHeadingAndANumberOnEachPage() throws IOException {
        try (PDDocument pdf = Loader.loadPDF(written(TableFile.PDF, 120))) {
            assertThat(pdf.getNumberOfPages()).isGreaterThan(1);
            PDFTextStripper words = new PDFTextStripper();
            words.setStartPage(2);
            words.setEndPage(2);
            assertThat(words.getText(pdf)).contains("出生日期").contains("2 / " + pdf.getNumberOfPages());
        }
    }

    @Test
    void aWordTableRepeatsItsHeading() throws IOException {
        byte[] file = written(TableFile.DOCX, 40);
        List<List<String>> rows = DocxTable.read(file);
        assertThat(rows).hasSize(41);
        assertThat(rows.get(10)).containsExactly("张甲9", "1950-03-07", "9");
        try (XWPFDocument document = new XWPFDocument(new ByteArrayInputStream(file))) {
            assertThat(document.getTables().getFirst().getRow(0).isRepeatHeader())
                    .isTrue();
        }
    }
}
