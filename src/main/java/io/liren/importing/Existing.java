package io.liren.importing;

import io.liren.register.FieldModel;
import io.liren.register.FieldType;
import io.liren.register.Loading;
import io.liren.register.RegisterModel;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import io.liren.wording.Label;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which rows are known already: by what must be unique, or by name and birth date. One statement for many rows. */
final class Existing {
    private final RegisterModel model;
    private final UUID community;
    private final List<Key> keys = new ArrayList<>();
    private @Nullable Boolean empty;

    /**
     * What records are told apart by.
     *
     * @param sure whether equal means the same
     * @param unless the field that, different on both sides, says that it is someone else after all
     */
    private record Key(List<FieldModel> fields, boolean sure, Optional<FieldModel> unless) {
        Label label() {
            String zh =
                    String.join("、", fields.stream().map(f -> f.label().zh()).toList());
            String en = String.join(
                    " and ", fields.stream().map(f -> f.label().en()).toList());
            return new Label(zh + "相同:", "the same " + en + ": ");
        }
    }

    /** A record that a row is, or may be. */
    record Match(Loading.There there, Label by, boolean sure) {}

    Existing(RegisterModel model, UUID community, Set<String> given) {
        this.model = model;
        this.community = community;
        Set<List<String>> sure = new LinkedHashSet<>();
        for (FieldModel field : model.entered()) {
            if (field.type() instanceof FieldType.Identity) {
                sure.add(List.of(field.name()));
            }
        }
        sure.addAll(model.unique());
        sure.stream()
                .filter(given::containsAll)
                .forEach(names -> keys.add(new Key(fields(names), true, Optional.empty())));
        for (FieldModel field : model.entered()) {
            if (field.type() instanceof FieldType.Identity(var birth, var sex) && birth.isPresent()) {
                List<String> names = new ArrayList<>(model.title());
                names.add(birth.get());
                boolean plain = fields(names).stream()
                        .allMatch(f -> f.entered()
                                && f.type().target().isEmpty()
                                && !f.type().many());
                if (plain && given.containsAll(model.title())) {
                    keys.add(new Key(fields(names), false, Optional.of(field)));
                }
            }
        }
    }

    private List<FieldModel> fields(List<String> names) {
        return names.stream().flatMap(n -> model.field(n).stream()).toList();
    }

    /** The record of each row that is known, by the row's place in the list. */
    Map<Integer, Match> of(Transaction transaction, List<Map<String, Object>> rows) {
        Map<Integer, Match> found = new HashMap<>();
        if (isNew(transaction)) {
            return found;
        }
        for (Key key : keys) {
            List<Integer> asked = new ArrayList<>();
            for (int i = 0; i < rows.size(); i++) {
                if (!found.containsKey(i) && whole(key, rows.get(i))) {
                    asked.add(i);
                }
            }
            if (!asked.isEmpty()) {
                transaction.rows(statement(key, asked, rows), row -> {
                    int place = (int) row.whole("place");
                    Object own =
                            key.unless().map(f -> rows.get(place).get(f.name())).orElse(null);
                    String there = key.unless().isPresent() ? row.textOrNull("unless") : null;
                    if (own == null || there == null || there.equals(own)) {
                        found.putIfAbsent(
                                place,
                                new Match(
                                        new Loading.There(row.uuid("id"), (int) row.whole("revision")),
                                        key.label(),
                                        key.sure()));
                    }
                    return place;
                });
            }
        }
        return found;
    }

    /** Whether there was no record at all when it was asked first: then there is nothing to look for. */
    private boolean isNew(Transaction transaction) {
        if (empty == null) {
            empty = !transaction.any(
                    Sql.of("select 1 from {table} where community_id = {community} and voided_at is null limit 1")
                            .name("table", model.table().name())
                            .value("community", community));
        }
        return empty;
    }

    /** The rows of a file that say the same number twice: by place, the earlier one's place. */
    void within(List<Map<String, Object>> rows, Map<String, Integer> seen, List<Integer> lines, Twice twice) {
        for (int k = 0; k < keys.size(); k++) {
            Key key = keys.get(k);
            for (int i = 0; i < rows.size() && key.sure(); i++) {
                if (whole(key, rows.get(i))) {
                    StringBuilder words = new StringBuilder().append(k);
                    for (FieldModel field : key.fields()) {
                        words.append('|').append(text(rows.get(i).get(field.name())));
                    }
                    Integer before = seen.putIfAbsent(words.toString(), lines.get(i));
                    if (before != null && !before.equals(lines.get(i))) {
                        twice.is(i, before, key.label(), key.fields().getFirst().name());
                    }
                }
            }
        }
    }

    /** Is told of a row that says the same as one before it. */
    interface Twice {
        void is(int place, int line, Label by, String field);
    }

    private static boolean whole(Key key, Map<String, Object> row) {
        return key.fields().stream().allMatch(f -> row.containsKey(f.name()));
    }

    private static String text(@Nullable Object value) {
        return value instanceof BigDecimal number ? number.stripTrailingZeros().toPlainString() : String.valueOf(value);
    }

    private Sql statement(Key key, List<Integer> asked, List<Map<String, Object>> rows) {
        List<Sql> arrays = new ArrayList<>(List.of(Sql.bind(asked.toArray(Integer[]::new))));
        List<Sql> names = new ArrayList<>(List.of(Sql.of("place")));
        List<Sql> equal = new ArrayList<>();
        for (FieldModel field : key.fields()) {
            String alias = "k_" + names.size();
            arrays.add(Sql.bind(
                    asked.stream().map(i -> text(rows.get(i).get(field.name()))).toArray(String[]::new)));
            names.add(Sql.identifier(alias));
            equal.add(Sql.of("t.{column} = u.{alias}{cast}")
                    .name("column", field.column())
                    .name("alias", alias)
                    .part("cast", Sql.trusted("::" + field.type().column().sql())));
        }
        return Sql.of("""
                select u.place, t.id, t.revision, {unless} as unless
                  from unnest({arrays}) as u ({names})
                  join {table} t on t.community_id = {community} and {equal} and t.voided_at is null
                 order by t.entered_at, t.id""")
                .part(
                        "unless",
                        key.unless()
                                .map(f -> Sql.of("t.{column}").name("column", f.column()))
                                .orElse(Sql.of("null::text")))
                .part("arrays", Sql.join(", ", arrays))
                .part("names", Sql.join(", ", names))
                .name("table", model.table().name())
                .value("community", community)
                .part("equal", Sql.join(" and ", equal));
    }
}
