package io.liren.schema;

import io.liren.sql.Sql;
import io.liren.wording.Label;
import java.util.List;
import java.util.Optional;

/**
 * What must change in the database so that the rulebooks can run (迁移计划).
 *
 * @param changes in the order they are made
 */
public record Plan(List<Change> changes) {
    /**
     * One change.
     *
     * @param table the register's table
     * @param what the change in words
     * @param statement what makes it; empty if it is refused, as facts would be lost or break a rule
     */
    public record Change(String table, Label what, Optional<Sql> statement) {}

    public Plan {
        changes = List.copyOf(changes);
    }

    /** The statements of the changes that only add. */
    public List<Sql> additive() {
        return changes.stream().flatMap(c -> c.statement().stream()).toList();
    }

    /** The changes that are not made by themselves: a person must decide what becomes of the facts. */
    public List<Change> refused() {
        return changes.stream().filter(c -> c.statement().isEmpty()).toList();
    }

    /** Whether nothing needs to change. */
    public boolean isEmpty() {
        return changes.isEmpty();
    }
}
