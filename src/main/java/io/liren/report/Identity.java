package io.liren.report;

import io.liren.wording.Label;
import java.util.List;

/**
 * What must add up (勾稽): the cells of one side make the same number as those of the other.
 *
 * @param text as written
 * @param eachRow whether it is asked of each row, its terms being columns
 */
public record Identity(String text, Label says, boolean eachRow, List<Term> terms) {
    /**
     * A cell of this report or of another for the same period.
     *
     * @param report full id
     * @param row empty where the identity is asked of each row
     * @param sign 1 or -1; those of the right side have theirs turned round
     */
    public record Term(String report, String row, String column, int sign) {}

    public Identity {
        terms = List.copyOf(terms);
    }
}
