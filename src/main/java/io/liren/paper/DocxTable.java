package io.liren.paper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.poi.wp.usermodel.HeaderFooterType;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageMar;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageSz;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTRow;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSectPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STPageOrientation;

/** Tables in Word files: written as a whole, or read and filled in cell by cell where an office has sent one. */
public final class DocxTable {
    private static final long LONG_SIDE = 16838;
    private static final long SHORT_SIDE = 11906;
    private static final long MARGIN = 850;

    private DocxTable() {}

    /** A table on A4 across, its heading repeated on each page, the pages numbered. */
    public static byte[] write(String title, List<String> under, List<String> heads, List<List<String>> rows) {
        try (XWPFDocument document = new XWPFDocument();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            across(document);
            text(document.createParagraph(), title, ParagraphAlignment.CENTER, 16);
            for (String line : under) {
                text(document.createParagraph(), line, ParagraphAlignment.CENTER, 10);
            }
            XWPFTable table = document.createTable(1, Math.max(1, heads.size()));
            table.setWidth("100%");
            XWPFTableRow head = table.getRow(0);
            head.setRepeatHeader(true);
            for (int column = 0; column < heads.size(); column++) {
                put(head.getCell(column), heads.get(column), true);
            }
            for (List<String> line : rows) {
                XWPFTableRow row = table.createRow();
                row.setCantSplitRow(true);
                for (int column = 0; column < heads.size(); column++) {
                    put(row.getCell(column), column < line.size() ? line.get(column) : "", false);
                }
            }
            XWPFParagraph foot = document.createFooter(HeaderFooterType.DEFAULT).createParagraph();
            foot.setAlignment(ParagraphAlignment.CENTER);
            foot.getCTP().addNewFldSimple().setInstr("PAGE");
            document.write(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void across(XWPFDocument document) {
        CTSectPr section = document.getDocument().getBody().isSetSectPr()
                ? document.getDocument().getBody().getSectPr()
                : document.getDocument().getBody().addNewSectPr();
        CTPageSz size = section.isSetPgSz() ? section.getPgSz() : section.addNewPgSz();
        size.setOrient(STPageOrientation.LANDSCAPE);
        size.setW(BigInteger.valueOf(LONG_SIDE));
        size.setH(BigInteger.valueOf(SHORT_SIDE));
        CTPageMar margin = section.isSetPgMar() ? section.getPgMar() : section.addNewPgMar();
        margin.setLeft(BigInteger.valueOf(MARGIN));
        margin.setRight(BigInteger.valueOf(MARGIN));
        margin.setTop(BigInteger.valueOf(MARGIN));
        margin.setBottom(BigInteger.valueOf(MARGIN));
    }

    private static void text(XWPFParagraph paragraph, String text, ParagraphAlignment alignment, int size) {
        paragraph.setAlignment(alignment);
        XWPFRun run = paragraph.createRun();
        run.setFontSize(size);
        run.setText(text);
    }

    private static void put(XWPFTableCell cell, String text, boolean bold) {
        XWPFParagraph paragraph = cell.getParagraphs().isEmpty()
                ? cell.addParagraph()
                : cell.getParagraphs().getFirst();
        XWPFRun run = paragraph.getRuns().isEmpty()
                ? paragraph.createRun()
                : paragraph.getRuns().getFirst();
        run.setText(text.replaceAll("[\\p{Cc}&&[^\\n\\t]]", ""), 0);
        run.setBold(bold || run.isBold());
        if (run.getFontSizeAsDouble() == null) {
            run.setFontSize(10);
        }
    }

    /**
     * The texts of a document's largest table, row by row; a cell over several columns is followed by empty ones.
     *
     * @throws BadTemplate if it is broken, too large, leads outside, or has no table
     */
    public static List<List<String>> read(byte[] file) {
        try (XWPFDocument document = Docx.open(file)) {
            List<List<String>> rows = new ArrayList<>();
            for (XWPFTableRow row : largest(document).getRows()) {
                List<String> cells = new ArrayList<>();
                for (XWPFTableCell cell : row.getTableCells()) {
                    cells.add(cell.getText().strip());
                    for (int i = 1; i < span(cell); i++) {
                        cells.add("");
                    }
                }
                rows.add(cells);
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The document with cells of its largest table filled in; rows are added, like the last one there, where it has too few.
     *
     * @param values by row and column, both from 0
     */
    public static byte[] filled(byte[] file, Map<Integer, Map<Integer, String>> values) {
        try (XWPFDocument document = Docx.open(file);
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            XWPFTable table = largest(document);
            values.forEach((number, cells) -> {
                while (table.getNumberOfRows() < number) {
                    table.addRow(emptied(table));
                }
                boolean fresh = table.getNumberOfRows() == number;
                XWPFTableRow row = fresh ? emptied(table) : table.getRow(number);
                cells.forEach((column, text) -> {
                    XWPFTableCell cell = at(row, column);
                    if (cell != null) {
                        put(cell, text, false);
                    }
                });
                if (fresh) {
                    // Adding copies: what is changed after has no effect.
                    table.addRow(row);
                }
            });
            document.write(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static XWPFTableRow emptied(XWPFTable table) {
        XWPFTableRow last = table.getRow(table.getNumberOfRows() - 1);
        XWPFTableRow copy = new XWPFTableRow((CTRow) last.getCtRow().copy(), table);
        copy.getTableCells()
                .forEach(cell -> cell.getParagraphs().forEach(paragraph -> {
                    while (!paragraph.getRuns().isEmpty()) {
                        paragraph.removeRun(0);
                    }
                }));
        return copy;
    }

    private static @org.jspecify.annotations.Nullable XWPFTableCell at(XWPFTableRow row, int column) {
        int here = 0;
        for (XWPFTableCell cell : row.getTableCells()) {
            if (here == column) {
                return cell;
            }
            here += span(cell);
        }
        return null;
    }

    private static int span(XWPFTableCell cell) {
        var properties = cell.getCTTc().getTcPr();
        return properties == null || properties.getGridSpan() == null
                ? 1
                : Math.clamp(properties.getGridSpan().getVal().intValue(), 1, 63);
    }

    private static XWPFTable largest(XWPFDocument document) {
        return document.getTables().stream()
                .max(Comparator.comparingInt(t -> t.getNumberOfRows()
                        * t.getRows().stream()
                                .mapToInt(r -> r.getTableCells().size())
                                .max()
                                .orElse(0)))
                .orElseThrow(() -> new BadTemplate("文件里没有表格。 There is no table in the file."));
    }
}
