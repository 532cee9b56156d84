package io.liren.register;

import io.liren.journal.Canonical;
import io.liren.journal.Entry;
import io.liren.journal.Keys;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The journal's entries of many rows of one write, their sensitive values sealed. */
final class Entries {
    private final Write work;
    private final Sealing sealing;
    private final Tools tools;
    private final RegisterModel model;

    Entries(Write work, Sealing sealing, Tools tools, RegisterModel model) {
        this.work = work;
        this.sealing = sealing;
        this.tools = tools;
        this.model = model;
    }

    /** Of new rows. */
    List<Entry> fresh(EntryOptions options, List<Stored> rows) {
        return later(options, rows).get();
    }

    /** The same; what is left to be done asks nothing of the database, and all processors share it. */
    Supplier<List<Entry>> later(EntryOptions options, List<Stored> rows) {
        Map<UUID, UUID> persons = persons(rows);
        Keys.Ring ring = sealing.ring(tools.keys(), model, persons.values(), work.at);
        return () -> rows.parallelStream()
                .map(row -> {
                    Map<String, @Nullable Object> after =
                            sealing.forJournal(model, row.id(), persons.get(row.id()), row.values(), ring, false);
                    return work.entry(options.at(row.enteredAt()), row.id(), Canonical.write(Map.of("after", after)));
                })
                .toList();
    }

    /** Puts records right, by how they were; their past versions are kept. */
    List<Entry> corrections(EntryOptions options, Map<Stored, Stored> corrected) {
        List<Stored> all = List.copyOf(corrected.values());
        Map<UUID, UUID> persons = persons(all);
        Keys.Ring ring = sealing.ring(tools.keys(), model, persons.values(), work.at);
        List<Entry> entries = new ArrayList<>();
        corrected.forEach((before, after) -> {
            UUID person = persons.getOrDefault(after.id(), after.id());
            Map<String, @Nullable Object> changed = Write.differing(before.values(), after.values());
            Map<String, @Nullable Object> was = new LinkedHashMap<>();
            changed.keySet().forEach(field -> was.put(field, before.values().get(field)));
            work.keepVersion(before, after.changedAt(), person, ring);
            work.store.change(after.id(), changed, after.values(), after.changedAt());
            entries.add(work.entry(
                    options.at(after.changedAt()),
                    after.id(),
                    Canonical.write(Map.of(
                            "after", sealing.forJournal(model, after.id(), person, changed, ring, true),
                            "before", sealing.forJournal(model, after.id(), person, was, ring, true)))));
        });
        return entries;
    }

    private Map<UUID, UUID> persons(List<Stored> rows) {
        return Sealing.needed(model) ? sealing.persons(model, rows) : Map.of();
    }
}
