package io.liren.importing;

import io.liren.access.Viewer;
import io.liren.register.FieldModel;
import io.liren.register.Records;
import io.liren.register.RegisterModel;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Finds the records that cells speak of: by a number of their own, or by what they are called. One statement for many. */
public final class References {
    private static final int TITLED_AT_ONCE = 5_000;
    private final Records records;
    private final Viewer viewer;
    private final Map<Asked, Map<String, List<UUID>>> known = new HashMap<>();
    private final Map<String, Map<String, List<UUID>>> called = new HashMap<>();

    /** @param viewer whoever asks: what they may not read is not found */
    public References(Records records, Viewer viewer) {
        this.records = records;
        this.viewer = viewer;
    }

    private record Asked(String register, String by) {}

    /** Looks for all of these, so that {@link #find} knows them. */
    public void prepare(String register, Optional<String> by, Collection<String> texts) {
        RegisterModel model = records.registers().model(register);
        if (!model.opensTo(viewer)) {
            return;
        }
        Map<String, List<UUID>> found = known.computeIfAbsent(new Asked(register, by.orElse("")), a -> new HashMap<>());
        Set<String> open = new LinkedHashSet<>(texts);
        open.removeAll(found.keySet());
        open.forEach(text -> found.put(text, new ArrayList<>()));
        if (open.isEmpty()) {
            return;
        }
        Optional<FieldModel> field = by.or(() -> soleTitle(model)).flatMap(model::field);
        records.asSeenBy(viewer, transaction -> {
            field.ifPresent(f -> exact(transaction, model, f, open).forEach((text, ids) -> found.put(text, ids)));
            if (by.isEmpty()) {
                for (String text : open) {
                    if (found.getOrDefault(text, List.of()).isEmpty() && field.isEmpty()) {
                        found.put(text, titled(transaction, model).getOrDefault(plain(text), List.of()));
                    }
                }
            }
            return open;
        });
    }

    /** The records of that name or number. */
    public List<UUID> find(String register, Optional<String> by, String text) {
        return known.getOrDefault(new Asked(register, by.orElse("")), Map.of()).getOrDefault(text, List.of());
    }

    private static Optional<String> soleTitle(RegisterModel model) {
        return Optional.of(model.title())
                .filter(t -> t.size() == 1)
                .map(List::getFirst)
                .filter(t -> model.field(t)
                        .filter(f -> f.entered()
                                && !f.isSensitive()
                                && f.type().target().isEmpty())
                        .isPresent());
    }

    private Map<String, List<UUID>> exact(
            Transaction transaction, RegisterModel model, FieldModel field, Set<String> texts) {
        Map<String, List<UUID>> found = new HashMap<>();
        transaction.rows(
                Sql.of("""
                        select r.id, r.{column}::text as named from {table} r
                         where r.community_id = {community} and r.{column} = any({texts}{cast}) and r.voided_at is null""")
                        .name("column", field.column())
                        .name("table", model.table().name())
                        .value("community", viewer.community())
                        .value("texts", texts.toArray(String[]::new))
                        .part("cast", Sql.trusted("::" + field.type().column().sql() + "[]")),
                row -> found.computeIfAbsent(row.text("named"), n -> new ArrayList<>())
                        .add(row.uuid("id")));
        return found;
    }

    /** All records by what they are called, and by the last word of it; signs between the words don't count. */
    private Map<String, List<UUID>> titled(Transaction transaction, RegisterModel model) {
        Map<String, List<UUID>> there = called.get(model.id());
        if (there != null) {
            return there;
        }
        List<UUID> ids = transaction.rows(
                Sql.of("select r.id from {table} r where r.community_id = {community} and r.voided_at is null")
                        .name("table", model.table().name())
                        .value("community", viewer.community()),
                row -> row.uuid("id"));
        Map<String, List<UUID>> whole = new HashMap<>();
        Map<String, List<UUID>> last = new HashMap<>();
        for (int from = 0; from < ids.size(); from += TITLED_AT_ONCE) {
            records.titles(viewer, model.id(), ids.subList(from, Math.min(ids.size(), from + TITLED_AT_ONCE)))
                    .forEach((id, title) -> {
                        whole.computeIfAbsent(plain(title), t -> new ArrayList<>())
                                .add(id);
                        last.computeIfAbsent(plain(title.substring(title.lastIndexOf('·') + 1)), t -> new ArrayList<>())
                                .add(id);
                    });
        }
        last.forEach(whole::putIfAbsent);
        called.put(model.id(), whole);
        return whole;
    }

    private static String plain(String title) {
        return title.replaceAll("[\\s·,，、\\-—_/]+", "").toLowerCase(java.util.Locale.ROOT);
    }
}
