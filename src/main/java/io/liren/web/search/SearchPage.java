package io.liren.web.search;

import io.liren.web.frame.Link;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a search found (查找).
 *
 * @param query what was asked; empty before
 * @param title how many, in words
 * @param hint how else to ask, when nothing was found; may be empty
 * @param groups people, homes, records, clauses
 */
public record SearchPage(String query, String title, String hint, List<Group> groups) {
    /** Results of one sort; {@code all} leads to the rest. */
    public record Group(
            String title, List<Result> results, @Nullable Link all) {}

    /** One result. */
    public record Result(String text, String href, String note) {}
}
