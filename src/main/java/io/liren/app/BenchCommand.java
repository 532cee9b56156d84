package io.liren.app;

import io.liren.bench.BenchFailure;
import io.liren.bench.HandSql;
import io.liren.rulebook.Nearest;
import io.liren.wording.Label;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/**
 * Measures the derivation of duties over many invented communities, the import of a workbook, reports, or entries over HTTP. Its database is made for the run and thrown away.
 * Whether the aims are reached does not decide how it ends, for that hangs on the machine; whether the ways agree does.
 */
final class BenchCommand implements Command {
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
                default -> DeriveMeasured.run(arguments, connections, home, hand, progress, () -> vacuum(connections));
            }
            return OK;
        } catch (BenchFailure e) {
            System.err.println(e.says());
            return FAILED;
        } finally {
            remove(home);
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

    /** As it would stand after a night: statistics are there, and what waits to go into an index has gone there. */
    private static void vacuum(Connections connections) {
        try (Connection connection = connections.owner().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("vacuum (analyze)");
        } catch (SQLException e) {
            throw new StartFailure(new Label("整理数据库失败:" + e.getMessage(), "vacuum failed: " + e.getMessage()), e);
        }
    }
}
