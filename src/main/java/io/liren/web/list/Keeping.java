package io.liren.web.list;

import io.liren.web.frame.Option;
import java.util.List;

/**
 * What a reader can keep of a list (列、视图).
 *
 * @param book the list's address without parameters
 * @param query what it shows now, as its address says after the question mark
 * @param columns those there are; chosen are those shown
 * @param own whether the reader has chosen columns before
 * @param views those kept under a name
 */
public record Keeping(String book, String query, List<Option> columns, boolean own, List<View> views) {
    /** A view: its address, and whether the list is it. */
    public record View(String name, String href, boolean current) {}

    static Keeping of(String book, Asked asked, List<SavedViews.Saved> saved, List<Option> columns) {
        String address = asked.elsewhere(book);
        String query = address.length() > book.length() ? address.substring(book.length() + 1) : "";
        return new Keeping(
                book,
                query,
                columns,
                saved.stream().anyMatch(v -> v.name().equals(SavedViews.STANDARD)),
                saved.stream()
                        .filter(v -> !v.name().equals(SavedViews.STANDARD))
                        .map(v -> new View(
                                v.name(),
                                v.query().isEmpty() ? book : book + "?" + v.query(),
                                v.query().equals(query)))
                        .toList());
    }
}
