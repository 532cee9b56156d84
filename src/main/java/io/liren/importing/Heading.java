package io.liren.importing;

import java.util.List;

/**
 * The lines that name the columns (表头).
 *
 * @param first the first of these lines, as the spreadsheet numbers them
 * @param last the last; the rows come after it
 * @param names by column; empty where there is none
 */
public record Heading(int first, int last, List<String> names) {
    public Heading {
        names = List.copyOf(names);
    }

    /** The name of a column. */
    public String name(int column) {
        return column < names.size() ? names.get(column) : "";
    }

    /** The same names on another day: spaces and brackets don't count. */
    public String fingerprint() {
        return String.join("|", names.stream().map(Likeness::plain).toList());
    }
}
