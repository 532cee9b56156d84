package io.liren.bench;

import io.liren.access.Viewer;
import io.liren.block.Edition;
import io.liren.calendar.Period;
import io.liren.calendar.Today;
import io.liren.report.Report;
import io.liren.report.Reports;
import io.liren.sql.Database;
import io.liren.sql.Scope;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import io.liren.wording.Label;
import io.liren.wording.Language;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Works out reports of many communities as the pages do, and by statements that a person wrote for the same reports, turn
 * about. Each number of the one is held against the other's.
 */
public final class ReportBench {
    private static final Pattern BIND = Pattern.compile("(?<!:):(community|start|end)\\b");
    private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*--.*$");
    private final Database database;
    private final Reports reports;
    private final Today today;
    private final Copies copies;
    private final Map<Report, String> byHand = new LinkedHashMap<>();
    private final List<UUID> communities = new ArrayList<>();

    /**
     * Begins with one community.
     *
     * @param owner the owner of a database that is thrown away
     * @param folder the statements by hand, {@code <rulebook>.<report>.sql}
     * @throws BenchFailure if there is none, or one belongs to no report
     */
    public ReportBench(
            Database owner,
            Database database,
            Edition edition,
            Reports reports,
            Today today,
            UUID original,
            Path folder) {
        this.database = database;
        this.reports = reports;
        this.today = today;
        this.copies = new Copies(owner, edition, original);
        communities.add(original);
        for (Path file : files(folder)) {
            String name = file.getFileName().toString();
            Report report = reports.find(name.substring(0, name.length() - ".sql".length()))
                    .orElseThrow(() -> new BenchFailure(
                            new Label(file + " 不属于任何报表", file + " belongs to no report of the rulebooks")));
            byHand.put(report, text(file));
        }
        if (byHand.isEmpty()) {
            throw new BenchFailure(new Label("没有可比的报表:" + folder, "no report has SQL by hand in " + folder));
        }
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(f -> f.toString().endsWith(".sql")).sorted().toList();
        } catch (IOException e) {
            throw new BenchFailure(new Label("读不到 " + folder, "can't read " + folder));
        }
    }

    private static String text(Path file) {
        try {
            return COMMENT.matcher(Files.readString(file)).replaceAll("").strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Medians in seconds: one report of one community. */
    public record Times(double worked, double sql) {}

    /**
     * What was measured.
     *
     * @param whole medians of a run over all reports and communities
     * @param numbers how many numbers were held against each other, those that are nought not counted
     */
    public record Result(int communities, int runs, Times whole, Map<String, Times> reports, long numbers) {}

    /** Copies the first community until there are so many. */
    public void grow(int count) {
        communities.addAll(copies.make(count - communities.size(), today.now()));
    }

    /**
     * Works all out so many times; a run before the first warms up.
     *
     * @throws BenchFailure if a number differs
     */
    public Result measure(int runs) {
        double[] worked = new double[runs];
        double[] sql = new double[runs];
        Map<String, Times> each = new LinkedHashMap<>();
        long numbers = 0;
        for (Report report : byHand.keySet()) {
            double[] here = new double[runs];
            double[] hand = new double[runs];
            Period period = Period.containing(report.every(), today.today()).previous();
            for (int run = -1; run < runs; run++) {
                for (UUID community : communities) {
                    long start = System.nanoTime();
                    Map<String, BigDecimal> ours = ours(report, community, period);
                    long middle = System.nanoTime();
                    Map<String, BigDecimal> theirs = theirs(report, community, period);
                    long end = System.nanoTime();
                    if (!ours.equals(theirs)) {
                        throw new BenchFailure(new Label(
                                "报表 " + report.id() + " 与手写的不同:" + ours + " / " + theirs,
                                "the report " + report.id() + " differs from the one by hand: " + ours + " / "
                                        + theirs));
                    }
                    if (run >= 0) {
                        here[run] += (middle - start) / 1e9;
                        hand[run] += (end - middle) / 1e9;
                    } else {
                        numbers += ours.size();
                    }
                }
            }
            Arrays.setAll(worked, run -> worked[run] + here[run]);
            Arrays.setAll(sql, run -> sql[run] + hand[run]);
            each.put(report.id(), new Times(median(here) / communities.size(), median(hand) / communities.size()));
        }
        return new Result(communities.size(), runs, new Times(median(worked), median(sql)), each, numbers);
    }

    private Map<String, BigDecimal> ours(Report report, UUID community, Period period) {
        Viewer viewer = new Viewer(
                community,
                "测量",
                community,
                report.preparedBy().map(Set::of).orElse(Set.of()),
                Language.ZH,
                Optional.empty());
        Map<String, BigDecimal> numbers = new TreeMap<>();
        reports.sheet(viewer, report, period)
                .numbers()
                .forEach((row, cells) -> cells.forEach((column, number) -> note(numbers, row, column, number)));
        return numbers;
    }

    private Map<String, BigDecimal> theirs(Report report, UUID community, Period period) {
        return database.inTransaction(
                Scope.of(community), transaction -> byHand(transaction, report, community, period));
    }

    private Map<String, BigDecimal> byHand(Transaction transaction, Report report, UUID community, Period period) {
        Map<String, BigDecimal> numbers = new TreeMap<>();
        transaction.rows(
                Sql.of("select * from ({statement}) by_hand")
                        .part("statement", bound(byHand.getOrDefault(report, ""), community, period)),
                row -> note(numbers, row.text("row"), row.text("column"), row.decimal("value")));
        return numbers;
    }

    /** Nought is the same as nothing. */
    private static boolean note(Map<String, BigDecimal> numbers, String row, String column, BigDecimal number) {
        if (number.signum() != 0) {
            numbers.put(row + "." + column, number.stripTrailingZeros());
        }
        return true;
    }

    private static Sql bound(String text, UUID community, Period period) {
        List<Sql> pieces = new ArrayList<>();
        Matcher bind = BIND.matcher(text);
        int done = 0;
        while (bind.find()) {
            pieces.add(Sql.trusted(text.substring(done, bind.start())));
            pieces.add(
                    switch (bind.group(1)) {
                        case "community" -> Sql.bind(community);
                        case "start" -> Sql.bind(period.start());
                        default -> Sql.bind(period.end());
                    });
            done = bind.end();
        }
        pieces.add(Sql.trusted(text.substring(done)));
        return Sql.join("", pieces);
    }

    private static double median(double[] times) {
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
