package io.liren.expression;

import io.liren.sql.Sql;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What expressions see of a register (登记册), or of what is worked out row by row as records are.
 *
 * @param register its full id
 * @param name its bare name
 * @param table the table its records are in; empty if they are worked out
 * @param fields by name, in order
 * @param worked the statement that gives the rows where they are in no table, for a community and a day in SQL
 */
public record Shape(
        String register,
        String name,
        String table,
        Map<String, Field> fields,
        Optional<BiFunction<Sql, Sql, Sql>> worked) {
    /** The shape of {@link Type#ACCOUNT}. */
    public static final Shape ACCOUNT =
            new Shape(Type.ACCOUNT.register(), Type.ACCOUNT.register(), "app_user", Map.of(), Optional.empty());

    /** What expressions see of a field (字段). */
    public record Field(String name, Type type, Source source) {}

    public Shape {
        fields = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** Records in a table. */
    public Shape(String register, String name, String table, Map<String, Field> fields) {
        this(register, name, table, fields, Optional.empty());
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
