package io.liren.paper;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** Makes a PDF (A4) of well-formed XHTML. The Chinese font travels with the program; nothing outside is ever fetched. */
public final class Pdf {
    private static final String FONT = "NotoSansSC-GBK.ttf";

    static {
        XRLog.setLoggingEnabled(false);
    }

    private Pdf() {}

    /** The PDF of a page; {@code body} is escaped XHTML. */
    public static byte[] of(String body) {
        String page = """
                <html><head><style>
                @page { size: A4; margin: 30mm 26mm 28mm 28mm; @bottom-center { content: "— " counter(page) " —"; font-family: Liren; font-size: 10pt; } }
                body { font-family: Liren; font-size: 12pt; line-height: 1.8; }
                h1 { font-size: 20pt; text-align: center; font-weight: normal; margin: 0 0 16pt; }
                p { margin: 0; min-height: 1.8em; } .center { text-align: center; } .right { text-align: right; }
                table { width: 100%; border-collapse: collapse; margin: 8pt 0; } td { border: 0.5pt solid #333; padding: 4pt 6pt; vertical-align: top; }
                </style></head><body>""" + body + "</body></html>";
        return rendered(page);
    }

    /** The PDF of a table, A4 across: its heading on each page, the pages numbered. Texts are plain. */
    public static byte[] table(String title, List<String> under, List<String> heads, List<List<String>> rows) {
        StringBuilder body = new StringBuilder();
        body.append("<h1>").append(Docx.escaped(title)).append("</h1>");
        under.forEach(line ->
                body.append("<p class=\"center\">").append(Docx.escaped(line)).append("</p>"));
        body.append("<table><thead><tr>");
        heads.forEach(head -> body.append("<th>").append(Docx.escaped(head)).append("</th>"));
        body.append("</tr></thead><tbody>");
        for (List<String> row : rows) {
            body.append("<tr>");
            for (int column = 0; column < heads.size(); column++) {
                body.append("<td>")
                        .append(Docx.escaped(column < row.size() ? row.get(column) : ""))
                        .append("</td>");
            }
            body.append("</tr>");
        }
        body.append("</tbody></table>");
        return rendered("""
                <html><head><style>
                @page { size: A4 landscape; margin: 15mm 14mm 16mm; @bottom-center { content: counter(page) " / " counter(pages); font-family: Liren; font-size: 9pt; } }
                body { font-family: Liren; font-size: 9pt; line-height: 1.5; }
                h1 { font-size: 15pt; text-align: center; font-weight: normal; margin: 0 0 4pt; }
                p { margin: 0 0 4pt; } .center { text-align: center; }
                table { width: 100%; border-collapse: collapse; -fs-table-paginate: paginate; }
                th, td { border: 0.5pt solid #555; padding: 2pt 4pt; vertical-align: top; text-align: left; word-wrap: break-word; }
                th { background: #eee; font-weight: normal; } tr { page-break-inside: avoid; }
                </style></head><body>""" + body + "</body></html>");
    }

    private static byte[] rendered(String page) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            PdfRendererBuilder builder = new PdfRendererBuilder();
            builder.useFastMode();
            builder.useUriResolver((base, uri) -> null);
            builder.useFont(Pdf::font, "Liren");
            builder.withHtmlContent(page, null);
            builder.toStream(out);
            builder.run();
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream font() {
        return Objects.requireNonNull(Pdf.class.getResourceAsStream(FONT), "the font travels with the program");
    }
}
