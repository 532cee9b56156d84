package io.liren.bench;

import io.liren.block.Derivation;
import io.liren.block.DerivationScope;
import io.liren.block.Edition;
import io.liren.calendar.Today;
import io.liren.calendar.WorkingDays;
import io.liren.derivation.Derivations;
import io.liren.sql.Database;
import io.liren.sql.Scope;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Derives all duties of many communities in three ways: by the engine's statements, by statements written by hand, and
 * by a loop in the JVM. The first two fill tables alike, in the role that derives, turn about in each run.
 */
public final class DeriveBench {
    private static final String ENGINE = "found_by_engine";
    private static final String HAND = "found_by_hand";

    private final Database database;
    private final Edition edition;
    private final HandSql hand;
    private final Today today;
    private final Copies copies;
    private final List<UUID> communities = new ArrayList<>();

    /**
     * Begins with one community.
     *
     * @param owner the owner of a database that is thrown away
     * @param database the application's own connections
     */
    public DeriveBench(Database owner, Database database, Edition edition, HandSql hand, Today today, UUID original) {
        this.database = database;
        this.edition = edition;
        this.hand = hand;
        this.today = today;
        this.copies = new Copies(owner, edition, original);
        communities.add(original);
    }

    /**
     * Medians in seconds.
     *
     * @param duties each duty's own, by id
     */
    public record Times(double derived, double sql, Map<String, Times> duties) {}

    /** Copies the first community until there are so many. */
    public void grow(int count) {
        communities.addAll(copies.make(count - communities.size(), today.now()));
    }

    /** How many duties are measured. */
    public int duties() {
        return hand.duties().size();
    }

    /** Derives all communities so many times. */
    public Times measure(int runs) {
        Map<String, double[]> engine = new LinkedHashMap<>();
        Map<String, double[]> byHand = new LinkedHashMap<>();
        for (Derivation duty : hand.duties()) {
            engine.put(duty.id(), new double[runs]);
            byHand.put(duty.id(), new double[runs]);
        }
        for (int run = -1; run < runs; run++) {
            int number = run;
            database.inTransaction(Scope.deriving(), transaction -> {
                lay(transaction);
                for (Derivation duty : hand.duties()) {
                    boolean engineFirst = number % 2 == 0;
                    double first = seconds(transaction, duty, engineFirst);
                    double second = seconds(transaction, duty, !engineFirst);
                    // The run before the first warms up.
                    if (number >= 0) {
                        engine.getOrDefault(duty.id(), new double[0])[number] = engineFirst ? first : second;
                        byHand.getOrDefault(duty.id(), new double[0])[number] = engineFirst ? second : first;
                    }
                }
                return number;
            });
        }
        Map<String, Times> duties = new LinkedHashMap<>();
        engine.forEach((duty, times) -> duties.put(
                duty, new Times(median(times), median(byHand.getOrDefault(duty, new double[] {0})), Map.of())));
        return new Times(median(sums(engine, runs)), median(sums(byHand, runs)), duties);
    }

    private double seconds(Transaction transaction, Derivation duty, boolean engine) {
        return engine
                ? fill(transaction, ENGINE, duty, duty.statement().apply(scope()))
                : fill(transaction, HAND, duty, hand.of(duty, scope()));
    }

    /**
     * Holds what the engine found against what the statements by hand found, for all communities.
     *
     * @return how many occurrences there are
     * @throws BenchFailure if they differ, with the first difference
     */
    public long agreeInSql() {
        return database.inTransaction(Scope.deriving(), transaction -> {
            lay(transaction);
            for (Derivation duty : hand.duties()) {
                seconds(transaction, duty, true);
                seconds(transaction, duty, false);
            }
            Agreement.inTables(transaction, ENGINE, HAND);
            return transaction.one(
                    Sql.of("select count(*) as count from {table}").name("table", ENGINE), row -> row.whole("count"));
        });
    }

    /**
     * Derives the first communities in a loop, so many times, and holds what it found against the engine's.
     *
     * @return the median in seconds for those communities; loading their rows is not counted
     * @throws BenchFailure if they differ, with the first difference
     */
    public double loop(int count, int runs) {
        List<UUID> looped = communities.subList(0, Math.min(count, communities.size()));
        DerivationScope scope = Derivations.scope(looped, today.today(), today.zone());
        List<LoadedFacts> facts = new ArrayList<>();
        List<Found> derived = database.inTransaction(Scope.deriving(), transaction -> {
            looped.forEach(community ->
                    facts.add(LoadedFacts.of(transaction, edition.names(), hand.duties(), community, today.zone())));
            lay(transaction);
            hand.duties()
                    .forEach(duty ->
                            fill(transaction, ENGINE, duty, duty.statement().apply(scope)));
            return transaction.rows(Sql.of("select * from {table}").name("table", ENGINE), Found::read);
        });
        WorkingDays workingDays = WorkingDays.bundled();
        List<LoopedDuty> duties = hand.duties().stream()
                .map(duty -> new LoopedDuty(duty, today.today(), workingDays))
                .toList();
        Agreement.of(derived, looped(duties, facts)); // also the run that warms up
        double[] times = new double[runs];
        for (int run = 0; run < runs; run++) {
            long start = System.nanoTime();
            int found = looped(duties, facts).size();
            times[run] = since(start);
            if (found != derived.size()) {
                throw new IllegalStateException(
                        "the loop found " + found + " at one time, " + derived.size() + " before");
            }
        }
        return median(times);
    }

    private static List<Found> looped(List<LoopedDuty> duties, List<LoadedFacts> facts) {
        List<Found> found = new ArrayList<>();
        for (LoadedFacts community : facts) {
            duties.forEach(duty -> found.addAll(duty.derive(community)));
        }
        return found;
    }

    private DerivationScope scope() {
        return Derivations.scope(communities, today.today(), today.zone());
    }

    private static void lay(Transaction transaction) {
        for (String table : List.of(ENGINE, HAND)) {
            transaction.update(Sql.of("""
                    create temporary table {table} (
                      duty text, community_id uuid, subject_id uuid, period_key text, opens_on date, due_on date,
                      needed numeric, found numeric, met_on date, met_entered_on date, evidence uuid[]
                    ) on commit drop""").name("table", table));
        }
    }

    private static double fill(Transaction transaction, String table, Derivation duty, Sql statement) {
        Sql fill = Sql.of("""
                insert into {table} (duty, community_id, subject_id, period_key, opens_on, due_on, needed, found,
                                     met_on, met_entered_on, evidence)
                select {duty}, d.community_id, d.subject_id, d.period_key, d.opens_on, d.due_on, d.needed, d.found,
                       d.met_on, d.met_entered_on, coalesce(d.evidence, '{{}}'::uuid[])
                  from ({statement}) d""").name("table", table).value("duty", duty.id()).part("statement", statement);
        long start = System.nanoTime();
        transaction.update(fill);
        return since(start);
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static double[] sums(Map<String, double[]> times, int runs) {
        double[] sums = new double[runs];
        times.values().forEach(each -> Arrays.setAll(sums, run -> sums[run] + each[run]));
        return sums;
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
