package io.liren.backup;

import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import io.liren.wording.Label;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A backup (备份) that was found whole: every part is there and has the digest its manifest tells. */
public final class OpenArchive implements AutoCloseable {
    private final ZipFile zip;
    private final JsonNode manifest;

    private OpenArchive(ZipFile zip, JsonNode manifest) {
        this.zip = zip;
        this.manifest = manifest;
    }

    /**
     * Opens a file and holds every part against its digest.
     *
     * @throws BadArchive if it is no backup, or is damaged; the message names the part
     */
    public static OpenArchive open(Path file) throws IOException {
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8);
        } catch (ZipException e) {
            throw new BadArchive(new Label(file + " 不是完整的备份文件", file + " is not a whole backup file"));
        }
        try {
            OpenArchive archive = new OpenArchive(zip, manifest(zip, file));
            archive.check();
            return archive;
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    private static JsonNode manifest(ZipFile zip, Path file) throws IOException {
        ZipEntry entry = zip.getEntry(Archive.MANIFEST);
        if (entry == null) {
            throw new BadArchive(new Label(
                    file + " 里没有 " + Archive.MANIFEST + ",不是里仁的备份",
                    file + " has no " + Archive.MANIFEST + ": it is not a backup of Liren"));
        }
        try (InputStream in = zip.getInputStream(entry)) {
            JsonNode manifest = JsonMapper.shared().readTree(in);
            if (manifest.path("format").asInt(0) != Archive.FORMAT) {
                throw new BadArchive(new Label(
                        "备份的格式是 " + manifest.path("format") + ",本程序认得 " + Archive.FORMAT,
                        "the backup's format is " + manifest.path("format") + ", this program knows "
                                + Archive.FORMAT));
            }
            return manifest;
        } catch (JacksonException e) {
            throw new BadArchive(new Label(
                    Archive.MANIFEST + " 读不懂,备份已损坏", Archive.MANIFEST + " can't be read: the backup is damaged"));
        }
    }

    private void check() throws IOException {
        for (JsonNode part : manifest.path("parts")) {
            String name = part.path("name").asString();
            ZipEntry entry = zip.getEntry(name);
            if (entry == null) {
                throw new BadArchive(new Label("备份缺少 " + name, "the backup lacks " + name));
            }
            String digest;
            try (InputStream in = zip.getInputStream(entry)) {
                digest = Archive.digestOf(in);
            } catch (IOException | java.io.UncheckedIOException e) {
                digest = "";
            }
            if (!digest.equals(part.path("sha256").asString())) {
                throw new BadArchive(new Label(
                        "备份里的 " + name + " 已损坏(摘要不符)", name + " in the backup is damaged: its digest differs"));
            }
        }
    }

    /** When it was made. */
    public Instant madeAt() {
        return Instant.parse(manifest.path("made_at").asString());
    }

    /** The master secret of the home it was made from. */
    public String secret() throws IOException {
        try (InputStream in = part(Archive.SECRET)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Lays its rulebooks into a folder. */
    public void unpackRulebooks(Path folder) throws IOException {
        Path root = folder.toAbsolutePath().normalize();
        for (ZipEntry entry : Collections.list(zip.entries())) {
            if (!entry.getName().startsWith(Archive.RULEBOOKS) || entry.isDirectory()) {
                continue;
            }
            Path file = root.resolve(entry.getName().substring(Archive.RULEBOOKS.length()))
                    .normalize();
            if (!file.startsWith(root)) {
                throw new BadArchive(
                        new Label("备份里的文件名不对:" + entry.getName(), "a name in the backup is wrong: " + entry.getName()));
            }
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            try (InputStream in = zip.getInputStream(entry)) {
                Files.copy(in, file);
            }
        }
    }

    /** The first table or column that it holds and the database has not, as the database stands; none: it can be loaded. */
    public java.util.Optional<String> misfit(Transaction owner) {
        Map<String, List<String>> there = Archive.columns(owner);
        for (Map.Entry<String, List<String>> table : tables().entrySet()) {
            List<String> columns = there.get(table.getKey());
            if (columns == null) {
                return java.util.Optional.of(table.getKey());
            }
            for (String column : table.getValue()) {
                if (!columns.contains(column)) {
                    return java.util.Optional.of(table.getKey() + "." + column);
                }
            }
        }
        return java.util.Optional.empty();
    }

    private Map<String, List<String>> tables() {
        Map<String, List<String>> tables = new LinkedHashMap<>();
        for (JsonNode table : manifest.path("tables")) {
            List<String> columns = new ArrayList<>();
            table.path("columns").forEach(c -> columns.add(c.asString()));
            tables.put(table.path("table").asString(), columns);
        }
        return tables;
    }

    private record Reference(String table, String name) {}

    /**
     * Puts its rows in the place of all that is there; returns how many. Rows refer to each other across tables, so what
     * they refer to is asked once all are there.
     */
    public long load(Transaction owner) throws IOException {
        List<Reference> references =
                owner.rows(Sql.of("""
                        select c.relname::text as table_name, k.conname::text as name
                          from pg_constraint k
                          join pg_class c on c.oid = k.conrelid
                         where c.relnamespace = 'public'::regnamespace and k.contype = 'f' and not k.condeferrable"""), row -> new Reference(row.text("table_name"), row.text("name")));
        references.forEach(r -> owner.update(alter(r, Sql.of("deferrable initially deferred"))));
        List<String> emptied = new ArrayList<>(Archive.columns(owner).keySet());
        emptied.add("occurrence");
        emptied.add("derived");
        owner.update(Sql.of("truncate {tables} cascade").part("tables", Archive.names(emptied)));
        long rows = 0;
        for (Map.Entry<String, List<String>> table : tables().entrySet()) {
            try (InputStream in = part(Archive.DATA + table.getKey() + ".csv")) {
                rows += owner.copyIn(
                        Sql.of("copy public.{table} ({columns}) from stdin (format csv, header, encoding 'UTF8')")
                                .name("table", table.getKey())
                                .part("columns", Archive.names(table.getValue())),
                        in);
            }
        }
        owner.update(Sql.of("set constraints all immediate"));
        references.forEach(r -> owner.update(alter(r, Sql.of("not deferrable"))));
        return rows;
    }

    private static Sql alter(Reference reference, Sql how) {
        return Sql.of("alter table public.{table} alter constraint {name} {how}")
                .name("table", reference.table())
                .name("name", reference.name())
                .part("how", how);
    }

    private InputStream part(String name) throws IOException {
        return zip.getInputStream(Objects.requireNonNull(zip.getEntry(name), name));
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
