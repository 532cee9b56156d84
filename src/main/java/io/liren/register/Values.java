package io.liren.register;

import io.liren.journal.Canonical;
import io.liren.schema.ColumnType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One value in its three forms: as Java knows it, as it is bound, and as the journal writes it. */
final class Values {
    private static final String SEALED = "sealed";

    private Values() {}

    /** A number in one way of writing: no exponent, no zeros at the end. */
    static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /** As the journal writes it. */
    static @Nullable Object canonical(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case BigDecimal number -> plain(number);
            case Boolean flag -> flag;
            case LocalTime time -> time.toString();
            case List<?> list -> {
                List<@Nullable Object> items = new ArrayList<>();
                list.forEach(item -> items.add(canonical(item)));
                yield items.isEmpty() ? null : items;
            }
            case Object other -> other.toString();
        };
    }

    /** Back from the journal's way of writing. */
    static @Nullable Object typed(FieldType type, @Nullable Object canonical) {
        if (canonical == null) {
            return null;
        }
        return switch (type.column()) {
            case TEXT -> canonical.toString();
            case WHOLE, DECIMAL -> new BigDecimal(canonical.toString());
            case MONEY -> new BigDecimal(canonical.toString()).setScale(2);
            case DATE -> LocalDate.parse(canonical.toString());
            case TIME -> LocalTime.parse(canonical.toString());
            case BOOLEAN -> Boolean.valueOf(canonical.toString());
            case UUID -> UUID.fromString(canonical.toString());
            case TEXTS -> ((List<?>) canonical).stream().map(String::valueOf).toList();
            case UUIDS ->
                ((List<?>) canonical)
                        .stream().map(id -> UUID.fromString(id.toString())).toList();
            case MOMENT -> Instant.parse(canonical.toString());
        };
    }

    /** As it is bound to its column. */
    static @Nullable Object bound(ColumnType type, @Nullable Object value) {
        return switch (value) {
            case null -> null;
            case List<?> list
            when type == ColumnType.UUIDS -> list.stream().map(UUID.class::cast).toArray(UUID[]::new);
            case List<?> list -> list.stream().map(String.class::cast).toArray(String[]::new);
            case Object other -> other;
        };
    }

    /** The text that is sealed for a value. */
    static String toSeal(Object value) {
        return Canonical.write(Map.of("v", canonical(value) instanceof Object there ? there : ""));
    }

    /** Back from {@link #toSeal}: in the journal's way of writing. */
    static @Nullable Object unsealed(String text) {
        return Canonical.read(text).get("v");
    }

    /** How a sealed value stands in the journal. */
    static Map<String, String> asSealed(String sealed) {
        return Map.of(SEALED, sealed);
    }

    /** The sealed value, if this is one. */
    static @Nullable String sealed(@Nullable Object canonical) {
        return canonical instanceof Map<?, ?> map && map.get(SEALED) instanceof String sealed ? sealed : null;
    }

    /** What binds a sealed value to its place. */
    static String place(String register, UUID record, String field) {
        return register + "|" + record + "|" + field;
    }
}
