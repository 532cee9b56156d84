package io.liren.web.list;

import io.liren.access.Viewer;
import io.liren.sql.Database;
import io.liren.sql.Scope;
import io.liren.sql.Sql;
import java.util.List;

/** How users like to see lists (视图): kept for each user and book under a name, as an address's query. */
final class SavedViews {
    /** The name of the view that says which columns are shown if the address doesn't. */
    static final String STANDARD = "";

    private static final int LONGEST_NAME = 40;
    private static final int LONGEST_QUERY = 2000;
    private static final int MOST = 20;
    private final Database database;

    SavedViews(Database database) {
        this.database = database;
    }

    /**
     * A view.
     *
     * @param query what the list's address says after the question mark
     */
    record Saved(String name, String query) {}

    /** A user's views of a book, by name; the standard one comes first. */
    List<Saved> of(Viewer viewer, String book) {
        return database.inTransaction(
                Scope.of(viewer.community()),
                transaction -> transaction.rows(
                        Sql.of("""
                                select v.name, v.query from list_view v
                                 where v.community_id = {community} and v.user_id = {user} and v.book = {book}
                                 order by v.name""")
                                .value("community", viewer.community())
                                .value("user", viewer.user())
                                .value("book", book),
                        row -> new Saved(row.text("name"), row.text("query"))));
    }

    /** Keeps a view; one of the same name is replaced. False if there are too many, or it is too long. */
    boolean keep(Viewer viewer, String book, Saved view) {
        if (view.name().length() > LONGEST_NAME
                || view.query().length() > LONGEST_QUERY
                || of(viewer, book).size() >= MOST) {
            return false;
        }
        database.inTransaction(
                Scope.of(viewer.community()),
                transaction -> transaction.update(Sql.of("""
                        insert into list_view (community_id, user_id, book, name, query)
                        values ({community}, {user}, {book}, {name}, {query})
                        on conflict (community_id, user_id, book, name) do update set query = excluded.query""")
                        .value("community", viewer.community())
                        .value("user", viewer.user())
                        .value("book", book)
                        .value("name", view.name())
                        .value("query", view.query())));
        return true;
    }

    /** Forgets a view. */
    void forget(Viewer viewer, String book, String name) {
        database.inTransaction(
                Scope.of(viewer.community()),
                transaction -> transaction.update(Sql.of("""
                        delete from list_view
                         where community_id = {community} and user_id = {user} and book = {book} and name = {name}""")
                        .value("community", viewer.community())
                        .value("user", viewer.user())
                        .value("book", book)
                        .value("name", name)));
    }
}
