package io.liren.schema;

import java.util.stream.Collectors;

/** The rulebooks ask for changes that would lose facts or break a rule. The plan says which; nothing was changed. */
public final class MigrationRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Plan plan;

    MigrationRefused(Plan plan) {
        super(plan.refused().stream()
                .map(c -> c.table() + ": " + c.what().zh() + " " + c.what().en())
                .collect(Collectors.joining("\n")));
        this.plan = plan;
    }

    /** The whole plan. */
    public Plan plan() {
        return plan;
    }
}
