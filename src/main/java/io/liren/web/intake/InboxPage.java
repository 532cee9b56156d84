package io.liren.web.intake;

import io.liren.web.frame.Link;
import io.liren.web.frame.Tag;
import java.util.List;

/** What has come in for the reader's posts (来件), the waiting first. */
public record InboxPage(List<Row> rows, Link publicHref) {
    /** One thing sent in; what it says is not told here. */
    public record Row(Link title, String when, Tag state) {}
}
