package io.liren.paper;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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
