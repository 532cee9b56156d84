package io.liren.bench;

import io.liren.access.Areas;
import io.liren.access.Viewer;
import io.liren.calendar.Today;
import io.liren.importing.Checked;
import io.liren.importing.Imports;
import io.liren.importing.Plan;
import io.liren.importing.Proposal;
import io.liren.importing.Upload;
import io.liren.register.Facts;
import io.liren.register.FieldModel;
import io.liren.register.FieldType;
import io.liren.register.Records;
import io.liren.register.RegisterModel;
import io.liren.schema.Ids;
import io.liren.sql.Database;
import io.liren.sql.Scope;
import io.liren.sql.Sql;
import io.liren.wording.Label;
import io.liren.wording.Language;
import io.liren.workbook.Limits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;

/**
 * Imports a workbook of invented people into a community of its own, and holds it against reading the same file with
 * another reader, then plainly copying the same rows and the same journal entries into the same tables.
 */
public final class ImportBench {
    private final Database owner;
    private final Imports imports;
    private final RegisterModel register;
    private final List<FieldModel> columns;
    private final Today today;
    private final int rows;

    /** @param owner the owner of a database that is thrown away */
    public ImportBench(
            Database owner, Database database, Facts facts, Records records, Today today, int rows, int columns) {
        this.owner = owner;
        this.imports = new Imports(database, facts, records, today, Limits.USUAL.rows(rows + 100));
        this.today = today;
        this.rows = rows;
        this.register = fullest(records);
        this.columns = filled(register).limit(columns).toList();
    }

    /** The register of people with the most fields that are filled in by themselves. */
    static RegisterModel fullest(Records records) {
        return records.registers().all().stream()
                .filter(r -> r.entered().stream().anyMatch(f -> f.type() instanceof FieldType.Identity))
                .max(Comparator.comparingLong(r -> filled(r).count()))
                .orElseThrow(() -> new BenchFailure(new Label("没有带身份证号的登记簿", "no register has an identity number")));
    }

    static Stream<FieldModel> filled(RegisterModel register) {
        return register.entered().stream()
                .filter(f -> f.type().target().isEmpty()
                        && !(f.type() instanceof FieldType.Attachment)
                        && !(f.type() instanceof FieldType.Account)
                        && !f.type().many());
    }

    /**
     * Seconds of one run.
     *
     * @param imported reading, matching, checking, entering, journal and derivation
     * @param read the same file read by another reader
     * @param rows COPY of the rows
     * @param entries COPY of the journal entries
     */
    public record Times(double imported, double read, double rows, double entries) {
        /** What the import is held against. */
        public double plain() {
            return read + rows + entries;
        }
    }

    /** What was measured. */
    public record Result(String register, int rows, int columns, long bytes, List<Times> runs, long memory) {}

    /** Measures so many times, each in a fresh community; a smaller run before warms up. */
    public Result measure(int runs) {
        Invented invented = new Invented(columns, today.today());
        once(invented.workbook(Math.min(rows, 2_000)), Math.min(rows, 2_000));
        byte[] file = invented.workbook(rows);
        List<Times> times = new ArrayList<>();
        long memory = 0;
        for (int run = 0; run < runs; run++) {
            Peak peak = Peak.begin();
            times.add(once(file, rows));
            memory = Math.max(memory, peak.end());
        }
        return new Result(register.id(), rows, columns.size(), file.length, times, memory);
    }

    private Times once(byte[] file, int count) {
        UUID community = community();
        Viewer viewer = new Viewer(
                Ids.fresh(today.now()), "测量", community, Set.copyOf(register.enter()), Language.ZH, Optional.empty());
        double imported = seconds(() -> {
            UUID id = imports.bring(viewer, register.id(), "measure.xlsx", file);
            Upload upload = imports.upload(viewer, id).orElseThrow();
            Proposal proposal = imports.propose(viewer, upload, Optional.empty(), Optional.empty());
            Plan plan = Plan.of(proposal.sheet(), proposal.heading().last(), proposal.chosen());
            Checked checked = imports.enter(viewer, upload, plan, read -> {});
            if (!checked.kept() || checked.fresh() != count || plan.columns().size() != columns.size()) {
                throw new BenchFailure(new Label(
                        "导入没有成功:"
                                + checked.problems().entrySet().stream()
                                        .limit(3)
                                        .toList() + plan.columns(),
                        "the import was not kept: "
                                + checked.problems().entrySet().stream()
                                        .limit(3)
                                        .toList() + plan.columns()));
            }
        });
        byte[] rowText = out(register.table().name(), community);
        byte[] entryText = out("journal", community);
        UUID plainly = community();
        byte[] rowsThere = moved(rowText, community, plainly);
        byte[] entriesThere = moved(entryText, community, plainly);
        double read = seconds(() -> cells(file));
        double copied = seconds(() -> in(register.table().name(), rowsThere));
        double entries = seconds(() -> in("journal", entriesThere));
        return new Times(imported, read, copied, entries);
    }

    private static byte[] moved(byte[] text, UUID from, UUID to) {
        byte[] old = from.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        byte[] fresh = to.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        for (int i = 0; i + old.length <= text.length; i++) {
            if (text[i] == old[0] && java.util.Arrays.equals(text, i, i + old.length, old, 0, old.length)) {
                System.arraycopy(fresh, 0, text, i, fresh.length);
                i += old.length - 1;
            }
        }
        return text;
    }

    private static long cells(byte[] file) {
        long[] count = {0};
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(file))) {
            Sheet sheet = workbook.getFirstSheet();
            try (Stream<Row> lines = sheet.openStream()) {
                lines.forEach(line -> line.forEach(
                        cell -> count[0] += cell == null ? 0 : cell.getText().length()));
            }
            return count[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private UUID community() {
        return owner.inTransaction(Scope.platform(), transaction -> {
            UUID id = Ids.fresh(today.now());
            UUID above = transaction.one(Sql.of("select id from area order by id limit 1"), row -> row.uuid("id"));
            Areas.make(transaction, id, Optional.of(above), "community", "测量 " + id, "Measured " + id);
            return id;
        });
    }

    private byte[] out(String table, UUID community) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        // A UUID's own text; COPY takes no binds.
        owner.inTransaction(
                Scope.platform(),
                transaction -> transaction.copyOut(
                        Sql.of("copy (select * from {table} where community_id = '{community}') to stdout")
                                .name("table", table)
                                .part("community", Sql.trusted(community.toString())),
                        out));
        return out.toByteArray();
    }

    private void in(String table, byte[] text) {
        owner.inTransaction(
                Scope.platform(),
                transaction -> transaction.copyIn(
                        Sql.of("copy {table} from stdin").name("table", table), new ByteArrayInputStream(text)));
    }

    private static double seconds(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    /** The register that was measured. */
    public RegisterModel register() {
        return register;
    }
}
