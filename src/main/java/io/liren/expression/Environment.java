package io.liren.expression;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an expression may name. {@code today} and {@code param} are always there.
 *
 * @param variables records or values by name; a variable hides a register of the same name, whose full id still names it
 * @param period whether {@code period.start} and {@code period.end} are there
 * @param trigger whether {@code trigger}, a date, is there
 */
public record Environment(Vocabulary vocabulary, Map<String, Type> variables, boolean period, boolean trigger) {
    public Environment {
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    }

    /** Variables only. */
    public static Environment of(Vocabulary vocabulary, Map<String, Type> variables) {
        return new Environment(vocabulary, variables, false, false);
    }

    /** The same with one more variable. */
    public Environment with(String variable, Type type) {
        Map<String, Type> more = new LinkedHashMap<>(variables);
        more.put(variable, type);
        return new Environment(vocabulary, more, period, trigger);
    }

    /** The same with a period. */
    public Environment withPeriod() {
        return new Environment(vocabulary, variables, true, trigger);
    }

    /** The same with a trigger. */
    public Environment withTrigger() {
        return new Environment(vocabulary, variables, period, true);
    }
}
