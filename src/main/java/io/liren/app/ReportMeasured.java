package io.liren.app;

import io.liren.bench.ReportBench;
import io.liren.wording.Label;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** {@code bench report}: reports worked out as the pages do, against statements by hand. */
final class ReportMeasured {
    private static final int COMMUNITIES = 20;
    private static final int RUNS = 5;

    private ReportMeasured() {}

    /** @param settled what is done once the communities are there, as a night would */
    static void run(Arguments arguments, Connections connections, Path home, Progress progress, Runnable settled) {
        Path source = Places.source().orElse(Path.of(""));
        Engine engine =
                Engine.open(connections, home, source.resolve("rulebooks"), RunCommand.today(arguments), progress);
        DemoDescription description = DemoDescription.read().alone();
        progress.step(new Label("造一个虚构的社区", "inventing a community"), () -> DemoCommand.fill(engine, description));
        ReportBench.Result result = measured(
                engine,
                arguments.whole(Option.COMMUNITIES, COMMUNITIES),
                arguments.whole(Option.RUNS, RUNS),
                progress,
                settled);
        if (arguments.has(Option.JSON)) {
            System.out.println(JsonMapper.shared().writeValueAsString(json(result)));
        } else {
            print(result);
        }
    }

    /** Measures over copies of the first community there is. */
    static ReportBench.Result measured(Engine engine, int communities, int runs, Progress progress, Runnable settled) {
        ReportBench bench = new ReportBench(
                engine.owner(),
                engine.database(),
                engine.edition(),
                engine.reports(),
                engine.today(),
                engine.communities().getFirst(),
                Places.source().orElse(Path.of("")).resolve("bench").resolve("reports"));
        progress.step(new Label("复制到 " + communities + " 个社区", "copying to " + communities + " communities"), () -> {
            bench.grow(communities);
            settled.run();
        });
        return progress.step(
                new Label("算报表,并与手写 SQL 对照", "working reports out, and holding them against SQL by hand"),
                () -> bench.measure(runs));
    }

    private static double ratio(ReportBench.Times times) {
        return times.worked() / times.sql();
    }

    static Map<String, Object> json(ReportBench.Result r) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("communities", r.communities());
        all.put("reports", r.reports().size());
        all.put("numbers", r.numbers());
        all.put(
                "median_s",
                Map.of(
                        "reports",
                        rounded(r.whole().worked()),
                        "sql",
                        rounded(r.whole().sql())));
        all.put("ratio", Map.of("reports_to_sql", rounded(ratio(r.whole()))));
        all.put("runs", r.runs());
        Map<String, Object> each = new LinkedHashMap<>();
        r.reports()
                .forEach((report, times) ->
                        each.put(report, Map.of("report_s", rounded(times.worked()), "sql_s", rounded(times.sql()))));
        all.put("by_report", each);
        return all;
    }

    private static double rounded(double value) {
        return Math.round(value * 100_000) / 100_000.0;
    }

    private static void print(ReportBench.Result r) {
        line(
                "%d 个社区,每个 %d 张报表;%d 个数字逐个一致",
                "%d communities, %d reports each; the two ways agree on each of %d numbers",
                r.communities(),
                r.reports().size(),
                r.numbers());
        line("中位数(%d 次)", "medians of %d runs", r.runs());
        line("  报表 %.3f 秒", "  reports %.3f s", r.whole().worked());
        line("  手写 SQL %.3f 秒", "  SQL by hand %.3f s", r.whole().sql());
        line("报表 ÷ 手写 = %.2f", "reports / by hand = %.2f", ratio(r.whole()));
        r.reports()
                .forEach((report, times) ->
                        System.out.printf(Locale.ROOT, "  %-44s %9.5f %9.5f s%n", report, times.worked(), times.sql()));
    }

    private static void line(String zh, String en, Object... values) {
        System.out.println(new Label(String.format(Locale.ROOT, zh, values), String.format(Locale.ROOT, en, values)));
    }
}
