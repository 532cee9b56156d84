package io.liren.backup;

import io.liren.register.FieldModel;
import io.liren.register.RegisterModel;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Everything in open formats (逻辑导出): csv for the registers and the journal, the rulebooks as they run, the files as they
 * came, and a page that explains it. A person reads it without Liren.
 */
public final class Readable {
    private final Transaction transaction;
    private final ZipOutputStream zip;
    private long rows;
    private int files;

    private Readable(Transaction transaction, ZipOutputStream zip) {
        this.transaction = transaction;
        this.zip = zip;
    }

    /** What was written. */
    public record Written(int registers, long rows, int files) {}

    /**
     * Writes it.
     *
     * @param transaction of the owner, frozen: all of it is of one moment
     * @param rulebooks the folder of the rulebooks that run
     */
    public static Written write(
            Transaction transaction, List<RegisterModel> registers, Path rulebooks, Instant at, OutputStream out)
            throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            Readable readable = new Readable(transaction, zip);
            readable.text("README.txt", readme(at, registers));
            readable.rulebooks(rulebooks);
            readable.copy(
                    "areas.csv", Sql.of("select id, parent_id, kind, name_zh, name_en, code from area order by id"));
            readable.copy("users.csv", Sql.of("select id, login, name, disabled from app_user order by id"));
            readable.copy("posts.csv", Sql.of("select * from user_post order by 1, 2, 3"));
            readable.copy("parameters.csv", Sql.of("select * from parameter_value order by 1, 2, 3"));
            for (RegisterModel register : registers) {
                readable.register(register);
            }
            readable.copy("journal.csv", Sql.of("""
                            select community_id, "position", encoding, at, actor, post, kind, register, record, content,
                                   reason, encode(digest, 'hex') as digest
                              from journal order by community_id, "position\""""));
            readable.copy("looks.csv", Sql.of("select * from look_log order by community_id, at, id"));
            readable.attachments();
            return new Written(registers.size(), readable.rows, readable.files);
        }
    }

    private void text(String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    /** With the mark that tells spreadsheets it is UTF-8. */
    private void copy(String name, Sql select) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf});
        rows += transaction.copyOut(
                Sql.of("copy ({select}) to stdout with (format csv, header)").part("select", select), new Open(zip));
        zip.closeEntry();
    }

    private void rulebooks(Path folder) throws IOException {
        List<Path> found;
        try (Stream<Path> all = Files.walk(folder)) {
            found = all.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : found) {
            zip.putNextEntry(new ZipEntry(
                    "rulebooks/" + folder.relativize(file).toString().replace('\\', '/')));
            Files.copy(file, zip);
            zip.closeEntry();
        }
    }

    private void register(RegisterModel register) throws IOException {
        List<Sql> columns =
                new ArrayList<>(List.of(Sql.of("community_id, id, revision, entered_at, entered_on, entered_by")));
        columns.add(Sql.of("changed_at, voided_at"));
        for (FieldModel field : register.entered()) {
            columns.add(Sql.identifier(field.column()));
        }
        copy(
                "registers/" + register.id() + ".csv",
                Sql.of("select {columns} from {table} order by community_id, id")
                        .part("columns", Sql.join(", ", columns))
                        .name("table", register.table().name()));
        StringBuilder fields = new StringBuilder("\ufeff列 column,字段 field,中文 Chinese,English,类型 type,选项 options\r\n");
        for (FieldModel field : register.entered()) {
            List<String> options = new ArrayList<>();
            field.type().choices().forEach((key, label) -> options.add(key + "=" + label.zh() + "|" + label.en()));
            line(
                    fields,
                    field.column(),
                    field.name(),
                    field.label().zh(),
                    field.label().en(),
                    field.type().word()
                            + field.type().target().map(t -> " → " + t).orElse(""),
                    String.join("; ", options));
        }
        text("registers/" + register.id() + ".fields.csv", fields.toString());
    }

    private static void line(StringBuilder csv, String... values) {
        csv.append(String.join(
                        ",",
                        Stream.of(values)
                                .map(v -> '"' + v.replace("\"", "\"\"") + '"')
                                .toList()))
                .append("\r\n");
    }

    private void attachments() throws IOException {
        StringBuilder index = new StringBuilder("\ufeffcommunity_id,id,file,media_type,size,sha256\r\n");
        try {
            transaction.stream(
                    Sql.of("""
                            select community_id, id, name, media_type, size, encode(digest, 'hex') as digest, content
                              from attachment order by community_id, id"""),
                    row -> {
                        String place = "attachments/" + row.uuid("community_id") + "/" + row.uuid("id")
                                + ending(row.text("name"));
                        line(
                                index,
                                row.uuid("community_id").toString(),
                                row.uuid("id").toString(),
                                row.text("name"),
                                row.text("media_type"),
                                String.valueOf(row.whole("size")),
                                row.text("digest"));
                        try {
                            zip.putNextEntry(new ZipEntry(place));
                            zip.write(row.bytes("content"));
                            zip.closeEntry();
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                        return place;
                    },
                    place -> files++);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        text("attachments.csv", index.toString());
    }

    /** Only what can be no path. */
    private static String ending(String name) {
        int dot = name.lastIndexOf('.');
        String ending = dot < 0 ? "" : name.substring(dot);
        return ending.matches("\\.[A-Za-z0-9]{1,8}") ? ending : "";
    }

    private static String readme(Instant at, List<RegisterModel> registers) {
        StringBuilder readme = new StringBuilder("""
                里仁 逻辑导出
                ============
                这一份是 %s 的全部内容,用通用格式写成,不需要里仁也能读。里面有居民的个人信息,请妥善保管。

                registers/<制度>.<登记簿>.csv         每本登记簿现在的记录,一行一条;voided_at 有值的已作废
                registers/<制度>.<登记簿>.fields.csv  每一列是什么:中文、英文、类型、选项(存的是选项的代号)
                journal.csv       流水:谁在什么时候改了什么、为什么。content 是 JSON;敏感内容在这里是加密的
                                  digest 是链上的摘要(SM3),覆盖前一条的摘要和本条
                looks.csv         谁为什么查看过敏感内容
                attachments/      附件原样;attachments.csv 是目录(原名、校验码)
                areas.csv users.csv posts.csv parameters.csv   辖区、账号(不含密码)、岗位、参数
                rulebooks/        当时执行的制度,Markdown

                引用别的记录的列以 _id、_ids 结尾,值是那条记录的 id。csv 是 UTF-8,首行是列名。
                用表格软件打开时,请按「文本」导入,以免长号码丢失末位。

                Liren, logical export
                =====================
                This is everything as of %s in open formats, to be read without Liren. It holds personal data: keep it safe.

                registers/<rulebook>.<register>.csv         the records as they are now; those with voided_at count no more
                registers/<rulebook>.<register>.fields.csv  what each column is: label, type, options (keys are stored)
                journal.csv       who changed what, when and why. content is JSON; sensitive values are sealed in it;
                                  digest is the chain's (SM3), over the digest before and the entry
                looks.csv         who looked at sensitive values, and for which purpose
                attachments/      files as they came; attachments.csv lists them (name, digest)
                areas.csv users.csv posts.csv parameters.csv   areas, accounts (no passwords), posts, parameters
                rulebooks/        the rulebooks in force then, Markdown

                Columns that end in _id or _ids hold the ids of other records. The csv files are UTF-8; the first line
                names the columns. Import them as text in a spreadsheet, or long numbers lose their last digits.

                登记簿 Registers
                """.formatted(at, at));
        registers.forEach(register -> readme.append(register.id())
                .append("  ")
                .append(register.label())
                .append('\n'));
        return readme.toString();
    }

    /** COPY's end is not the archive's. */
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
