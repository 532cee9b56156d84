package io.liren.workbook;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * An Excel file (ECMA-376), read part by part as a stream. Formulas are never computed: the value that stands there counts.
 * External parts and document types are not followed.
 */
public final class Xlsx implements Workbook {
    private static final Pattern MERGE =
            Pattern.compile("mergeCell\\s[^>]*?ref=\"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})\"");
    private static final int MOST_MERGES = 100_000;
    private static final int MOST_PARTS = 2_000;
    private static final long SMALL_PART = 20_000_000;
    private static final String ABOUT = "docProps/app.xml";

    private record Sheet(String name, String part) {}

    private final Limits limits;
    private final ZipFile zip;
    private final List<Sheet> sheets = new ArrayList<>();
    private final Dates dates;
    private @Nullable List<String> shared;
    private String sharedPart = "xl/sharedStrings.xml";
    private final boolean ours;

    Xlsx(byte[] content, Limits limits) {
        this.limits = limits;
        try {
            zip = ZipFile.builder()
                    .setSeekableByteChannel(new SeekableInMemoryByteChannel(content))
                    .get();
            int parts = 0;
            var entries = zip.getEntries();
            while (entries.hasMoreElements()) {
                entries.nextElement();
                if (++parts > MOST_PARTS) {
                    throw broken();
                }
            }
            dates = contents();
            ours = writer().equals(OURS);
        } catch (IOException | XMLStreamException | IllegalArgumentException e) {
            throw broken();
        }
        if (sheets.isEmpty()) {
            throw new BadWorkbook("这不是 Excel 表格,或里面没有工作表", "This is no Excel workbook, or it has no sheet");
        }
    }

    static BadWorkbook broken() {
        return new BadWorkbook(
                "文件已损坏或不是 Excel 表格。请在 Excel 里打开,另存为 .xlsx 再传",
                "The file is broken or no Excel workbook: open it in Excel and save it as .xlsx again");
    }

    static BadWorkbook tooManyRows(Limits limits) {
        return new BadWorkbook(
                "超过 " + limits.rows() + " 行,请分成几份", "There are more than " + limits.rows() + " lines: split the file");
    }

    static BadWorkbook tooManyColumns(int row, Limits limits) {
        return new BadWorkbook(
                "第 " + row + " 行超过 " + limits.columns() + " 列,请删去多余的列",
                "Line " + row + " has more than " + limits.columns() + " columns: take out what is not needed");
    }

    static BadWorkbook longCell(int row, int column, Limits limits) {
        String place = Columns.letters(column) + row;
        return new BadWorkbook(
                "单元格 " + place + " 超过 " + limits.characters() + " 字",
                "The cell " + place + " has more than " + limits.characters() + " characters");
    }

    private Dates contents() throws IOException, XMLStreamException {
        Map<String, String> targets = new HashMap<>();
        String styles = "xl/styles.xml";
        if (zip.getEntry("xl/workbook.xml") == null) {
            return new Dates(List.of(), false);
        }
        try (Part part = part("xl/_rels/workbook.xml.rels", SMALL_PART)) {
            XMLStreamReader xml = part.xml();
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT
                        && xml.getLocalName().equals("Relationship")) {
                    String target = absolute(Columns.attribute(xml, "Target"));
                    String type = Columns.attribute(xml, "Type");
                    targets.put(Columns.attribute(xml, "Id"), target);
                    styles = type.endsWith("/styles") ? target : styles;
                    sharedPart = type.endsWith("/sharedStrings") ? target : sharedPart;
                }
            }
        }
        boolean from1904 = false;
        try (Part part = part("xl/workbook.xml", SMALL_PART)) {
            XMLStreamReader xml = part.xml();
            while (xml.hasNext()) {
                if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                    continue;
                }
                if (xml.getLocalName().equals("workbookPr")) {
                    from1904 = List.of("1", "true").contains(Columns.attribute(xml, "date1904"));
                }
                if (xml.getLocalName().equals("sheet")) {
                    String target = targets.getOrDefault(relation(xml), "");
                    if (zip.getEntry(target) != null
                            && Columns.attribute(xml, "state").isEmpty()) {
                        sheets.add(new Sheet(Columns.attribute(xml, "name"), target));
                    }
                }
            }
        }
        if (zip.getEntry(styles) == null) {
            return new Dates(List.of(), from1904);
        }
        try (Part part = part(styles, SMALL_PART)) {
            return Dates.of(part.xml(), from1904);
        }
    }

    private String writer() throws IOException, XMLStreamException {
        if (zip.getEntry(ABOUT) == null) {
            return "";
        }
        try (Part part = part(ABOUT, SMALL_PART)) {
            XMLStreamReader xml = part.xml();
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT
                        && xml.getLocalName().equals("Application")) {
                    return xml.getElementText();
                }
            }
        }
        return "";
    }

    @Override
    public boolean isOurs() {
        return ours;
    }

    private static String relation(XMLStreamReader xml) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            String space = xml.getAttributeNamespace(i);
            if (xml.getAttributeLocalName(i).equals("id") && space != null && !space.isEmpty()) {
                return xml.getAttributeValue(i);
            }
        }
        return "";
    }

    private static String absolute(String target) {
        return target.startsWith("/") ? target.substring(1) : "xl/" + target;
    }

    /** The name of the part that a sheet is in. */
    String partOf(int sheet) {
        return sheets.get(sheet).part();
    }

    private Part part(String name, long most) throws IOException, XMLStreamException {
        ZipArchiveEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw broken();
        }
        return new Part(zip.getInputStream(entry), most);
    }

    @Override
    public List<String> sheets() {
        return sheets.stream().map(Sheet::name).toList();
    }

    @Override
    public void read(int sheet, Consumer<Line> lines) {
        try {
            if (shared == null) {
                shared = zip.getEntry(sharedPart) == null
                        ? List.of()
                        : SharedTexts.read(part(sharedPart, limits.unpacked()), limits);
            }
            try (Part part = part(sheets.get(sheet).part(), limits.unpacked())) {
                new SheetLines(part.xml(), shared, dates, limits, lines).read();
            }
        } catch (IOException | XMLStreamException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw e.getCause() instanceof BadWorkbook bad ? bad : broken();
        }
    }

    /** They stand after the lines: the raw part is looked through for them, which costs little beside parsing it. */
    @Override
    public List<Merge> merges(int sheet) {
        try (InputStream in = part(sheets.get(sheet).part(), limits.unpacked()).raw()) {
            String tail = after(in, "mergeCell ");
            List<Merge> merges = new ArrayList<>();
            Matcher found = MERGE.matcher(tail);
            while (found.find() && merges.size() < MOST_MERGES) {
                merges.add(new Merge(
                        Integer.parseInt(found.group(2)),
                        Columns.number(found.group(1)),
                        Integer.parseInt(found.group(4)),
                        Columns.number(found.group(3))));
            }
            return merges;
        } catch (IOException | XMLStreamException e) {
            throw e.getCause() instanceof BadWorkbook bad ? bad : broken();
        }
    }

    private static String after(InputStream in, String word) throws IOException {
        byte[] wanted = word.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        byte[] buffer = new byte[1 << 16];
        int at = 0;
        int count;
        while ((count = in.read(buffer)) > 0) {
            for (int i = 0; i < count; i++) {
                at = buffer[i] == wanted[at] ? at + 1 : buffer[i] == wanted[0] ? 1 : 0;
                if (at == wanted.length) {
                    byte[] rest = in.readNBytes((int) Math.min(SMALL_PART, Integer.MAX_VALUE));
                    return word
                            + new String(buffer, i + 1, count - i - 1, java.nio.charset.StandardCharsets.UTF_8)
                            + new String(rest, java.nio.charset.StandardCharsets.UTF_8);
                }
            }
        }
        return "";
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
