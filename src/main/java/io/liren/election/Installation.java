package io.liren.election;

import io.liren.expression.Checked;
import io.liren.wording.Label;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is entered when those elected take office (就任): by a person who confirms it, never of itself.
 *
 * @param by the posts that confirm it, full ids
 * @param when what must have happened first
 * @param says what is said while it has not
 */
public record Installation(List<String> by, Optional<Checked> when, Label says, List<Made> made) {
    public Installation {
        by = List.copyOf(by);
        made = List.copyOf(made);
    }

    /**
     * A record to be entered: one for the election, or one for each elected.
     *
     * @param register its register, full id
     * @param only where it is not so, this is not entered
     * @param values expressions by field
     */
    record Made(
            String register,
            String table,
            boolean each,
            Optional<Checked> only,
            Map<String, Checked> values,
            Map<String, String> columns) {}
}
