package io.liren.app;

import io.liren.bench.EntryBench;
import io.liren.wording.Label;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** {@code bench entry}: entries and pages of a list over HTTP, against the same as plain SQL. */
final class EntryMeasured {
    private static final int COMMUNITIES = 100;
    private static final int PEOPLE = 200_000;
    private static final int ENTRIES = 8_000;
    private static final double ENTRIES_AIM = 0.35;
    private static final double PAGES_AIM = 0.2;

    private EntryMeasured() {}

    /** @param settled what is done once the people are there, as a night would */
    static void run(Arguments arguments, Connections connections, Path home, Progress progress, Runnable settled) {
        Path source = Places.source().orElse(Path.of(""));
        Engine engine =
                Engine.open(connections, home, source.resolve("rulebooks"), RunCommand.today(arguments), progress);
        EntryBench bench = new EntryBench(
                engine.owner(),
                engine.database(),
                engine.facts(),
                engine.records(),
                engine.journal(),
                engine.edition(),
                engine.today());
        int people = arguments.whole(Option.ROWS, PEOPLE);
        int communities = Math.min(people, arguments.whole(Option.COMMUNITIES, COMMUNITIES));
        progress.step(
                new Label(
                        "造 " + communities + " 个社区、" + people + " 个人",
                        "inventing " + communities + " communities and " + people + " people"),
                () -> {
                    bench.fill(communities, people);
                    settled.run();
                });
        EntryBench.Result result;
        try (Server server = Server.start(engine, 0)) {
            result = progress.step(
                    new Label("登记、翻页,并与 SQL 对照", "entering and paging, and holding both against SQL"),
                    () -> bench.measure(server.port(), arguments.whole(Option.ENTRIES, ENTRIES)));
        }
        if (arguments.has(Option.JSON)) {
            System.out.println(JsonMapper.shared().writeValueAsString(json(result)));
        } else {
            print(result);
        }
    }

    private static Map<String, Object> json(EntryBench.Result r) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("register", r.register());
        all.put("communities", r.communities());
        all.put("people", r.people());
        all.put("clients", EntryBench.CLIENTS);
        all.put("entries", r.entries());
        Map<String, Object> medians = new LinkedHashMap<>();
        Map<String, Object> paces = new LinkedHashMap<>();
        ways(r).forEach((name, pace) -> {
            medians.put(name, rounded(pace.median()));
            paces.put(name, rounded(pace.perSecond()));
        });
        all.put("median_s", medians);
        all.put("per_second", paces);
        Map<String, Object> ratio = new LinkedHashMap<>();
        ratio.put("entries_over_http_to_inserts", rounded(r.entriesToInserts()));
        ratio.put("entries_over_http_to_rows_alone", rounded(r.entriesToRowsAlone()));
        ratio.put("list_pages_over_http_to_queries", rounded(r.pagesToQueries()));
        all.put("ratio", ratio);
        return all;
    }

    private static Map<String, EntryBench.Pace> ways(EntryBench.Result r) {
        Map<String, EntryBench.Pace> ways = new LinkedHashMap<>();
        ways.put("entry_over_http", r.entered());
        ways.put("entry_as_sql", r.enteredInSql());
        ways.put("rows_alone_as_sql", r.inserted());
        ways.put("list_page_over_http", r.pages());
        ways.put("list_query_as_sql", r.queries());
        return ways;
    }

    private static double rounded(double value) {
        return Math.round(value * 10_000) / 10_000.0;
    }

    private static void print(EntryBench.Result r) {
        line(
                "%d 个社区,%d 人,%d 个客户端,登记簿 %s",
                "%d communities, %d people, %d clients, register %s",
                r.communities(),
                r.people(),
                EntryBench.CLIENTS,
                r.register());
        line("每秒登记 %.0f 条", "%.0f entries per second over HTTP", r.entered().perSecond());
        line(
                "  同样的事(各行、流水链、推导)用 SQL 做,每秒 %.0f 条",
                "  the same work (rows, chain, derivation) as plain SQL: %.0f per second",
                r.enteredInSql().perSecond());
        line(
                "  登记 ÷ 插入 = %.2f(目标 ≥ %.2f)",
                "  entries / inserts = %.2f (aim: at least %.2f)", r.entriesToInserts(), ENTRIES_AIM);
        line(
                "  只插入各行,不接链、不推导,每秒 %.0f 条;登记是它的 %.2f",
                "  the rows alone, neither chained nor derived: %.0f per second; entries reach %.2f of them",
                r.inserted().perSecond(),
                r.entriesToRowsAlone());
        line(
                "每秒列表 %.0f 页",
                "%.0f pages of the list per second over HTTP", r.pages().perSecond());
        line(
                "  同样的查询,每秒 %.0f 次",
                "  the same as a plain query: %.0f per second", r.queries().perSecond());
        line(
                "  列表 ÷ 查询 = %.2f(目标 ≥ %.2f)",
                "  pages / queries = %.2f (aim: at least %.2f)", r.pagesToQueries(), PAGES_AIM);
    }

    private static void line(String zh, String en, Object... values) {
        System.out.println(new Label(String.format(Locale.ROOT, zh, values), String.format(Locale.ROOT, en, values)));
    }
}
