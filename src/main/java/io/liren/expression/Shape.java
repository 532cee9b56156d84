package io.liren.expression;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What expressions see of a register (登记册).
 *
 * @param register its full id
 * @param name its bare name
 * @param table the table its records are in
 * @param fields by name, in order
 */
public record Shape(String register, String name, String table, Map<String, Field> fields) {
    /** What expressions see of a field (字段). */
    public record Field(String name, Type type, Source source) {}

    public Shape {
        fields = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** From fields in order. */
    public static Shape of(String register, String table, Collection<Field> fields) {
        Map<String, Field> byName = new LinkedHashMap<>();
        for (Field field : fields) {
            byName.put(field.name(), field);
        }
        return new Shape(register, register.substring(register.lastIndexOf('.') + 1), table, byName);
    }

    /** A field; empty if there is none of that name. */
    public Optional<Field> field(String fieldName) {
        @Nullable Field field = fields.get(fieldName);
        return Optional.ofNullable(field);
    }

    /** The type of its records. */
    public Type.Rec type() {
        return new Type.Rec(register);
    }
}
