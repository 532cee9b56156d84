package io.liren.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.liren.register.Attachments;
import io.liren.sql.Scope;
import io.liren.web.WebOffice;
import io.liren.workbook.Limits;
import io.liren.workbook.Line;
import io.liren.workbook.Workbook;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was written in open formats is read back without Liren: by name of column, and file by file. */
class ReadableTest {
    @Test
    void recordsJournalFilesAndRulebooksAreThereToBeRead(@TempDir Path rulebooks) throws IOException {
        Files.writeString(rulebooks.resolve("small.md"), "# 小制度\n");
        try (WebOffice office = new WebOffice()) {
            UUID paper = office.attachments.keep(
                    office.clerk(), new Attachments.Kept("照片 \"一\".jpg", "image/jpeg", new byte[] {1, 2, 3}));
            UUID jia = office.enter("person", Map.of("name", "张甲,\"老张\"", "born", "1950-03-07", "kind", "a"));
            office.enter("visit", Map.of("person", jia, "on", "2026-03-05", "gift", "200", "paper", paper));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Readable.Written written = office.data.ownerDatabase().inTransaction(Scope.platform(), transaction -> {
                Archive.freeze(transaction);
                try {
                    return Readable.write(
                            transaction,
                            office.records.registers().all(),
                            rulebooks,
                            Instant.parse("2026-03-10T00:00:00Z"),
                            out);
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            assertThat(written.registers()).isEqualTo(2);
            assertThat(written.files()).isEqualTo(1);
            Map<String, byte[]> files = files(out.toByteArray());
            Map<String, String> person =
                    rows(files, "registers/small.person.csv").getFirst();
            assertThat(person).containsEntry("name", "张甲,\"老张\"").containsEntry("born", "1950-03-07");
            assertThat(rows(files, "registers/small.person.fields.csv"))
                    .anySatisfy(field -> assertThat(field)
                            .containsEntry("字段 field", "kind")
                            .containsEntry("中文 Chinese", "类别")
                            .containsEntry("选项 options", "a=甲类|A; b=乙类|B"));
            Map<String, String> visit = rows(files, "registers/small.visit.csv").getFirst();
            assertThat(visit).containsEntry("person_id", jia.toString()).containsEntry("gift", "200.00");
            List<Map<String, String>> journal = rows(files, "journal.csv");
            assertThat(journal).hasSize(2);
            assertThat(journal.get(1).get("digest")).matches("[0-9a-f]{64}");
            assertThat(journal.get(0).get("content")).contains("张甲");
            assertThat(files.get("attachments/" + WebOffice.HERE + "/" + paper + ".jpg"))
                    .isEqualTo(new byte[] {1, 2, 3});
            assertThat(rows(files, "attachments.csv").getFirst()).containsEntry("file", "照片 \"一\".jpg");
            assertThat(files).containsKey("rulebooks/small.md");
            assertThat(new String(files.getOrDefault("README.txt", new byte[0]), StandardCharsets.UTF_8))
                    .contains("不需要里仁也能读")
                    .contains("small.person");
        }
    }

    private static Map<String, byte[]> files(byte[] archive) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipFile zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(archive))
                .get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                files.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        return files;
    }

    private static List<Map<String, String>> rows(Map<String, byte[]> files, String name) {
        List<Line> lines = new ArrayList<>();
        try (Workbook workbook = Workbook.open(files.getOrDefault(name, new byte[0]), Limits.USUAL)) {
            workbook.read(0, lines::add);
        }
        List<Map<String, String>> rows = new ArrayList<>();
        for (Line line : lines.subList(1, lines.size())) {
            Map<String, String> row = new LinkedHashMap<>();
            for (int column = 0; column < lines.getFirst().cells().size(); column++) {
                row.put(lines.getFirst().cell(column).text(), line.cell(column).text());
            }
            rows.add(row);
        }
        return rows;
    }
}
