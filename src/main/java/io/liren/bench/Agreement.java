package io.liren.bench;

import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import io.liren.wording.Label;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether two ways found the same. All that an occurrence's state is a function of is compared, and the records that
 * count for it: the same day and the same waivers then give the same state.
 */
final class Agreement {
    private static final int SHOWN = 3;

    private Agreement() {}

    /** @throws BenchFailure if the two tables differ */
    static void inTables(Transaction transaction, String engine, String hand) {
        List<String> differences =
                transaction.rows(Sql.of("""
                        select concat_ws(' ', duty, community_id, subject_id, period_key) || E'\\n  engine: '
                               || coalesce(e.whole::text, '-') || E'\\n  SQL:    ' || coalesce(h.whole::text, '-') as difference
                          from (select duty, community_id, subject_id, period_key,
                                       (opens_on, due_on, needed::float8, found::float8, met_on, met_entered_on, evidence) as whole
                                  from {engine}) e
                          full join (select duty, community_id, subject_id, period_key,
                                       (opens_on, due_on, needed::float8, found::float8, met_on, met_entered_on, evidence) as whole
                                  from {hand}) h using (duty, community_id, subject_id, period_key)
                         where e.whole is distinct from h.whole
                         order by 1""").name("engine", engine).name("hand", hand), row -> row.text("difference"));
        if (!differences.isEmpty()) {
            throw differ("手写语句", "the SQL by hand", differences.size(), differences);
        }
        // A full join would not notice a row found twice.
        Sql count = Sql.of("select (select count(*) from {engine}) - (select count(*) from {hand}) as more")
                .name("engine", engine)
                .name("hand", hand);
        long more = transaction.one(count, row -> row.whole("more"));
        if (more != 0) {
            throw differ("手写语句", "the SQL by hand", Math.abs((int) more), List.of("rows found twice: " + more));
        }
    }

    /** @throws BenchFailure if the two lists differ */
    static void of(List<Found> engine, List<Found> loop) {
        Map<Found.Key, Found> byKey = new HashMap<>();
        engine.forEach(found -> byKey.put(found.key(), found));
        List<String> differences = new java.util.ArrayList<>();
        for (Found found : loop) {
            Found same = byKey.remove(found.key());
            if (!found.equals(same)) {
                differences.add("engine: " + same + "\n  loop:   " + found);
            }
        }
        byKey.values().forEach(found -> differences.add("engine: " + found + "\n  loop:   -"));
        if (!differences.isEmpty()) {
            throw differ("JVM 循环", "the loop in the JVM", differences.size(), differences);
        }
    }

    private static BenchFailure differ(String zh, String en, int count, List<String> differences) {
        String first = "\n" + String.join("\n", differences.subList(0, Math.min(SHOWN, differences.size())));
        return new BenchFailure(new Label(
                "推导和" + zh + "有 " + count + " 处不同:" + first,
                "the engine and " + en + " differ in " + count + " occurrences" + (first.isEmpty() ? "" : " (above)")));
    }
}
