package io.liren.expression;

import io.liren.sql.Sql;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What an expression's names stand for in a statement.
 *
 * @param aliases for each variable the alias of its row; that row is there, not one that a left join may leave out
 * @param values for each variable that is no row its SQL
 * @param community SQL of the community's id; every sub-select is kept to it
 * @param today SQL of the day that counts as today
 * @param parameter SQL of a parameter's value by name: numeric, text, or jsonb for bands ({@code [{"upto": …, "rate": …}]})
 * @param whole variables whose rows are read all at once, so that no index is asked for any of them
 * @param taken aliases of the statement's own, which no row of an expression may have
 */
public record Bindings(
        Map<String, String> aliases,
        Map<String, Sql> values,
        Sql community,
        Sql today,
        Optional<Sql> periodStart,
        Optional<Sql> periodEnd,
        Optional<Sql> trigger,
        Function<String, Sql> parameter,
        Set<String> taken,
        Set<String> whole) {
    /** With a community and today, and nothing else yet. */
    public static Bindings of(Sql community, Sql today) {
        return new Bindings(
                Map.of(),
                Map.of(),
                community,
                today,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                name -> {
                    throw new IllegalStateException("no value was bound for the parameter " + name);
                },
                Set.of(),
                Set.of());
    }

    /** A variable is the row of an alias. */
    public Bindings row(String variable, String alias) {
        Map<String, String> more = new LinkedHashMap<>(aliases);
        more.put(variable, alias);
        return new Bindings(more, values, community, today, periodStart, periodEnd, trigger, parameter, taken, whole);
    }

    /** A variable is a value; for a record, its id. */
    public Bindings value(String variable, Sql sql) {
        Map<String, Sql> more = new LinkedHashMap<>(values);
        more.put(variable, sql);
        return new Bindings(aliases, more, community, today, periodStart, periodEnd, trigger, parameter, taken, whole);
    }

    /** The first and last day of the period. */
    public Bindings period(Sql start, Sql end) {
        return new Bindings(
                aliases,
                values,
                community,
                today,
                Optional.of(start),
                Optional.of(end),
                trigger,
                parameter,
                taken,
                whole);
    }

    /** The date that sets something off. */
    public Bindings trigger(Sql date) {
        return new Bindings(
                aliases, values, community, today, periodStart, periodEnd, Optional.of(date), parameter, taken, whole);
    }

    /** Where parameters come from. */
    public Bindings parameters(Function<String, Sql> byName) {
        return new Bindings(aliases, values, community, today, periodStart, periodEnd, trigger, byName, taken, whole);
    }

    /**
     * A parameter's value on another day than the one that counts.
     *
     * @throws IllegalStateException if this statement has its parameters of one day only
     */
    Sql parameter(String name, Sql day) {
        if (parameter instanceof ParametersInSql dated) {
            return dated.on(name, day);
        }
        throw new IllegalStateException("the parameter " + name + " is asked for a day of its own");
    }

    /** Aliases that the statement has for itself: a variable of the same name gets another. */
    public Bindings taken(String... more) {
        return new Bindings(
                aliases, values, community, today, periodStart, periodEnd, trigger, parameter, Set.of(more), whole);
    }

    /** The rows of this variable are read all at once. */
    public Bindings whole(String variable) {
        return new Bindings(
                aliases, values, community, today, periodStart, periodEnd, trigger, parameter, taken, Set.of(variable));
    }
}
