package io.liren.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.liren.access.Viewer;
import io.liren.register.Bulk;
import io.liren.register.Outcome;
import io.liren.register.Problem;
import io.liren.testing.Town;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A limit that must always hold is asked whatever is done: one entry, many at once, a record declared void. */
class AlwaysTest {
    private static final String BOOK = """
            ---
            rulebook: small
            title: 小制度 | Small
            version: 2026-01
            posts: {clerk: 经办人 | Clerk}
            ---
            ## 1 结对 | Pairs
            ```register
            team: {label: 队 | Team, fields: {name: {label: 名称 | Name, type: text, required: true}}}
            pair:
              label: 结对 | Pair
              fields:
                team: {label: 队 | Team, type: reference, to: team, required: true}
                home: {label: 家 | Home, type: text, required: true}
            ```
            ```limit
            pairs: {per: team, count: pair where pair.team == team, between: [0, 2], always: true, says: 每队不超过两家 | Two homes a team, field: team}
            named: {on: pair, must: "pair.home != 'x'", says: 写明哪家 | Name the home, field: home}
            some:  {per: team, count: pair where pair.team == team, between: [1, 9], otherwise: block, always: true, says: 每队至少一家 | At least one home a team, field: team}
            loose: {per: team, count: pair where pair.team == team, between: [2, 9], otherwise: warn, says: 最好两家 | Two are better, field: team}
            ```
            """;

    private final Town town = Town.under(BOOK);
    private final Viewer clerk = town.someone("丙", "small.clerk");

    @AfterEach
    void close() {
        town.close();
    }

    private Bulk.Result many(UUID team, String... homes) {
        return town.facts.bulk(
                clerk,
                "small.pair",
                java.util.Arrays.stream(homes)
                        .map(home -> Bulk.Line.of(new HashMap<String, Object>(Map.of("team", team, "home", home))))
                        .toList());
    }

    @Test
    void itIsAskedOfManyAtOnceAndTheFirstRowThatBreaksItIsNamed() {
        UUID full = town.enter(clerk, "small.team", Map.of("name", "一队"));
        UUID free = town.enter(clerk, "small.team", Map.of("name", "二队"));
        assertThat(many(full, "甲家", "乙家")).isInstanceOf(Bulk.Result.Entered.class);
        Bulk.Result refused = town.facts.bulk(
                clerk,
                "small.pair",
                List.of(
                        Bulk.Line.of(new HashMap<String, Object>(Map.of("team", free, "home", "丙家"))),
                        Bulk.Line.of(new HashMap<String, Object>(Map.of("team", full, "home", "丁家")))));
        assertThat(refused).isInstanceOfSatisfying(Bulk.Result.Refused.class, r -> {
            assertThat(r.problems()).containsOnlyKeys(1);
            assertThat(r.problems().get(1)).extracting(Problem::code).containsExactly("small.pairs");
        });
        assertThat(town.ask("small", "some", free, null, null)).isEqualTo("broken");
        // What need not always hold is not asked of many at once.
        assertThat(many(free, "x")).isInstanceOf(Bulk.Result.Entered.class);
    }

    @Test
    void itRefusesThatARecordIsDeclaredVoid() {
        UUID team = town.enter(clerk, "small.team", Map.of("name", "一队"));
        Bulk.Result pairs = many(team, "甲家", "乙家");
        List<UUID> ids = ((Bulk.Result.Entered) pairs).ids();
        Outcome first = town.facts.voidRecord(clerk, "small.pair", ids.getFirst(), "登错了");
        assertThat(first)
                .isInstanceOfSatisfying(
                        Outcome.Entered.class,
                        e -> assertThat(e.warnings()).extracting(Problem::code).containsExactly("small.loose"));
        assertThat(Town.codes(town.facts.voidRecord(clerk, "small.pair", ids.getLast(), "登错了")))
                .containsExactly("small.some");
        assertThat(town.ask("small", "some", team, null, null)).isEqualTo("kept");
    }
}
