package io.liren.paper;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JRuntimeException;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.apache.poi.openxml4j.opc.PackageRelationship;
import org.apache.poi.openxml4j.opc.TargetMode;
import org.apache.poi.openxml4j.util.ZipSecureFile;
import org.apache.poi.xwpf.usermodel.IBodyElement;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;

/** Documents that Word opens: a plain one of our own, or an office's template with <code>{{name}}</code> filled in. */
public final class Docx {
    private static final Pattern HOLE = Pattern.compile("\\{\\{\\s*([a-z][a-z0-9_]*)\\s*}}");
    private static final int LARGEST = 2_000_000;
    private static final long LARGEST_PART = 20_000_000;
    private static final int ROWS = 200;

    static {
        ZipSecureFile.setMaxEntrySize(LARGEST_PART);
    }

    private Docx() {}

    /** A line of a plain document: a fact with its name. */
    public record Line(String label, String words) {}

    /** A plain document: title, number, the facts, who signs, the date and a place for the seal. */
    public static byte[] plain(
            String title, String number, List<Line> lines, List<String> signers, String issuer, String date) {
        try (XWPFDocument document = new XWPFDocument()) {
            paragraph(document, title, ParagraphAlignment.CENTER, 20);
            paragraph(document, number, ParagraphAlignment.CENTER, 12);
            XWPFTable table = document.createTable(Math.max(1, lines.size()), 2);
            table.setWidth("100%");
            for (int i = 0; i < lines.size(); i++) {
                table.getRow(i).getCell(0).setText(lines.get(i).label());
                table.getRow(i).getCell(1).setText(lines.get(i).words());
            }
            paragraph(document, "", ParagraphAlignment.LEFT, 12);
            for (String signer : signers) {
                paragraph(document, signer + "：________________", ParagraphAlignment.LEFT, 12);
            }
            paragraph(document, issuer + "（盖章）", ParagraphAlignment.RIGHT, 12);
            paragraph(document, date, ParagraphAlignment.RIGHT, 12);
            return bytes(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void paragraph(XWPFDocument document, String text, ParagraphAlignment alignment, int size) {
        XWPFParagraph paragraph = document.createParagraph();
        paragraph.setAlignment(alignment);
        XWPFRun run = paragraph.createRun();
        run.setFontSize(size);
        run.setText(text);
    }

    /**
     * A template filled in. An unknown hole is left empty.
     *
     * @throws BadTemplate if it is broken, too large, or leads outside
     */
    public static byte[] filled(byte[] template, Map<String, String> values) {
        try (XWPFDocument document = open(template)) {
            for (IBodyElement element : document.getBodyElements()) {
                switch (element) {
                    case XWPFParagraph paragraph -> fill(paragraph, values);
                    case XWPFTable table -> fill(table, values);
                    case IBodyElement other -> {}
                }
            }
            return bytes(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static XWPFDocument open(byte[] file) {
        if (file.length > LARGEST) {
            throw new BadTemplate("模板超过 2 MB。 The template is larger than 2 MB.");
        }
        try {
            XWPFDocument document = new XWPFDocument(new ByteArrayInputStream(file));
            for (PackagePart part : document.getPackage().getParts()) {
                for (PackageRelationship relation :
                        part.isRelationshipPart() ? List.<PackageRelationship>of() : part.getRelationships()) {
                    if (relation.getTargetMode() == TargetMode.EXTERNAL) {
                        throw new BadTemplate("模板里有指向外面的链接。 The template has a part that leads outside.");
                    }
                }
            }
            return document;
        } catch (IOException | InvalidFormatException | OpenXML4JRuntimeException | IllegalArgumentException e) {
            throw new BadTemplate("模板打不开,应当是 Word 的 docx。 The template can't be opened; a Word docx is expected.");
        }
    }

    /** Word breaks text into runs as it likes: the words are joined in the first run, whose look stays. */
    private static void fill(XWPFParagraph paragraph, Map<String, String> values) {
        String text = paragraph.getText();
        if (!HOLE.matcher(text).find() || paragraph.getRuns().isEmpty()) {
            return;
        }
        String filled =
                HOLE.matcher(text).replaceAll(hole -> Matcher.quoteReplacement(values.getOrDefault(hole.group(1), "")));
        while (paragraph.getRuns().size() > 1) {
            paragraph.removeRun(paragraph.getRuns().size() - 1);
        }
        paragraph.getRuns().getFirst().setText(filled, 0);
    }

    private static void fill(XWPFTable table, Map<String, String> values) {
        for (XWPFTableRow row : table.getRows()) {
            for (XWPFTableCell cell : row.getTableCells()) {
                cell.getParagraphs().forEach(p -> fill(p, values));
            }
        }
    }

    /** The text of a document as escaped XHTML, for its PDF. */
    public static String html(byte[] file) {
        StringBuilder html = new StringBuilder();
        try (XWPFDocument document = open(file)) {
            for (IBodyElement element : document.getBodyElements()) {
                switch (element) {
                    case XWPFParagraph paragraph -> html(paragraph, html);
                    case XWPFTable table -> html(table, html);
                    case IBodyElement other -> {}
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return html.toString();
    }

    private static void html(XWPFParagraph paragraph, StringBuilder html) {
        boolean title = paragraph.getRuns().stream().anyMatch(r -> {
            Double size = r.getFontSizeAsDouble();
            return size != null && size >= 18;
        });
        String tag = title ? "h1" : "p";
        html.append('<').append(tag);
        switch (paragraph.getAlignment()) {
            case CENTER -> html.append(" class=\"center\"");
            case RIGHT, END -> html.append(" class=\"right\"");
            default -> {}
        }
        html.append('>')
                .append(escaped(paragraph.getText()))
                .append("</")
                .append(tag)
                .append('>');
    }

    private static void html(XWPFTable table, StringBuilder html) {
        html.append("<table>");
        for (XWPFTableRow row : table.getRows().stream().limit(ROWS).toList()) {
            html.append("<tr>");
            row.getTableCells()
                    .forEach(cell ->
                            html.append("<td>").append(escaped(cell.getText())).append("</td>"));
            html.append("</tr>");
        }
        html.append("</table>");
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replaceAll("[\\p{Cc}&&[^\\n\\t]]", "")
                .replace("\n", "<br/>");
    }

    private static byte[] bytes(XWPFDocument document) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        document.write(out);
        return out.toByteArray();
    }
}
