package io.liren.web.parameter;

import io.liren.web.form.Field;
import io.liren.web.form.FormPage.Problem;
import io.liren.web.frame.Link;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parameters (参数) in force.
 *
 * @param some whether these are only those that were asked for
 */
public record ParametersPage(String lead, boolean some, List<Problem> errors, List<Group> groups) {
    /** The parameters of one rulebook. */
    public record Group(String title, List<Parameter> parameters) {}

    /**
     * One parameter.
     *
     * @param id the HTML id that clauses link to
     * @param value with its unit: 6 个月
     * @param from since when, in words
     * @param source where it is written
     * @param setBy who set it, or that it comes with the rulebook
     * @param clauses where it is used
     * @param history its values, newest first
     * @param setting the form that sets it for this area; nothing when the reader may not
     */
    public record Parameter(
            String id,
            String title,
            String value,
            String from,
            String source,
            String setBy,
            List<Link> clauses,
            List<Past> history,
            @Nullable Setting setting) {}

    /** A value of some time: which, for which area, from when, why, by whom. */
    public record Past(String value, String area, String from, String source, String setBy) {}

    /** Setting it (POST): value, from when, source; {@code open} when the form came back with errors. */
    public record Setting(String action, List<Field> fields, boolean open) {}
}
