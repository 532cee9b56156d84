package io.liren.web.open;

import io.liren.web.frame.Link;
import java.util.List;

/**
 * A community's public front page (社区公开页).
 *
 * @param lead one line under the title
 * @param groups what is published, what can be sent in
 * @param followHref where one follows what one has sent
 */
public record OpenPage(String title, String lead, List<Group> groups, String followHref) {
    /** Things of a kind. */
    public record Group(String title, List<Item> items) {}

    /** One thing; the note may be empty. */
    public record Item(Link link, String note) {}
}
