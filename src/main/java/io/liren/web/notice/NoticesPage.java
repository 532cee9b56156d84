package io.liren.web.notice;

import io.liren.web.frame.Link;
import io.liren.web.frame.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All notices (公示), by where they stand.
 *
 * @param publicHref the community's public front page
 */
public record NoticesPage(List<Group> groups, Link publicHref) {
    /** Notices that stand alike. {@code more}: how many are not shown, in words; may be empty. */
    public record Group(String title, List<Row> rows, String more) {}

    /**
     * One notice.
     *
     * @param what of which kind, and how long
     * @param state where it stands, or nothing
     */
    public record Row(Link title, String what, @Nullable Tag state) {}
}
