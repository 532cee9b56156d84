package io.liren.web.importing;

import io.liren.web.form.FormPage.Problem;
import io.liren.web.frame.Link;
import io.liren.web.frame.Option;
import java.util.List;

/**
 * Which column goes to which field.
 *
 * @param action where the answer is sent to
 * @param look where another sheet or heading line is asked for
 * @param sheets to choose from; one or none: nothing to choose
 * @param heading the line that names the columns
 * @param remembered what is said if it was so confirmed before; may be empty
 */
public record ColumnsPage(
        String title,
        String lead,
        String action,
        String look,
        List<Option> sheets,
        int sheet,
        int heading,
        String remembered,
        List<Problem> errors,
        List<Column> columns,
        Link back) {
    /**
     * A column.
     *
     * @param letters as the spreadsheet shows it
     * @param field the name of its selection
     */
    public record Column(
            String letters, String name, String samples, String field, List<Option> options, boolean chosen) {}
}
