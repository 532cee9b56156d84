package io.liren.register;

import io.liren.access.Viewer;
import io.liren.block.Names;
import io.liren.calendar.Today;
import io.liren.sql.Row;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Reads records of one register with all they know, computed fields and those of other blocks too; one statement for many. */
final class Viewing {
    private final RegisterModel model;
    private final Viewer viewer;
    private final Transaction transaction;
    private final Registers registers;
    private final Names names;
    private final Today today;

    Viewing(
            RegisterModel model,
            Viewer viewer,
            Transaction transaction,
            Registers registers,
            Names names,
            Today today) {
        this.model = model;
        this.viewer = viewer;
        this.transaction = transaction;
        this.registers = registers;
        this.names = names;
        this.today = today;
    }

    /** @param open whether a sensitive value that is there is shown as it is */
    List<RecordView> of(List<UUID> ids, BiPredicate<UUID, FieldModel> open) {
        LocalDate day = viewer.asOf().orElse(today.today());
        Reading reading = new Reading(model, names, viewer.community(), day);
        List<String> fields = fields();
        List<Sql> columns = new ArrayList<>();
        for (String name : fields) {
            columns.add(reading.field(name).then(Sql.of(" as ")).then(Sql.identifier("f_" + name)));
        }
        Titles titles = new Titles(registers, names, transaction, viewer, day);
        List<RecordView> bare = transaction.rows(
                Sql.of("""
                        select {columns}, r.id as record_id, r.revision as record_revision,
                               r.entered_at as record_entered_at,
                               r.entered_on as record_entered_on, r.changed_at as record_changed_at,
                               r.voided_at as record_voided_at, r.entered_by as record_entered_by_id,
                               u.name as record_entered_by
                          from {table} r{joins}
                          left join app_user u on u.id = r.entered_by
                         where r.community_id = {community} and r.id = any({ids})""")
                        .part("columns", Sql.join(", ", columns))
                        .name("table", model.table().name())
                        .part("joins", reading.joins())
                        .value("community", viewer.community())
                        .value("ids", ids.toArray(UUID[]::new)),
                row -> view(row, fields, open));
        Map<UUID, String> called = titles.of(model, ids);
        Map<UUID, String> referredTo = titles.referredTo(
                model.fields(), bare.stream().map(RecordView::values).toList());
        Map<UUID, RecordView> found = new HashMap<>();
        bare.forEach(v -> found.put(v.id(), titled(v, called, referredTo)));
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    private List<String> fields() {
        List<String> fields =
                new ArrayList<>(model.fields().stream().map(FieldModel::name).toList());
        names.shape(model.id())
                .ifPresent(shape -> shape.fields().keySet().stream()
                        .filter(f -> !fields.contains(f) && !f.equals("entered_on") && !f.equals("entered_at"))
                        .forEach(fields::add));
        return fields;
    }

    private RecordView view(Row row, List<String> fields, BiPredicate<UUID, FieldModel> open) {
        UUID id = row.uuid("record_id");
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (String name : fields) {
            Object value = row.value("f_" + name);
            Optional<FieldModel> hidden = model.field(name).filter(FieldModel::isSensitive);
            values.put(
                    name,
                    value != null && hidden.isPresent() && !open.test(id, hidden.get())
                            ? Masked.of(hidden.get(), value)
                            : value);
        }
        String by = row.textOrNull("record_entered_by");
        return new RecordView(
                model,
                id,
                "",
                (int) row.whole("record_revision"),
                values,
                Map.of(),
                row.instant("record_entered_at"),
                row.date("record_entered_on"),
                by == null ? Viewer.nameless(row.uuid("record_entered_by_id"), viewer.language()) : by,
                row.instant("record_changed_at"),
                Optional.ofNullable(row.instantOrNull("record_voided_at")));
    }

    private RecordView titled(RecordView view, Map<UUID, String> called, Map<UUID, String> referredTo) {
        return new RecordView(
                model,
                view.id(),
                called.getOrDefault(view.id(), model.label().in(viewer.language())),
                view.revision(),
                view.values(),
                referredTo,
                view.enteredAt(),
                view.enteredOn(),
                view.enteredBy(),
                view.changedAt(),
                view.voidedAt());
    }
}
