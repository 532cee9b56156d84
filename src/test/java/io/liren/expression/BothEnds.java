package io.liren.expression;

import io.liren.sql.Row;
import io.liren.sql.Scope;
import io.liren.sql.Sql;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Asks PostgreSQL and the JVM the same. */
final class BothEnds {
    /** A member and a visit. */
    record Pair(UUID member, UUID visit) {}

    private final ClubFacts facts;
    private final Map<Checked, CelLoop> loops = new HashMap<>();

    BothEnds(ClubFacts facts) {
        this.facts = facts;
    }

    /** In the JVM. */
    @Nullable
    Object evaluated(Checked checked, Pair pair) {
        Object value = Evaluator.value(
                checked,
                Map.of("member", facts.record("club.member", pair.member).orElseThrow(), "v", pair.visit),
                facts.situation());
        return value instanceof BigDecimal number ? number.stripTrailingZeros() : value;
    }

    /** In CEL's own runtime. */
    @Nullable
    Object looped(Checked checked, Pair pair) {
        Object value = loops.computeIfAbsent(checked, CelLoop::of)
                .value(
                        Map.of(
                                "member",
                                facts.record("club.member", pair.member).orElseThrow(),
                                "v",
                                pair.visit),
                        facts.situation());
        return value instanceof BigDecimal number ? number.stripTrailingZeros() : value;
    }

    /** In PostgreSQL: for each pair the value of each expression, or what it says in its three forms as a condition. */
    Map<Pair, List<@Nullable Object>> selected(List<Checked> expressions, List<Pair> pairs) {
        SqlWriter writer = new SqlWriter(facts.bindings());
        List<Sql> columns = new ArrayList<>();
        for (int i = 0; i < expressions.size(); i++) {
            Checked e = expressions.get(i);
            Sql column = e.type() instanceof Type.Bool
                    ? Sql.of("case when coalesce(({loose}), false) is distinct from ({strict}) then 'loose'"
                                    + " when ({strict}) is not distinct from ({negated}) then 'negated'"
                                    + " else ({strict})::text end as {name}")
                            .part("loose", writer.condition(e))
                            .part("strict", writer.strict(e))
                            .part("negated", writer.negated(e))
                    : Sql.of("{value} as {name}").part("value", writer.operand(e.root()));
            columns.add(column.name("name", "e" + i));
        }
        Sql statement = Sql.of("select m.id as m, v.id as v, {columns} from"
                        + " unnest({members}, {visits}) with ordinality as pair(member_id, visit_id, n)"
                        + " join club_member m on m.id = pair.member_id and m.community_id = {community}"
                        + " join club_visit v on v.id = pair.visit_id and v.community_id = {community}{joins}")
                .part("columns", Sql.join(", ", columns))
                .value("members", pairs.stream().map(Pair::member).toList())
                .value("visits", pairs.stream().map(Pair::visit).toList())
                .value("community", ClubFacts.COMMUNITY)
                .part("joins", writer.joins());
        Map<Pair, List<@Nullable Object>> results = new LinkedHashMap<>();
        facts.database().ownerDatabase().inTransaction(Scope.platform(), tx -> {
            tx.rows(statement, row -> {
                List<@Nullable Object> values = new ArrayList<>();
                for (int i = 0; i < expressions.size(); i++) {
                    values.add(value(row, "e" + i, expressions.get(i).type()));
                }
                return results.put(new Pair(row.uuid("m"), row.uuid("v")), values);
            });
            return 0;
        });
        return results;
    }

    private static @Nullable Object value(Row row, String column, Type type) {
        if (type instanceof Type.Bool) {
            String text = row.text(column);
            return text.equals("true") ? (Object) true : text.equals("false") ? false : text;
        }
        Object value = row.value(column);
        return value instanceof BigDecimal number ? number.stripTrailingZeros() : value;
    }
}
