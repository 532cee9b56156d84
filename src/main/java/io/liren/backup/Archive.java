package io.liren.backup;

import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a backup (备份): a zip of each table as CSV, the rulebooks they were made from, the secret that opens sensitive
 * values, and a manifest with the SHA-256 of every part. All tables are read from one snapshot, while others go on writing.
 */
public final class Archive {
    static final String MANIFEST = "manifest.json";
    static final String SECRET = "secret/master.key";
    static final String RULEBOOKS = "rulebooks/";
    static final String DATA = "data/";
    static final int FORMAT = 1;

    /** What can be made again from the rest is not taken along: what is derived, the calendar, the list of migrations. */
    private static final List<String> MADE_AGAIN =
            List.of("occurrence", "derived", "laid", "period", "calendar_day", "schema_history");

    private static final String README = """
            里仁 Liren 的备份。data/ 每个文件是一张表(CSV,第一行是列名);rulebooks/ 是当时的制度;manifest.json 有每个文件的摘要。
            恢复:./liren restore 文件。文件里有居民的个人信息和打开敏感内容的密钥,请妥善保管。

            A backup of Liren. Each file of data/ is a table (CSV, column names first); rulebooks/ are the rulebooks of
            that moment; manifest.json has the digest of every file. To restore: ./liren restore FILE. It holds personal
            data of residents, and the key to sensitive values: keep it safe.
            """;

    private final ZipOutputStream zip;
    private final List<Map<String, Object>> parts = new ArrayList<>();

    private Archive(ZipOutputStream zip) {
        this.zip = zip;
    }

    /**
     * What was written.
     *
     * @param tables how many tables
     * @param rows how many rows in all of them
     */
    public record Written(int tables, long rows) {}

    /** Asks for one snapshot of everything; must be the first statement of its transaction. */
    public static void freeze(Transaction transaction) {
        transaction.update(Sql.of("set transaction isolation level repeatable read, read only"));
    }

    /**
     * Writes everything.
     *
     * @param transaction of the tables' owner, frozen
     * @param rulebooks the folder the tables were made from
     * @param secret the master secret of the home
     */
    public static Written write(Transaction transaction, Path rulebooks, String secret, Instant at, OutputStream out)
            throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        Archive archive = new Archive(zip);
        archive.part("README.txt", to -> to.write(README.getBytes(StandardCharsets.UTF_8)));
        archive.part(SECRET, to -> to.write(secret.getBytes(StandardCharsets.UTF_8)));
        archive.rulebooks(rulebooks);
        List<Map<String, Object>> tables = new ArrayList<>();
        long rows = 0;
        for (Map.Entry<String, List<String>> table : columns(transaction).entrySet()) {
            long count = archive.table(transaction, table.getKey(), table.getValue());
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("table", table.getKey());
            told.put("columns", table.getValue());
            told.put("rows", count);
            tables.add(told);
            rows += count;
        }
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("format", FORMAT);
        manifest.put("program", "liren");
        manifest.put("made_at", at.toString());
        manifest.put("tables", tables);
        manifest.put("parts", archive.parts);
        zip.putNextEntry(new ZipEntry(MANIFEST));
        zip.write(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
        zip.closeEntry();
        zip.finish();
        return new Written(tables.size(), rows);
    }

    private long table(Transaction transaction, String table, List<String> columns) throws IOException {
        long[] rows = new long[1];
        part(
                DATA + table + ".csv",
                to -> rows[0] = transaction.copyOut(
                        Sql.of("copy public.{table} ({columns}) to stdout (format csv, header, encoding 'UTF8')")
                                .name("table", table)
                                .part("columns", names(columns)),
                        to));
        return rows[0];
    }

    private void rulebooks(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            part(RULEBOOKS + folder.relativize(file).toString().replace('\\', '/'), to -> Files.copy(file, to));
        }
    }

    private interface Filling {
        void write(OutputStream to) throws IOException;
    }

    private void part(String name, Filling filling) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        DigestOutputStream digested = new DigestOutputStream(zip, sha256());
        filling.write(digested);
        zip.closeEntry();
        parts.add(Map.of(
                "name",
                name,
                "sha256",
                HexFormat.of().formatHex(digested.getMessageDigest().digest())));
    }

    static Sql names(List<String> columns) {
        return Sql.join(
                ", ",
                columns.stream().map(c -> Sql.of("{column}").name("column", c)).toList());
    }

    /** The tables that hold what people entered, with the columns that are stored, by name. */
    static Map<String, List<String>> columns(Transaction transaction) {
        Map<String, List<String>> tables = new LinkedHashMap<>();
        transaction.rows(
                Sql.of("""
                        select c.relname::text as table_name, a.attname::text as column_name
                          from pg_class c
                          join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                         where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
                           and a.attgenerated = '' and c.relname::text <> all({made_again})
                         order by c.relname, a.attnum""").value("made_again", MADE_AGAIN.toArray(String[]::new)),
                row -> tables.computeIfAbsent(row.text("table_name"), t -> new ArrayList<>())
                        .add(row.text("column_name")));
        return tables;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Reads a part to its end for its digest. */
    static String digestOf(InputStream in) {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[1 << 16];
        try {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
