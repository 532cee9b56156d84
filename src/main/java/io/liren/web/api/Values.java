package io.liren.web.api;

import io.liren.register.Masked;
import io.liren.register.RecordView;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values on the wire: numbers and dates as exact text, a masked value as an object that says so. */
final class Values {
    private Values() {}

    static @Nullable Object json(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Boolean flag -> flag;
            case Masked masked -> Map.of("masked", masked.shown());
            case BigDecimal number -> number.toPlainString();
            case Collection<?> many -> many.stream().map(Values::json).toList();
            case Object other -> other.toString();
        };
    }

    static Map<String, @Nullable Object> json(Map<String, @Nullable Object> values) {
        Map<String, @Nullable Object> written = new LinkedHashMap<>();
        values.forEach((name, value) -> written.put(name, json(value)));
        return written;
    }

    static Map<String, @Nullable Object> json(RecordView record) {
        Map<String, @Nullable Object> one = new LinkedHashMap<>();
        one.put("id", record.id().toString());
        one.put("register", record.register().id());
        one.put("title", record.title());
        one.put("revision", record.revision());
        one.put("entered_at", record.enteredAt().toString());
        one.put("entered_on", record.enteredOn().toString());
        one.put("changed_at", record.changedAt().toString());
        one.put("voided_at", record.voidedAt().map(Object::toString).orElse(null));
        one.put("values", json(record.values()));
        return one;
    }
}
