package io.liren.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.liren.expression.BothEnds.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What PostgreSQL says of an expression is what the JVM says, over rows with missing values. */
class ExpressionDifferentialTest {
    private static final int EXPRESSIONS = 1_200;
    private static final int BATCH = 12;
    private static final int PAIRS = 12;

    @Test
    void bothBackEndsSayTheSame() {
        long seed = Long.getLong("seed", 20_261_002L);
        Random random = new Random(seed);
        Generator generator = new Generator(random);
        try (ClubFacts facts = new ClubFacts(seed)) {
            BothEnds ends = new BothEnds(facts);
            int checks = 0;
            int telling = 0;
            for (int done = 0; done < EXPRESSIONS; done += BATCH) {
                List<Checked> batch = new ArrayList<>();
                for (int i = 0; i < BATCH; i++) {
                    batch.add(Club.checked(generator.any()));
                }
                List<Pair> pairs = pairs(random);
                Map<Pair, List<@Nullable Object>> selected = selected(ends, batch, pairs, seed);
                for (int i = 0; i < BATCH; i++) {
                    for (Pair pair : pairs) {
                        Object sql = selected.get(pair).get(i);
                        Object jvm = ends.evaluated(batch.get(i), pair);
                        Object two = batch.get(i).type() instanceof Type.Bool && jvm == null ? (Object) false : jvm;
                        if (!Objects.equals(sql, two)) {
                            throw new AssertionError("seed " + seed + ": PostgreSQL says " + sql + ", the JVM " + two
                                    + "\n" + batch.get(i).text() + "\n" + pair + " "
                                    + facts.record("club.member", pair.member()) + " "
                                    + facts.record("club.visit", pair.visit()) + "\n" + written(facts, batch.get(i)));
                        }
                        Object loop = ends.looped(batch.get(i), pair);
                        assertThat(Objects.equals(loop, jvm))
                                .as(
                                        "seed %s: CEL's runtime says %s, ours %s%n%s",
                                        seed, loop, jvm, batch.get(i).text())
                                .isTrue();
                        checks++;
                        telling += two == null || Boolean.FALSE.equals(two) ? 0 : 1;
                    }
                }
            }
            assertThat(checks).isGreaterThanOrEqualTo(10_000);
            // A generator whose expressions were nearly all missing or false would prove little.
            assertThat(telling).isGreaterThan(checks / 4);
        }
    }

    private static List<Pair> pairs(Random random) {
        List<Pair> pairs = new ArrayList<>();
        while (pairs.size() < PAIRS) {
            Pair pair = new Pair(new UUID(0, 200 + random.nextInt(24)), new UUID(0, 300 + random.nextInt(40)));
            if (!pairs.contains(pair)) {
                pairs.add(pair);
            }
        }
        return pairs;
    }

    private static Map<Pair, List<@Nullable Object>> selected(
            BothEnds ends, List<Checked> batch, List<Pair> pairs, long seed) {
        try {
            return ends.selected(batch, pairs);
        } catch (RuntimeException refused) {
            for (Checked one : batch) {
                try {
                    ends.selected(List.of(one), pairs);
                } catch (RuntimeException e) {
                    throw new AssertionError("seed " + seed + ": PostgreSQL refuses\n" + one.text(), e);
                }
            }
            throw refused;
        }
    }

    private static String written(ClubFacts facts, Checked checked) {
        SqlWriter writer = new SqlWriter(facts.bindings());
        return (checked.type() instanceof Type.Bool ? writer.strict(checked) : writer.value(checked)).readable()
                + writer.joins().readable();
    }
}
