package io.liren.register;

import io.liren.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What a search asks of a register: a record matches by its own words, or by those of a record it is searched through. */
final class Searching {
    private static final int DEEPEST = 2;
    private final Registers registers;
    private final UUID community;

    Searching(Registers registers, UUID community) {
        this.registers = registers;
        this.community = community;
    }

    /** A condition on the row {@code r}; each word must be found. */
    Sql condition(RegisterModel model, List<String> words) {
        List<Sql> conditions = new ArrayList<>();
        for (String word : words) {
            List<Sql> ways = ways(model, word, 0);
            conditions.add(
                    ways.isEmpty()
                            ? Sql.of("false")
                            : Sql.of("r.id in ({ways})").part("ways", Sql.join(" union all ", ways)));
        }
        return conditions.isEmpty() ? Sql.of("true") : Sql.join(" and ", conditions);
    }

    private List<Sql> ways(RegisterModel model, String word, int depth) {
        List<Sql> ways = new ArrayList<>();
        boolean own = false;
        for (String name : model.search()) {
            FieldModel field = model.field(name).orElseThrow();
            if (!field.entered()) {
                continue;
            }
            if (field.type().target().isEmpty()) {
                own |= !field.isSensitive();
            } else if (depth < DEEPEST && !field.type().many()) {
                registers.find(field.type().target().get()).ifPresent(target -> {
                    List<Sql> inner = ways(target, word, depth + 1);
                    if (!inner.isEmpty()) {
                        ways.add(Sql.of("select x.id from {table} x where x.community_id = {community} "
                                        + "and x.{column} in ({inner})")
                                .name("table", model.table().name())
                                .value("community", community)
                                .name("column", field.column())
                                .part("inner", Sql.join(" union all ", inner)));
                    }
                });
            }
        }
        if (own) {
            ways.add(Sql.of("select x.id from {table} x where x.community_id = {community} "
                            + "and x.search_grams @> {grams} and x.search_text like {pattern}")
                    .name("table", model.table().name())
                    .value("community", community)
                    .value("grams", SearchText.grams(word).toArray(String[]::new))
                    .value("pattern", pattern(word)));
        }
        return ways;
    }

    /** Any text that holds the word. */
    static String pattern(String word) {
        return "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }
}
