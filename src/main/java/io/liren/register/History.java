package io.liren.register;

import io.liren.access.Viewer;
import io.liren.journal.Canonical;
import io.liren.journal.Journal;
import io.liren.journal.Keys;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A record's history as the journal tells it. */
final class History {
    private final RegisterModel model;
    private final UUID record;
    private final Viewer viewer;
    private final Transaction transaction;
    private final Keys keys;

    History(RegisterModel model, UUID record, Viewer viewer, Transaction transaction, Keys keys) {
        this.model = model;
        this.record = record;
        this.viewer = viewer;
        this.transaction = transaction;
        this.keys = keys;
    }

    /** @param open the sensitive fields whose values are shown */
    List<Change> changes(Journal journal, Optional<String> only, Set<String> open) {
        List<Journal.Placed> entries = journal.of(transaction, viewer.community(), model.id(), record);
        Keys.Ring ring = keys.ringFor(transaction, viewer.community(), sealed(entries, open));
        Map<UUID, String> names = names(entries);
        List<Change> changes = new ArrayList<>();
        for (Journal.Placed placed : entries) {
            Map<String, @Nullable Object> content =
                    Canonical.read(placed.entry().content());
            List<Change.Altered> altered = altered(content, only, open, ring);
            if (only.isEmpty() || !altered.isEmpty()) {
                changes.add(new Change(
                        placed.position(),
                        placed.entry().at(),
                        names.getOrDefault(
                                placed.entry().actor(),
                                Viewer.nameless(placed.entry().actor(), viewer.language())),
                        placed.entry().post(),
                        placed.entry().kind(),
                        placed.entry().reason(),
                        altered));
            }
        }
        return changes;
    }

    private List<Change.Altered> altered(
            Map<String, @Nullable Object> content, Optional<String> only, Set<String> open, Keys.Ring ring) {
        Map<?, ?> after = content.get("after") instanceof Map<?, ?> map ? map : Map.of();
        Map<?, ?> before = content.get("before") instanceof Map<?, ?> map ? map : Map.of();
        Set<Object> touched = new LinkedHashSet<>(after.keySet());
        touched.addAll(before.keySet());
        List<Change.Altered> altered = new ArrayList<>();
        for (FieldModel field : model.entered()) {
            if (touched.contains(field.name()) && only.map(field.name()::equals).orElse(true)) {
                altered.add(new Change.Altered(
                        field,
                        value(field, before.get(field.name()), open, ring),
                        value(field, after.get(field.name()), open, ring)));
            }
        }
        return altered;
    }

    private @Nullable Object value(FieldModel field, @Nullable Object written, Set<String> open, Keys.Ring ring) {
        String sealed = Values.sealed(written);
        if (sealed == null) {
            return Values.typed(field.type(), written);
        }
        if (!open.contains(field.name())) {
            return new Masked(io.liren.access.Mask.hidden());
        }
        Optional<String> text = ring.open(Values.place(model.id(), record, field.name()), sealed);
        return text.isPresent() ? Values.typed(field.type(), Values.unsealed(text.get())) : new Masked("—");
    }

    private static List<String> sealed(List<Journal.Placed> entries, Set<String> open) {
        List<String> all = new ArrayList<>();
        if (open.isEmpty()) {
            return all;
        }
        for (Journal.Placed placed : entries) {
            for (Object side : Canonical.read(placed.entry().content()).values()) {
                if (side instanceof Map<?, ?> map) {
                    map.values()
                            .forEach(v -> Optional.ofNullable(Values.sealed(v)).ifPresent(all::add));
                }
            }
        }
        return all;
    }

    private Map<UUID, String> names(List<Journal.Placed> entries) {
        Set<UUID> actors = new HashSet<>();
        entries.forEach(e -> actors.add(e.entry().actor()));
        Map<UUID, String> names = new HashMap<>();
        transaction.rows(
                Sql.of("select id, name from app_user where id = any({ids})").value("ids", actors.toArray(UUID[]::new)),
                row -> names.put(row.uuid("id"), row.text("name")));
        return names;
    }
}
