package io.liren.web.list;

import io.liren.access.Viewer;
import io.liren.sql.Database;
import io.liren.web.frame.FrameMaker;
import io.liren.web.frame.Words;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Choosing a list's columns, and keeping it under a name (列、视图). */
@Controller
class ViewController {
    private static final String BOOK = "/(registers|ledgers)/[a-z0-9-]{1,40}/[a-z0-9_-]{1,60}";
    private final SavedViews views;
    private final FrameMaker frames;

    ViewController(Database database, FrameMaker frames) {
        this.views = new SavedViews(database);
        this.frames = frames;
    }

    /** Shows these columns from now on; none chosen: those that the book shows by itself. */
    @PostMapping("/views/columns")
    String columns(
            Viewer viewer,
            @RequestParam String book,
            @RequestParam(defaultValue = "") String query,
            @RequestParam(defaultValue = "") List<String> columns,
            @RequestParam(defaultValue = "") String standard) {
        known(book);
        List<String> names =
                columns.stream().filter(c -> c.matches("[a-z0-9_]{1,60}")).toList();
        if (names.isEmpty() || !standard.isEmpty()) {
            views.forget(viewer, book, SavedViews.STANDARD);
        } else {
            views.keep(
                    viewer,
                    book,
                    new SavedViews.Saved(SavedViews.STANDARD, Asked.COLUMNS + "=" + String.join(",", names)));
        }
        return "redirect:" + Asked.of(query).with(book, Asked.COLUMNS, "");
    }

    /** Keeps what the list shows now under a name. */
    @PostMapping("/views")
    String keep(
            HttpServletRequest request,
            Viewer viewer,
            @RequestParam String book,
            @RequestParam(defaultValue = "") String query,
            @RequestParam(defaultValue = "") String name) {
        known(book);
        Words words = frames.words(viewer);
        String address = Asked.of(query).elsewhere(book);
        String kept = address.substring(book.length()).replaceFirst("^\\?", "");
        boolean done = !name.isBlank() && views.keep(viewer, book, new SavedViews.Saved(name.strip(), kept));
        FrameMaker.flash(request, done ? words.say("views.kept", name.strip()) : words.say("views.notKept"), null);
        return "redirect:" + address;
    }

    /** Forgets a view. */
    @PostMapping("/views/removal")
    String forget(HttpServletRequest request, Viewer viewer, @RequestParam String book, @RequestParam String name) {
        known(book);
        views.forget(viewer, book, name);
        FrameMaker.flash(request, frames.words(viewer).say("views.forgotten", name), null);
        return "redirect:" + book;
    }

    private static void known(String book) {
        if (!book.matches(BOOK)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }
}
