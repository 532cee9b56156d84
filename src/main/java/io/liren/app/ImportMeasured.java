package io.liren.app;

import io.liren.bench.ImportBench;
import io.liren.wording.Label;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import tools.jackson.databind.json.JsonMapper;

/** {@code bench import}: a workbook taken in, against reading it and plainly copying its rows and their entries. */
final class ImportMeasured {
    private static final int ROWS = 100_000;
    private static final int COLUMNS = 12;
    private static final int RUNS = 3;
    private static final double AIM = 2;

    private ImportMeasured() {}

    static void run(Arguments arguments, Connections connections, Path home, Progress progress) {
        Path source = Places.source().orElse(Path.of(""));
        Engine engine =
                Engine.open(connections, home, source.resolve("rulebooks"), RunCommand.today(arguments), progress);
        ImportBench bench = new ImportBench(
                engine.owner(),
                engine.database(),
                engine.facts(),
                engine.records(),
                engine.today(),
                arguments.whole(Option.ROWS, ROWS),
                COLUMNS);
        ImportBench.Result result = progress.step(
                new Label("导入并对照", "importing, and holding it against COPY"),
                () -> bench.measure(arguments.whole(Option.RUNS, RUNS)));
        if (arguments.has(Option.JSON)) {
            System.out.println(JsonMapper.shared().writeValueAsString(json(result)));
        } else {
            print(result);
        }
    }

    private static double median(ImportBench.Result result, ToDoubleFunction<ImportBench.Times> of) {
        double[] sorted = result.runs().stream().mapToDouble(of).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static Map<String, Object> json(ImportBench.Result result) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("register", result.register());
        all.put("rows", result.rows());
        all.put("columns", result.columns());
        all.put("file_bytes", result.bytes());
        Map<String, Object> medians = new LinkedHashMap<>();
        medians.put("import", rounded(median(result, ImportBench.Times::imported)));
        medians.put("read_file", rounded(median(result, ImportBench.Times::read)));
        medians.put("copy_rows", rounded(median(result, ImportBench.Times::rows)));
        medians.put("copy_journal", rounded(median(result, ImportBench.Times::entries)));
        all.put("median_s", medians);
        all.put("ratio", Map.of("import_to_read_and_copy", rounded(median(result, t -> t.imported() / t.plain()))));
        all.put("peak_heap_mb", result.memory() / 1_000_000);
        all.put("runs", result.runs().size());
        return all;
    }

    private static double rounded(double value) {
        return Math.round(value * 10_000) / 10_000.0;
    }

    private static void print(ImportBench.Result r) {
        line(
                "%d 行 × %d 列,%.1f MB,登记簿 %s",
                "%d rows × %d columns, %.1f MB, register %s", r.rows(), r.columns(), r.bytes() / 1e6, r.register());
        line("  导入 %.2f 秒", "  import %.2f s", median(r, ImportBench.Times::imported));
        line("  另一读取器读文件 %.2f 秒", "  another reader reads the file in %.2f s", median(r, ImportBench.Times::read));
        line("  COPY 各行 %.2f 秒", "  COPY of the rows %.2f s", median(r, ImportBench.Times::rows));
        line("  COPY 流水 %.2f 秒", "  COPY of the journal's entries %.2f s", median(r, ImportBench.Times::entries));
        line(
                "导入 ÷(读 + COPY)= %.2f(目标 ≤ %.0f)",
                "import / (read + COPY) = %.2f (aim: at most %.0f)", median(r, t -> t.imported() / t.plain()), AIM);
        line("堆内存最多 %d MB(目标 ≤ 600)", "most heap in use %d MB (aim: at most 600)", r.memory() / 1_000_000);
    }

    private static void line(String zh, String en, Object... values) {
        System.out.println(new Label(String.format(Locale.ROOT, zh, values), String.format(Locale.ROOT, en, values)));
    }
}
