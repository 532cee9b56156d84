package io.liren.workbook;

import com.fasterxml.aalto.stax.OutputFactoryImpl;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** Gives a file back as it came, with one more column: what is to be said of each line. */
public final class Returned {
    private Returned() {}

    /**
     * Writes the file with the column.
     *
     * @param column where it goes, counted from 0
     * @param said by line number; a line that is not named gets none
     * @throws BadWorkbook if the file is not one that was read
     */
    public static void write(
            byte[] content, int sheet, int column, Map<Integer, String> said, Limits limits, OutputStream out)
            throws IOException {
        try (Workbook workbook = Workbook.open(content, limits)) {
            switch (workbook) {
                case Csv csv -> csv(csv, column, said, out);
                case Xlsx xlsx -> xlsx(content, xlsx.partOf(sheet), column, said, limits, out);
            }
        }
    }

    private static void csv(Csv csv, int column, Map<Integer, String> said, OutputStream out) throws IOException {
        Writer writer = new OutputStreamWriter(out, csv.charset());
        if (csv.charset().name().startsWith("UTF")) {
            writer.write('\ufeff');
        }
        csv.each((number, cells, from, to) -> {
            try {
                writer.write(csv.part(from, to));
                if (said.containsKey(number)) {
                    writer.write(String.valueOf(csv.separator()).repeat(Math.max(1, column - cells.size() + 1)));
                    writer.write('"' + said.getOrDefault(number, "").replace("\"", "\"\"") + '"');
                }
                writer.write("\r\n");
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        writer.flush();
    }

    private static void xlsx(
            byte[] content, String part, int column, Map<Integer, String> said, Limits limits, OutputStream out)
            throws IOException {
        try (ZipFile zip = ZipFile.builder()
                        .setSeekableByteChannel(new SeekableInMemoryByteChannel(content))
                        .get();
                ZipOutputStream written = new ZipOutputStream(new Open(out))) {
            var entries = zip.getEntriesInPhysicalOrder();
            while (entries.hasMoreElements()) {
                ZipArchiveEntry entry = entries.nextElement();
                if (entry.isDirectory()) {
                    continue;
                }
                written.putNextEntry(new ZipEntry(entry.getName()));
                try (Part raw = new Part(zip.getInputStream(entry), limits.unpacked())) {
                    if (entry.getName().equals(part)) {
                        lines(raw.xml(), column, said, written);
                    } else {
                        raw.raw().transferTo(written);
                    }
                }
                written.closeEntry();
            }
        } catch (XMLStreamException e) {
            throw Xlsx.broken();
        }
    }

    /** Copies what there is; at the end of a line stands one cell more. */
    private static void lines(XMLStreamReader xml, int column, Map<Integer, String> said, OutputStream out)
            throws XMLStreamException {
        XMLStreamWriter writer = new OutputFactoryImpl().createXMLStreamWriter(new Open(out), "UTF-8");
        writer.writeStartDocument("UTF-8", "1.0");
        int row = 0;
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (xml.getLocalName().equals("row")) {
                        String number = Columns.attribute(xml, "r");
                        row = number.isEmpty() ? row + 1 : Integer.parseInt(number);
                    }
                    start(xml, writer);
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    if (xml.getLocalName().equals("row") && said.containsKey(row)) {
                        cell(writer, xml, Columns.letters(column) + row, said.getOrDefault(row, ""));
                    }
                    writer.writeEndElement();
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.SPACE, XMLStreamConstants.CDATA ->
                    writer.writeCharacters(xml.getText());
                default -> {}
            }
        }
        writer.writeEndDocument();
        writer.flush();
    }

    private static void start(XMLStreamReader xml, XMLStreamWriter writer) throws XMLStreamException {
        String space = xml.getNamespaceURI() == null ? "" : xml.getNamespaceURI();
        String prefix = xml.getPrefix() == null ? "" : xml.getPrefix();
        writer.writeStartElement(prefix, xml.getLocalName(), space);
        for (int i = 0; i < xml.getNamespaceCount(); i++) {
            String named = xml.getNamespacePrefix(i);
            String uri = xml.getNamespaceURI(i) == null ? "" : xml.getNamespaceURI(i);
            if (named == null || named.isEmpty()) {
                writer.writeDefaultNamespace(uri);
            } else {
                writer.writeNamespace(named, uri);
            }
        }
        // The table's stated extent would be too small now; readers do without it.
        boolean extent = xml.getLocalName().equals("row");
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (extent && xml.getAttributeLocalName(i).equals("spans")) {
                continue;
            }
            String uri = xml.getAttributeNamespace(i);
            String named = xml.getAttributePrefix(i);
            if (uri == null || uri.isEmpty()) {
                writer.writeAttribute(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
            } else {
                writer.writeAttribute(
                        named == null ? "" : named, uri, xml.getAttributeLocalName(i), xml.getAttributeValue(i));
            }
        }
    }

    private static void cell(XMLStreamWriter writer, XMLStreamReader xml, String place, String text)
            throws XMLStreamException {
        String space = xml.getNamespaceURI() == null ? "" : xml.getNamespaceURI();
        String prefix = xml.getPrefix() == null ? "" : xml.getPrefix();
        writer.writeStartElement(prefix, "c", space);
        writer.writeAttribute("r", place);
        writer.writeAttribute("t", "inlineStr");
        writer.writeStartElement(prefix, "is", space);
        writer.writeStartElement(prefix, "t", space);
        writer.writeCharacters(text.replaceAll("[\\p{Cc}&&[^\\n\\t]]", ""));
        writer.writeEndElement();
        writer.writeEndElement();
        writer.writeEndElement();
    }

    /** The file with the column, in memory. */
    public static byte[] bytes(byte[] content, int sheet, int column, Map<Integer, String> said, Limits limits)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(content.length + 1024);
        write(content, sheet, column, said, limits, out);
        return out.toByteArray();
    }

    /** Whoever was handed the stream does not close it. */
    private static final class Open extends FilterOutputStream {
        Open(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
            out.write(buffer, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
