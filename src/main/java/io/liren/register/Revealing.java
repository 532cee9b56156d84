package io.liren.register;

import io.liren.access.Looks;
import io.liren.access.Viewer;
import io.liren.calendar.Today;
import io.liren.schema.Ids;
import io.liren.sql.Database;
import io.liren.sql.Scope;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Shows sensitive values of many records to one who may see them, for a purpose; each is a look on record. */
public final class Revealing {
    private final Database database;
    private final Records records;
    private final Today today;

    /** @param records says who may see what */
    public Revealing(Database database, Records records, Today today) {
        this.database = database;
        this.records = records;
        this.today = today;
    }

    /**
     * The values, by record and field. Fields that the viewer may not see are left out; without a purpose all are.
     *
     * @param fields the names of the fields
     */
    public Map<UUID, Map<String, Object>> of(
            Viewer viewer, String register, Collection<UUID> ids, Collection<String> fields, String purpose) {
        RegisterModel model = records.registers().model(register);
        List<FieldModel> seen = model.entered().stream()
                .filter(f -> fields.contains(f.name()) && records.mayReveal(viewer, model, f))
                .toList();
        if (seen.isEmpty()
                || ids.isEmpty()
                || purpose.isBlank()
                || viewer.asOf().isPresent()) {
            return Map.of();
        }
        return database.inTransaction(Scope.of(viewer.community()), transaction -> {
            Instant now = today.now();
            Map<UUID, Map<String, Object>> shown = new LinkedHashMap<>();
            for (Stored row : new Store(model, viewer.community(), transaction).rows(ids)) {
                for (FieldModel field : seen) {
                    Object value = row.values().get(field.name());
                    if (value != null) {
                        shown.computeIfAbsent(row.id(), r -> new LinkedHashMap<>())
                                .put(field.name(), value);
                        List<String> posts = field.seenBy().isEmpty() ? model.enter() : field.seenBy();
                        Looks.record(
                                transaction,
                                viewer,
                                Ids.fresh(now),
                                new Looks.Look(
                                        now,
                                        viewer.user(),
                                        viewer.postAmong(posts).orElse(""),
                                        model.id(),
                                        row.id(),
                                        field.name(),
                                        purpose.strip()));
                    }
                }
            }
            return shown;
        });
    }
}
