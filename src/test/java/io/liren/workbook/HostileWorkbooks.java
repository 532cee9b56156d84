package io.liren.workbook;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.dhatim.fastexcel.Worksheet;

/** Workbooks made to do harm, seeded: broken archives, bombs, endless cells, formulas, wrong types, rows without number. */
public final class HostileWorkbooks {
    /** How many kinds of harm there are. */
    public static final int KINDS = 20;

    /** What a reader of them is to let through at most. */
    public static final Limits LIMITS = new Limits(5_000_000, 30_000_000, 3_000_000, 5_000, 60, 2_000);

    private HostileWorkbooks() {}

    /** One that means no harm: 40 rows of a name, a number and a date, without a heading. */
    public static byte[] sound() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (org.dhatim.fastexcel.Workbook workbook = new org.dhatim.fastexcel.Workbook(out, "Office", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("名册");
            for (int row = 0; row < 40; row++) {
                sheet.value(row, 0, "甲" + row);
                sheet.value(row, 1, row * 1.5);
                sheet.value(row, 2, java.time.LocalDate.of(2026, 1, 1).plusDays(row));
                sheet.style(row, 2).format("yyyy-mm-dd").set();
            }
            sheet.finish();
        }
        return out.toByteArray();
    }

    private static Map<String, byte[]> parts(byte[] file) throws IOException {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        try (ZipFile zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(file))
                .get()) {
            for (ZipArchiveEntry entry : java.util.Collections.list(zip.getEntries())) {
                parts.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        return parts;
    }

    private static byte[] zipped(Map<String, byte[]> parts) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }

    private static final String SHEET = "xl/worksheets/sheet1.xml";

    static byte[] with(String rows) throws IOException {
        Map<String, byte[]> parts = parts(sound());
        String sheet =
                "<?xml version=\"1.0\"?><worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
                        + "<sheetData>" + rows + "</sheetData></worksheet>";
        parts.put(SHEET, sheet.getBytes(StandardCharsets.UTF_8));
        return zipped(parts);
    }

    /** One of a kind. */
    public static byte[] of(int kind, Random random, byte[] sound) throws IOException {
        return switch (kind) {
            case 0 -> Arrays.copyOf(sound, random.nextInt(sound.length));
            case 1 -> {
                byte[] broken = sound.clone();
                for (int i = 0; i < 1 + random.nextInt(30); i++) {
                    broken[random.nextInt(broken.length)] = (byte) random.nextInt();
                }
                yield broken;
            }
            case 2 ->
                with("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>" + "长".repeat(3_000 + random.nextInt(2_000_000))
                        + "</t></is></c></row>");
            case 3 -> bomb(random);
            case 4 ->
                with("<row r=\"1\"><c r=\"A1\"><f>SUM(" + "A1:XFD1048576,".repeat(random.nextInt(9_000)) + "A1)</f><v>"
                        + "9".repeat(1 + random.nextInt(400)) + "</v></c></row>");
            case 5 ->
                with("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>" + random.nextInt() + "</v></c><c t=\"n\"><v>NaN</v></c>"
                        + "<c t=\"b\"><v>maybe</v></c><c t=\"e\"><v>#REF!</v></c></row>");
            case 6 -> {
                StringBuilder rows = new StringBuilder();
                int count = 6_000 + random.nextInt(4_000);
                for (int row = 1; row <= count; row++) {
                    rows.append("<row r=\"")
                            .append(row)
                            .append("\"><c r=\"A")
                            .append(row)
                            .append("\"><v>1</v></c></row>");
                }
                yield with(rows.toString());
            }
            case 7 ->
                with("<row r=\"" + (random.nextBoolean() ? "99999999999" : "-1")
                        + "\"><c r=\"ZZZZ9\"><v>1</v></c></row>");
            case 8 -> entities(random);
            case 9 -> with("<row r=\"1\"><c r=\"XFD1\"><v>1e" + random.nextInt(900_000_000) + "</v></c></row>");
            case 10 -> {
                Map<String, byte[]> parts = parts(sound);
                String[] names = parts.keySet().toArray(String[]::new);
                parts.remove(names[random.nextInt(names.length)]);
                yield zipped(parts);
            }
            case 11 -> {
                byte[] noise = new byte[random.nextInt(100_000)];
                random.nextBytes(noise);
                yield noise;
            }
            case 12 -> ("姓名,备注\n\"" + "没有结尾".repeat(random.nextInt(200_000))).getBytes(StandardCharsets.UTF_8);
            case 13 -> ",".repeat(61 + random.nextInt(100_000)).getBytes(StandardCharsets.UTF_8);
            case 14 -> "<row>".repeat(1 + random.nextInt(100)).getBytes(StandardCharsets.UTF_8);
            case 15 -> with("<row>".repeat(20_000 + random.nextInt(100_000)));
            case 16 -> {
                Map<String, byte[]> parts = new HashMap<>(parts(sound));
                for (int i = 0; i < 2_100; i++) {
                    parts.put("xl/junk" + i + ".xml", new byte[0]);
                }
                yield zipped(parts);
            }
            case 17 -> {
                Map<String, byte[]> parts = parts(sound);
                parts.put(
                        "xl/_rels/workbook.xml.rels",
                        "<Relationships><Relationship Id=\"rId1\" Target=\"../../../etc/passwd\" Type=\"x/worksheet\"/></Relationships>"
                                .getBytes(StandardCharsets.UTF_8));
                yield zipped(parts);
            }
            case 18 -> new byte[] {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, 0, 0};
            default ->
                with("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is>" + "<r><t>x</t></r>".repeat(random.nextInt(100_000))
                        + "</is></c></row>");
        };
    }

    /** A small file that unpacks to more than anyone has. */
    private static byte[] bomb(Random random) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Map<String, byte[]> parts = parts(sound());
        String which = random.nextBoolean() ? SHEET : "xl/sharedStrings.xml";
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                if (part.getKey().equals(which)) {
                    zip.write("<sst><si><t>".getBytes(StandardCharsets.UTF_8));
                    byte[] block = new byte[1 << 16];
                    Arrays.fill(block, (byte) ' ');
                    for (int i = 0; i < 700; i++) {
                        zip.write(block);
                    }
                } else {
                    zip.write(part.getValue());
                }
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }

    private static byte[] entities(Random random) throws IOException {
        StringBuilder types = new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE w [<!ENTITY a0 \"ha\">");
        for (int i = 1; i < 20 + random.nextInt(10); i++) {
            types.append("<!ENTITY a")
                    .append(i)
                    .append(" \"&a")
                    .append(i - 1)
                    .append(";&a")
                    .append(i - 1)
                    .append(";\">");
        }
        types.append(
                "<!ENTITY out SYSTEM \"file:///etc/passwd\">]><worksheet><sheetData><row r=\"1\"><c t=\"inlineStr\"><is><t>&a19;&out;</t></is></c></row></sheetData></worksheet>");
        Map<String, byte[]> parts = parts(sound());
        parts.put(SHEET, types.toString().getBytes(StandardCharsets.UTF_8));
        return zipped(parts);
    }
}
