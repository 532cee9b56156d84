package io.liren.register;

import io.liren.access.Viewer;
import io.liren.sql.Transaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What tells records of the same title apart: the first listed fields that are not in the title. */
final class Details {
    private static final int MOST = 2;
    private final RegisterModel model;
    private final Viewer viewer;
    private final Transaction transaction;
    private final Titles titles;

    Details(RegisterModel model, Viewer viewer, Transaction transaction, Titles titles) {
        this.model = model;
        this.viewer = viewer;
        this.transaction = transaction;
        this.titles = titles;
    }

    Map<UUID, String> of(Collection<UUID> ids) {
        List<FieldModel> fields = model.list().stream()
                .filter(name -> !model.title().contains(name))
                .flatMap(name -> model.field(name).stream())
                .filter(f -> f.entered() && !f.isSensitive())
                .limit(MOST)
                .toList();
        if (fields.isEmpty()) {
            return Map.of();
        }
        List<Stored> rows = new Store(model, viewer.community(), transaction).rows(ids);
        Map<UUID, String> named =
                titles.referredTo(fields, rows.stream().map(Stored::values).toList());
        Map<UUID, String> details = new HashMap<>();
        for (Stored row : rows) {
            List<String> words = new ArrayList<>();
            for (FieldModel field : fields) {
                String word = FieldWords.of(field.type(), row.values().get(field.name()), viewer.language(), named);
                if (!word.isEmpty()) {
                    words.add(word);
                }
            }
            details.put(row.id(), String.join(" · ", words));
        }
        return details;
    }
}
