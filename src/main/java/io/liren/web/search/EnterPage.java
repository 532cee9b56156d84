package io.liren.web.search;

import java.util.List;

/**
 * Where one may enter something (登记), by thumb.
 *
 * @param favourites by the reader's duties, the most pressing first
 * @param groups all others, by rulebook
 * @param none what to say when nothing can be entered, as on another day; empty otherwise
 */
public record EnterPage(List<Item> favourites, List<Group> groups, String none) {
    /** The registers of one rulebook. */
    public record Group(String title, List<Item> items) {}

    /** A register; {@code note} says what is due; may be empty. */
    public record Item(String text, String href, String note) {}
}
