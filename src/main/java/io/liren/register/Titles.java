package io.liren.register;

import io.liren.access.Viewer;
import io.liren.block.Names;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What records are called: their title fields in words, those of records they refer to included. One statement a register.
 * Whoever may not read a register is not told what its records are called, wherever they are mentioned.
 */
final class Titles {
    private static final int DEEPEST = 3;
    private final Registers registers;
    private final Names names;
    private final Transaction transaction;
    private final Viewer viewer;
    private final LocalDate today;

    Titles(Registers registers, Names names, Transaction transaction, Viewer viewer, LocalDate today) {
        this.registers = registers;
        this.names = names;
        this.transaction = transaction;
        this.viewer = viewer;
        this.today = today;
    }

    Map<UUID, String> of(RegisterModel model, Collection<UUID> ids) {
        return of(model, ids, 0);
    }

    /** The titles of all records that rows of values refer to. */
    Map<UUID, String> referredTo(List<FieldModel> fields, List<Map<String, @Nullable Object>> rows) {
        return referredTo(fields, rows, 0);
    }

    private Map<UUID, String> referredTo(List<FieldModel> fields, List<Map<String, @Nullable Object>> rows, int depth) {
        Map<String, Set<UUID>> wanted = new LinkedHashMap<>();
        for (FieldModel field : fields) {
            field.type().target().ifPresent(target -> {
                Set<UUID> ids = wanted.computeIfAbsent(target, t -> new HashSet<>());
                for (Map<String, @Nullable Object> row : rows) {
                    Object value = row.get(field.name());
                    if (value instanceof UUID id) {
                        ids.add(id);
                    } else if (value instanceof List<?> many) {
                        many.forEach(item -> ids.add((UUID) item));
                    }
                }
            });
        }
        Map<UUID, String> titles = accounts(fields, rows);
        wanted.forEach((target, ids) ->
                registers.find(target).ifPresent(model -> titles.putAll(of(model, ids, depth + 1))));
        return titles;
    }

    private Map<UUID, String> accounts(List<FieldModel> fields, List<Map<String, @Nullable Object>> rows) {
        Map<UUID, String> names = new HashMap<>();
        UUID[] ids = fields.stream()
                .filter(field -> field.type() instanceof FieldType.Account)
                .flatMap(field -> rows.stream().map(row -> row.get(field.name())))
                .filter(UUID.class::isInstance)
                .map(UUID.class::cast)
                .distinct()
                .toArray(UUID[]::new);
        if (ids.length > 0) {
            transaction.rows(
                    Sql.of("select u.id, u.name from app_user u where u.id = any({ids})")
                            .value("ids", ids),
                    row -> names.put(row.uuid("id"), row.text("name")));
        }
        return names;
    }

    private Map<UUID, String> of(RegisterModel model, Collection<UUID> ids, int depth) {
        if (ids.isEmpty() || depth > DEEPEST || model.title().isEmpty() || !model.opensTo(viewer)) {
            return Map.of();
        }
        List<FieldModel> fields =
                model.title().stream().flatMap(t -> model.field(t).stream()).toList();
        Reading reading = new Reading(model, names, viewer.community(), today);
        List<Sql> columns = new ArrayList<>();
        columns.add(Sql.of("r.id as record_id"));
        for (FieldModel field : fields) {
            columns.add(reading.field(field.name()).then(Sql.of(" as ")).then(Sql.identifier("f_" + field.name())));
        }
        List<Map<String, @Nullable Object>> rows = transaction.rows(
                Sql.of(
                                "select {columns} from {table} r{joins} where r.community_id = {community} and r.id = any({ids})")
                        .part("columns", Sql.join(", ", columns))
                        .name("table", model.table().name())
                        .part("joins", reading.joins())
                        .value("community", viewer.community())
                        .value("ids", ids.toArray(UUID[]::new)),
                row -> {
                    Map<String, @Nullable Object> values = new HashMap<>();
                    values.put("", row.uuid("record_id"));
                    fields.forEach(f -> values.put(f.name(), row.value("f_" + f.name())));
                    return values;
                });
        Map<UUID, String> inner = referredTo(fields, rows, depth);
        Map<UUID, String> titles = new HashMap<>();
        for (Map<String, @Nullable Object> row : rows) {
            List<String> words = new ArrayList<>();
            for (FieldModel field : fields) {
                Object value = row.get(field.name());
                Object shown = value != null && field.isSensitive() ? Masked.of(field, value) : value;
                String word = FieldWords.of(field.type(), shown, viewer.language(), inner);
                if (!word.isEmpty()) {
                    words.add(word);
                }
            }
            titles.put(
                    (UUID) row.get(""),
                    words.isEmpty() ? model.label().in(viewer.language()) : String.join(" · ", words));
        }
        return titles;
    }
}
