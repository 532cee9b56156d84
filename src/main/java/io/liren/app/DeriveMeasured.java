package io.liren.app;

import io.liren.bench.DeriveBench;
import io.liren.bench.HandSql;
import io.liren.register.RegisterModel;
import io.liren.sql.Scope;
import io.liren.sql.Sql;
import io.liren.wording.Label;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** {@code bench derive}: the duties of many communities derived, against statements by hand and a loop in the JVM. */
final class DeriveMeasured {
    private static final int RUNS = 5;
    private static final int COMMUNITIES = 8;

    private DeriveMeasured() {}

    /** How much is measured: so many communities, so many of them in the loop, so many runs. */
    record Size(int communities, int looped, int runs) {
        int quarter() {
            return Math.max(1, communities / 4);
        }
    }

    /** What came of it. */
    record Result(
            Size size,
            int duties,
            long residents,
            long occurrences,
            DeriveBench.Times whole,
            DeriveBench.Times part,
            double loop) {
        double toSql() {
            return whole.derived() / whole.sql();
        }

        /** Per community: the loop may have gone over fewer. */
        double loopToDerived() {
            return loop / size.looped() / (whole.derived() / size.communities());
        }

        double growth() {
            return whole.derived() / part.derived() / ((double) size.communities() / size.quarter());
        }
    }

    /**
     * @param hand where the statements by hand are
     * @param settled what is done once the communities are there, as a night would
     */
    static void run(
            Arguments arguments, Connections connections, Path home, Path hand, Progress progress, Runnable settled) {
        Path source = Places.source().orElse(Path.of(""));
        Engine engine =
                Engine.open(connections, home, source.resolve("rulebooks"), RunCommand.today(arguments), progress);
        HandSql byHand = HandSql.read(hand, engine.edition(), arguments.text(Option.RULEBOOK));
        DemoDescription description = DemoDescription.read().alone();
        progress.step(new Label("造一个虚构的社区", "inventing a community"), () -> DemoCommand.fill(engine, description));
        int communities = arguments.whole(Option.COMMUNITIES, COMMUNITIES);
        Size size = new Size(
                communities,
                Math.min(communities, arguments.whole(Option.LOOP_COMMUNITIES, 1)),
                arguments.whole(Option.RUNS, RUNS));
        Result result = measured(engine, byHand, size, progress, settled);
        if (arguments.has(Option.JSON)) {
            System.out.println(JsonMapper.shared().writeValueAsString(json(result)));
        } else {
            print(result);
        }
    }

    /** Measures over copies of the first community there is. */
    static Result measured(Engine engine, HandSql hand, Size size, Progress progress, Runnable settled) {
        UUID original = engine.communities().getFirst();
        DeriveBench bench =
                new DeriveBench(engine.owner(), engine.database(), engine.edition(), hand, engine.today(), original);
        DeriveBench.Times part = at(size.quarter(), size.runs(), bench, progress, settled);
        DeriveBench.Times whole = size.communities() == size.quarter()
                ? part
                : at(size.communities(), size.runs(), bench, progress, settled);
        long occurrences =
                progress.step(new Label("与手写 SQL 对照", "holding it against the SQL by hand"), bench::agreeInSql);
        double loop = progress.step(
                new Label("JVM 循环:" + size.looped() + " 个社区", "the loop in the JVM, communities: " + size.looped()),
                () -> bench.loop(size.looped(), size.runs()));
        return new Result(
                size, bench.duties(), residents(engine, original) * size.communities(), occurrences, whole, part, loop);
    }

    private static DeriveBench.Times at(
            int communities, int runs, DeriveBench bench, Progress progress, Runnable settled) {
        progress.step(new Label("复制到 " + communities + " 个社区", "copying to " + communities + " communities"), () -> {
            bench.grow(communities);
            settled.run();
        });
        return progress.step(
                new Label("推导 " + communities + " 个社区", "deriving " + communities + " communities"),
                () -> bench.measure(runs));
    }

    /** The demo's description tells which register its residents are in. */
    private static long residents(Engine engine, UUID community) {
        RegisterModel register = engine.records()
                .registers()
                .model(DemoDescription.read().residents().orElseThrow());
        return engine.owner()
                .inTransaction(
                        Scope.platform(),
                        transaction -> transaction.one(
                                Sql.of("""
                                        select count(*) as count from {table}
                                         where community_id = {community} and voided_at is null""")
                                        .name("table", register.table().name())
                                        .value("community", community),
                                row -> row.whole("count")));
    }

    static Map<String, Object> json(Result result) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("communities", result.size().communities());
        all.put("residents", result.residents());
        all.put("duties", result.duties());
        all.put("occurrences", result.occurrences());
        Map<String, Object> medians = new LinkedHashMap<>();
        medians.put("derived", rounded(result.whole().derived()));
        medians.put("sql", rounded(result.whole().sql()));
        medians.put("loop", rounded(result.loop()));
        all.put("median_s", medians);
        Map<String, Object> ratio = new LinkedHashMap<>();
        ratio.put("derived_to_sql", rounded(result.toSql()));
        ratio.put("loop_to_derived", rounded(result.loopToDerived()));
        ratio.put("growth", rounded(result.growth()));
        all.put("ratio", ratio);
        all.put("runs", result.size().runs());
        all.put("loop_communities", result.size().looped());
        all.put(
                "quarter",
                Map.of(
                        "communities",
                        result.size().quarter(),
                        "derived_s",
                        rounded(result.part().derived())));
        Map<String, Object> duties = new LinkedHashMap<>();
        result.whole()
                .duties()
                .forEach((duty, times) ->
                        duties.put(duty, Map.of("derived_s", rounded(times.derived()), "sql_s", rounded(times.sql()))));
        all.put("by_duty", duties);
        return all;
    }

    private static double rounded(double value) {
        return Math.round(value * 10_000) / 10_000.0;
    }

    private static void print(Result r) {
        line(
                "%d 个社区,%d 名居民,%d 项任务,%d 条应办;三种办法逐条一致",
                "%d communities, %d residents, %d duties, %d occurrences; the three ways agree on each",
                r.size().communities(),
                r.residents(),
                r.duties(),
                r.occurrences());
        line("中位数(%d 次)", "medians of %d runs", r.size().runs());
        line("  推导 %.3f 秒", "  derived %.3f s", r.whole().derived());
        line("  手写 SQL %.3f 秒", "  SQL by hand %.3f s", r.whole().sql());
        line(
                "  JVM 循环 %.3f 秒(%d 个社区)",
                "  loop in the JVM %.3f s (communities: %d)", r.loop(), r.size().looped());
        line("推导 ÷ 手写 = %.2f(目标 ≤ 1.2)", "derived / by hand = %.2f (aim: at most 1.2)", r.toSql());
        line(
                "循环 ÷ 推导,按每个社区 = %.1f(目标 ≥ 20)",
                "loop / derived, per community = %.1f (aim: at least 20)", r.loopToDerived());
        line(
                "从 %d 到 %d 个社区的增长 = %.2f(1 = 成正比)",
                "growth from %d to %d communities = %.2f (1 = linear)",
                r.size().quarter(),
                r.size().communities(),
                r.growth());
        r.whole()
                .duties()
                .forEach((duty, times) ->
                        System.out.printf(Locale.ROOT, "  %-40s %9.4f %9.4f s%n", duty, times.derived(), times.sql()));
    }

    private static void line(String zh, String en, Object... values) {
        System.out.println(new Label(String.format(Locale.ROOT, zh, values), String.format(Locale.ROOT, en, values)));
    }
}
