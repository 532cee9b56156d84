package io.liren.app;

import io.liren.bench.BenchFailure;
import io.liren.bench.DeriveBench;
import io.liren.bench.HandSql;
import io.liren.calendar.Today;
import io.liren.register.RegisterModel;
import io.liren.rulebook.Nearest;
import io.liren.sql.Scope;
import io.liren.sql.Sql;
import io.liren.wording.Label;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures the derivation of duties over many invented communities, the import of a workbook, reports, or entries over HTTP. Its database is made for the run and thrown away.
 * Whether the aims are reached does not decide how it ends, for that hangs on the machine; whether the ways agree does.
 */
final class BenchCommand implements Command {
    private static final int RUNS = 5;
    private static final int COMMUNITIES = 8;

    @Override
    public String name() {
        return "bench";
    }

    @Override
    public Label summary() {
        return new Label(
                "测量推导、导入、报表和登记:与手写 SQL、COPY 相比",
                "measure deriving, importing, reports and entries, against SQL by hand and COPY");
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.COMMUNITIES,
                Option.LOOP_COMMUNITIES,
                Option.RULEBOOK,
                Option.ROWS,
                Option.ENTRIES,
                Option.RUNS,
                Option.TODAY,
                Option.HOME,
                Option.JSON);
    }

    @Override
    public Operands operands() {
        return Operands.oneOf("derive", "import", "report", "entry");
    }

    /** What came of it. */
    private record Result(
            int communities,
            int quarter,
            int looped,
            int runs,
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
            return loop / looped / (whole.derived() / communities);
        }

        double growth() {
            return whole.derived() / part.derived() / ((double) communities / quarter);
        }
    }

    @Override
    public int run(Arguments arguments) throws IOException {
        Path hand = Places.source().orElse(Path.of("")).resolve("bench").resolve("sql");
        String what = arguments.operands().getFirst();
        if (what.equals("derive")) {
            requireMeasured(arguments, HandSql.rulebooks(hand));
        }
        Path folder = arguments.path(Option.HOME).orElse(Path.of(System.getProperty("java.io.tmpdir", "/tmp")));
        Files.createDirectories(folder);
        Path home = Files.createTempDirectory(folder, "liren-bench");
        Progress progress = Progress.console();
        try (Connections connections = Connections.open(home, Places.cache(), Optional.empty(), progress)) {
            // Stopped early, it leaves neither a running database nor its files behind.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                connections.close();
                remove(home);
            }));
            switch (what) {
                case "import" -> ImportMeasured.run(arguments, connections, home, progress);
                case "entry" -> EntryMeasured.run(arguments, connections, home, progress, () -> vacuum(connections));
                case "report" -> ReportMeasured.run(arguments, connections, home, progress, () -> vacuum(connections));
                default -> derive(arguments, connections, home, hand, progress);
            }
            return OK;
        } catch (BenchFailure e) {
            System.err.println(e.says());
            return FAILED;
        } finally {
            remove(home);
        }
    }

    private static void derive(Arguments arguments, Connections connections, Path home, Path hand, Progress progress) {
        Result result = measure(arguments, connections, home, hand, progress);
        if (arguments.has(Option.JSON)) {
            System.out.println(json(result));
        } else {
            print(result);
        }
    }

    private static void requireMeasured(Arguments arguments, List<String> measured) {
        Optional<String> only = arguments.text(Option.RULEBOOK);
        if (only.isPresent() && !measured.contains(only.get())) {
            List<String> near = Nearest.to(only.get(), measured);
            Label all = new Label(";有的是 " + String.join(" ", measured), "; there is for " + String.join(" ", measured));
            throw new WrongArguments(new Label(
                            "制度“" + only.get() + "”没有手写的语句可比",
                            "there is no SQL by hand for the rulebook \"" + only.get() + "\"")
                    .plus(near.isEmpty() ? all : Arguments.suggestion(near)));
        }
    }

    /** One at a time: the command's own end and the end of the program may come together. */
    private static synchronized void remove(Path home) {
        try {
            Folders.delete(home);
        } catch (IOException | UncheckedIOException e) {
            System.err.println(new Label("没有删掉 " + home, "could not delete " + home));
        }
    }

    private static Result measure(
            Arguments arguments, Connections connections, Path home, Path folder, Progress progress) {
        Today today = RunCommand.today(arguments);
        Path source = Places.source().orElse(Path.of(""));
        Engine engine = Engine.open(connections, home, source.resolve("rulebooks"), today, progress);
        HandSql hand = HandSql.read(folder, engine.edition(), arguments.text(Option.RULEBOOK));
        int communities = arguments.whole(Option.COMMUNITIES, COMMUNITIES);
        int quarter = Math.max(1, communities / 4);
        int looped = Math.min(communities, arguments.whole(Option.LOOP_COMMUNITIES, 1));
        int runs = arguments.whole(Option.RUNS, RUNS);
        DemoDescription description = DemoDescription.read().alone();
        progress.step(new Label("造一个虚构的社区", "inventing a community"), () -> DemoCommand.fill(engine, description));
        UUID original = engine.communities().getFirst();
        DeriveBench bench = new DeriveBench(engine.owner(), engine.database(), engine.edition(), hand, today, original);
        DeriveBench.Times part = at(quarter, runs, bench, connections, progress);
        DeriveBench.Times whole = communities == quarter ? part : at(communities, runs, bench, connections, progress);
        long occurrences =
                progress.step(new Label("与手写 SQL 对照", "holding it against the SQL by hand"), bench::agreeInSql);
        double loop = progress.step(
                new Label("JVM 循环:" + looped + " 个社区", "the loop in the JVM, communities: " + looped),
                () -> bench.loop(looped, runs));
        return new Result(
                communities,
                quarter,
                looped,
                runs,
                bench.duties(),
                residents(engine, description),
                occurrences,
                whole,
                part,
                loop);
    }

    private static DeriveBench.Times at(
            int communities, int runs, DeriveBench bench, Connections connections, Progress progress) {
        progress.step(new Label("复制到 " + communities + " 个社区", "copying to " + communities + " communities"), () -> {
            bench.grow(communities);
            vacuum(connections);
        });
        return progress.step(
                new Label("推导 " + communities + " 个社区", "deriving " + communities + " communities"),
                () -> bench.measure(runs));
    }

    /** As it would stand after a night: statistics are there, and what waits to go into an index has gone there. */
    private static void vacuum(Connections connections) {
        try (Connection connection = connections.owner().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("vacuum (analyze)");
        } catch (SQLException e) {
            throw new StartFailure(new Label("整理数据库失败:" + e.getMessage(), "vacuum failed: " + e.getMessage()), e);
        }
    }

    /** The demo's description tells which register its residents are in. */
    private static long residents(Engine engine, DemoDescription description) {
        RegisterModel register =
                engine.records().registers().model(description.residents().orElseThrow());
        return engine.owner()
                .inTransaction(
                        Scope.platform(),
                        transaction -> transaction.one(
                                Sql.of("select count(*) as count from {table} where voided_at is null")
                                        .name("table", register.table().name()),
                                row -> row.whole("count")));
    }

    private static String json(Result result) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("communities", result.communities());
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
        all.put("runs", result.runs());
        all.put("loop_communities", result.looped());
        all.put(
                "quarter",
                Map.of(
                        "communities",
                        result.quarter(),
                        "derived_s",
                        rounded(result.part().derived())));
        Map<String, Object> duties = new LinkedHashMap<>();
        result.whole()
                .duties()
                .forEach((duty, times) ->
                        duties.put(duty, Map.of("derived_s", rounded(times.derived()), "sql_s", rounded(times.sql()))));
        all.put("by_duty", duties);
        return JsonMapper.shared().writeValueAsString(all);
    }

    private static double rounded(double value) {
        return Math.round(value * 10_000) / 10_000.0;
    }

    private static void print(Result r) {
        line(
                "%d 个社区,%d 名居民,%d 项任务,%d 条应办;三种办法逐条一致",
                "%d communities, %d residents, %d duties, %d occurrences; the three ways agree on each",
                r.communities(),
                r.residents(),
                r.duties(),
                r.occurrences());
        line("中位数(%d 次)", "medians of %d runs", r.runs());
        line("  推导 %.3f 秒", "  derived %.3f s", r.whole().derived());
        line("  手写 SQL %.3f 秒", "  SQL by hand %.3f s", r.whole().sql());
        line("  JVM 循环 %.3f 秒(%d 个社区)", "  loop in the JVM %.3f s (communities: %d)", r.loop(), r.looped());
        line("推导 ÷ 手写 = %.2f(目标 ≤ 1.2)", "derived / by hand = %.2f (aim: at most 1.2)", r.toSql());
        line(
                "循环 ÷ 推导,按每个社区 = %.1f(目标 ≥ 20)",
                "loop / derived, per community = %.1f (aim: at least 20)", r.loopToDerived());
        line(
                "从 %d 到 %d 个社区的增长 = %.2f(1 = 成正比)",
                "growth from %d to %d communities = %.2f (1 = linear)", r.quarter(), r.communities(), r.growth());
        r.whole()
                .duties()
                .forEach((duty, times) ->
                        System.out.printf(Locale.ROOT, "  %-40s %9.4f %9.4f s%n", duty, times.derived(), times.sql()));
    }

    private static void line(String zh, String en, Object... values) {
        System.out.println(new Label(String.format(Locale.ROOT, zh, values), String.format(Locale.ROOT, en, values)));
    }
}
