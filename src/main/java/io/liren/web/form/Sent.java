package io.liren.web.form;

import io.liren.calendar.Today;
import io.liren.register.Attachments;
import io.liren.register.FieldModel;
import io.liren.register.FieldType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What came with a request: parameters in their order, and files by field. */
record Sent(Map<String, List<String>> parameters, Map<String, Attachments.Kept> files) {
    static final String ORIGINAL = "was.";
    static final String TAKE = "take.";
    static final String KEPT = ".kept";
    static final String SEEK = "seek";

    Sent {
        parameters = Map.copyOf(parameters);
        files = Map.copyOf(files);
    }

    /** The first value; empty if there is none. */
    String one(String name) {
        List<String> values = parameters.getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.getFirst();
    }

    boolean has(String name) {
        return parameters.containsKey(name);
    }

    /** What was typed into a field, as text; several values with commas between. */
    String typed(FieldModel field) {
        if (field.type().many()) {
            return parameters.getOrDefault(field.name(), List.of()).stream()
                    .flatMap(v -> java.util.Arrays.stream(v.split(",")))
                    .map(String::strip)
                    .filter(v -> !v.isEmpty())
                    .distinct()
                    .collect(Collectors.joining(","));
        }
        return lines(one(field.name()));
    }

    /** Browsers send lines with a carriage return; they are the same lines. */
    static String lines(String text) {
        return text.replace("\r\n", "\n");
    }

    /** A stored value as one would type it. */
    static String written(FieldType type, @Nullable Object value) {
        return switch (value) {
            case null -> "";
            case BigDecimal number ->
                type instanceof FieldType.Money
                        ? number.toPlainString()
                        : number.signum() == 0
                                ? "0"
                                : number.stripTrailingZeros().toPlainString();
            case Instant moment ->
                LocalDateTime.ofInstant(moment, Today.SHANGHAI)
                        .toString()
                        .replace('T', ' ')
                        .substring(0, 16);
            case LocalTime time -> time.toString().substring(0, 5);
            case Collection<?> many -> many.stream().map(String::valueOf).collect(Collectors.joining(","));
            case Object other -> other.toString();
        };
    }
}
