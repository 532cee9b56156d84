package io.liren.block;

import io.liren.expression.ParametersInSql;
import io.liren.expression.Type;
import io.liren.sql.Sql;
import java.util.Optional;
import java.util.function.Function;

/** A parameter's value (参数) in SQL: the nearest area that sets one, its latest on the day that counts. */
public final class ParameterSql {
    private ParameterSql() {}

    /** The value in force for a community on a day. */
    public static Sql inForce(Names.Parameter parameter, Sql community, Sql on) {
        return Sql.of("""
                (select {value}
                   from parameter_value v
                   join area_path a on a.ancestor_id = v.area_id
                  where a.area_id = {community} and v.name = {name} and v.from_on <= {on}
                  order by a.depth, v.from_on desc, v.set_at desc
                  limit 1)""")
                .part("value", value(parameter.type()))
                .part("community", community)
                .value("name", parameter.id())
                .part("on", on);
    }

    /** For the bindings of an expression of a rulebook: each parameter by the name it is called there. */
    public static ParametersInSql inForce(Names names, String rulebook, Sql community, Sql on) {
        return known(names, rulebook, community, name -> inForce(named(names, rulebook, name), community, on));
    }

    /**
     * The same where the statement has each parameter's value of the day that counts already.
     *
     * @param now that value
     */
    public static ParametersInSql known(Names names, String rulebook, Sql community, Function<String, Sql> now) {
        return ParametersInSql.of(now, (name, day) -> inForce(named(names, rulebook, name), community, day));
    }

    private static Names.Parameter named(Names names, String rulebook, String name) {
        return Optional.ofNullable(names.parametersSeenBy(rulebook).get(name))
                .orElseThrow(() -> new IllegalArgumentException("no parameter " + name + " in " + rulebook));
    }

    private static Sql value(Type type) {
        return switch (type) {
            case Type.Bands bands -> Sql.of("v.value");
            case Type.Whole whole -> Sql.of("(v.value #>> '{{}}')::numeric");
            case Type.Decimal decimal -> Sql.of("(v.value #>> '{{}}')::numeric");
            case Type other -> Sql.of("v.value #>> '{{}}'");
        };
    }
}
