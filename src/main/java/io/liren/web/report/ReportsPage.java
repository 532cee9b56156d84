package io.liren.web.report;

import io.liren.web.frame.Link;
import io.liren.web.frame.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All reports (报表).
 *
 * @param tables where a table that was asked for is filled in; nothing if the reader fills none in
 */
public record ReportsPage(String lead, @Nullable Link tables, List<Group> groups) {
    /** The reports of one rulebook. */
    public record Group(String title, List<Entry> reports) {}

    /** One report: how often, for which period it stands now, its state. */
    public record Entry(String title, String href, String every, String period, Tag state) {}
}
