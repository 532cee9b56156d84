package io.liren.importing;

import io.liren.wording.Label;
import java.util.List;
import java.util.Map;

/**
 * What a file looks like, and which column would go where.
 *
 * @param sheets the names of its sheets
 * @param columns in order, with the first values below the heading
 * @param chosen what each column would go to
 * @param possible all fields there are, in the order of the form
 * @param remembered whether it was so confirmed for a file with the same heading
 */
public record Proposal(
        List<String> sheets,
        int sheet,
        Heading heading,
        List<Column> columns,
        Map<Integer, Target> chosen,
        List<Choice> possible,
        boolean remembered) {
    /** A column of the file. */
    public record Column(int number, String name, List<String> samples) {}

    /** A field that a column may go to. */
    public record Choice(Target target, Label label, boolean required) {}

    public Proposal {
        sheets = List.copyOf(sheets);
        columns = List.copyOf(columns);
        chosen = Map.copyOf(chosen);
        possible = List.copyOf(possible);
    }
}
