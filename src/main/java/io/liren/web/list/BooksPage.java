package io.liren.web.list;

import io.liren.web.frame.Link;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An overview: of registers (登记簿), of ledgers (台账), or of cases (办件).
 *
 * @param title what they are: 台账
 * @param groups by rulebook
 */
public record BooksPage(String title, String lead, List<Group> groups) {
    /** The books of one rulebook. */
    public record Group(String title, List<Book> books) {}

    /**
     * One register or ledger.
     *
     * @param note what it holds, or which clauses it serves; may be empty
     * @param count how many records, in words
     * @param create enters a new one; nothing when the reader may not
     */
    public record Book(
            String title,
            String href,
            String note,
            String count,
            @Nullable Link create) {}
}
