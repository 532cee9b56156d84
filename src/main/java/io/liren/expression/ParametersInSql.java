package io.liren.expression;

import io.liren.sql.Sql;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Parameters in SQL by name: as they are on the day that counts, and as they were on another. */
public interface ParametersInSql extends Function<String, Sql> {
    /** The value on a day; null where none was in force. */
    Sql on(String name, Sql day);

    /** From both ways to ask. */
    static ParametersInSql of(Function<String, Sql> now, BiFunction<String, Sql, Sql> on) {
        return new ParametersInSql() {
            @Override
            public Sql apply(String name) {
                return now.apply(name);
            }

            @Override
            public Sql on(String name, Sql day) {
                return on.apply(name, day);
            }
        };
    }
}
