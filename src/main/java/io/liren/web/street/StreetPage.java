package io.liren.web.street;

import io.liren.web.frame.Link;
import io.liren.web.frame.Tag;
import java.util.List;

/**
 * Which community has sent which report of the last period that is over.
 *
 * @param communities the columns
 * @param groups the reports by rulebook
 */
public record StreetPage(String title, String lead, List<String> communities, List<Group> groups) {
    /** The reports of a rulebook. */
    public record Group(String title, List<Line> lines) {}

    /** A report: its sums, and where each community stands with it. */
    public record Line(Link report, String period, List<Cell> cells) {}

    /** Where a community stands. {@code href} opens its sheet; empty while there is none. */
    public record Cell(String community, Tag state, String href) {}
}
