package io.liren.web.frame;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands around every page (页框): the same for all pages of one request.
 *
 * @param words the words of the interface in the reader's language
 * @param title the page's own title, for the window and bookmarks
 * @param community the community's name (社区); empty before the first run
 * @param above the area above it (街道); may be empty
 * @param nav the side bar, in order
 * @param tabs the bar at the foot of a phone: today, enter, find, rulebooks; none where nothing can be entered or found
 * @param search what stands in the search box
 * @param date the day the page speaks for
 * @param languages the other languages, each leading back to this page
 * @param viewer who is signed in, or nothing on the pages before that
 * @param flash what has just happened, or nothing
 * @param csrf the token that every form carries
 */
public record Frame(
        Words words,
        String title,
        String community,
        String above,
        List<NavItem> nav,
        List<NavItem> tabs,
        String search,
        DateChip date,
        List<Link> languages,
        @Nullable SignedIn viewer,
        @Nullable Flash flash,
        Csrf csrf) {

    /**
     * A place to go to.
     *
     * @param count how many wait there, in words; empty for none
     * @param pressing whether some of them are overdue
     */
    public record NavItem(String text, String href, boolean current, String count, boolean pressing) {}

    /**
     * The day the page speaks for (所看的日子).
     *
     * @param words the day as people say it: 2026年11月23日 星期一
     * @param another whether it is another day than today: the chip turns amber, says so, and nothing can be entered
     * @param day the day as {@code 2026-11-23}, for the date input
     * @param action where the date form leads (GET, parameter {@code as-of}: no field has such a name)
     * @param todayHref this page as of today
     */
    public record DateChip(String words, boolean another, String day, String action, String todayHref) {}

    /**
     * Who is signed in.
     *
     * @param key tells users of one browser apart for their drafts; says nothing about the person
     * @param posts the posts held here, in words
     */
    public record SignedIn(String key, String name, String posts) {}

    /**
     * One line about what has just happened (提示).
     *
     * @param undo the address (POST) that takes it back, or nothing
     */
    public record Flash(String text, @Nullable String undo) {}

    /** The token against forged requests: header for htmx, parameter for forms. */
    public record Csrf(String header, String parameter, String token) {}
}
