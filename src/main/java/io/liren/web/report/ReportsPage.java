package io.liren.web.report;

import io.liren.web.frame.Tag;
import java.util.List;

/** All reports (报表). */
public record ReportsPage(String lead, List<Group> groups) {
    /** The reports of one rulebook. */
    public record Group(String title, List<Entry> reports) {}

    /** One report: how often, for which period it stands now, its state. */
    public record Entry(String title, String href, String every, String period, Tag state) {}
}
