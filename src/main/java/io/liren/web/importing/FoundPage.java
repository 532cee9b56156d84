package io.liren.web.importing;

import io.liren.web.frame.Link;
import io.liren.web.frame.Option;
import io.liren.web.frame.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found in a file, or what became of it.
 *
 * @param progress how far it is; empty once it is done
 * @param share of the rows that have been read, in percent
 * @param counts in words, each with how it is meant
 * @param problems by cell
 * @param more how many problems are not shown; may be empty
 * @param decide what people decide before it is entered; nothing when it can't be, or has been
 * @param reasons the file with a column of reasons; nothing if there is nothing to say
 */
public record FoundPage(
        String title,
        String lead,
        String progress,
        int share,
        List<Tag> counts,
        List<Row> problems,
        String more,
        @Nullable Decide decide,
        @Nullable Link reasons,
        List<Link> next) {
    /** A problem and the cell it is in. */
    public record Row(String cell, String field, String says, boolean blocking) {}

    /**
     * What is to be decided.
     *
     * @param same choices for those known by a number; none if there are none
     * @param alike choices for those known by name and birth date
     * @param known each of the first of them with choices of its own
     * @param reason whether warnings ask for a reason
     * @param good the button that enters what is good, the rest left out; empty if there is nothing to leave out
     * @param all the button that enters all; empty if something stands in the way
     */
    public record Decide(
            String action,
            List<Option> same,
            List<Option> alike,
            List<Known> known,
            boolean reason,
            String good,
            String all) {}

    /** A row that is known already. */
    public record Known(String line, String by, Link record, String field, List<Option> options) {}
}
