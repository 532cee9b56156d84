package io.liren.web.document;

import io.liren.web.form.FormPage.Problem;
import io.liren.web.frame.Link;
import java.util.List;

/**
 * A document of a record (文书): those issued, and what would be printed today.
 *
 * @param lines what would be printed
 * @param action where it is issued (POST); empty if the reader may not
 */
public record DocumentPage(
        String title,
        String lead,
        Link record,
        List<Problem> errors,
        List<Line> lines,
        String action,
        List<Issued> issued) {
    /** A fact with its name. */
    public record Line(String label, String words) {}

    /** One issued, with its files. */
    public record Issued(String number, String on, Link record, List<Link> files) {}
}
