package io.liren.web.rulebook;

import io.liren.web.frame.Tag;
import java.util.List;

/**
 * All rulebooks (制度) with their coverage and state.
 *
 * @param lead the coverage of all of them, in a sentence
 */
public record RulebooksPage(String lead, List<Entry> rulebooks) {
    /**
     * @param coverage clauses, executed, partial, narrative, in words
     * @param states met, open, overdue counts in words; without those that are zero
     * @param edition version and since when, in words
     */
    public record Entry(String title, String href, String coverage, List<Tag> states, String edition) {}
}
