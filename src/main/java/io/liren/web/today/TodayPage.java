package io.liren.web.today;

import io.liren.web.frame.Link;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Today (今日): what the reader owes, by urgency, joined by the act that settles it.
 *
 * @param title how much is left today: 今天还有 6 件事
 * @param lead overdue, due this week, the next one, in a sentence
 * @param groups overdue, this week, later; groups without acts are left out
 * @param next what comes next when nothing is due; empty otherwise
 * @param aside what stands beside: meetings of the week, what was just entered
 */
public record TodayPage(String title, String lead, List<Group> groups, String next, List<Aside> aside) {

    /**
     * @param urgency how these are shown
     * @param more leads to the rest when only the first are shown, or nothing
     */
    public record Group(
            String title,
            String count,
            Urgency urgency,
            List<Bundle> bundles,
            @Nullable Link more) {}

    /**
     * Acts that are the same but for whom they are about, shown as one that opens (一批). A single act is a bundle of its own.
     *
     * @param title what they all are; empty for a single one
     * @param due when they are due, in words
     * @param count how many, in words
     * @param open whether all of them are seen at once
     */
    public record Bundle(String title, String overdue, String due, String count, boolean open, List<Act> acts) {
        /** A single act. */
        public static Bundle of(Act act) {
            return new Bundle("", "", "", "", true, List.of(act));
        }
    }

    /** How pressing a group is. */
    public enum Urgency {
        /** Overdue (已超期). */
        LATE,
        /** Due this week (本周到期). */
        SOON,
        /** Due later (之后). */
        LATER
    }

    /**
     * One act that settles one or more duties (一件事).
     *
     * @param id part of the row's HTML id; letters, digits, hyphens
     * @param title what to do: 走访 3 号楼 201 李丁四家
     * @param overdue by how much it is late: 超 3 天; empty when it is not
     * @param due when it is or was due, in words
     * @param clauses the clauses it settles, as small marks
     * @param note what one should know before; may be empty
     * @param act the button, named by the act, leading to the form filled in as far as known; nothing when another day is shown
     * @param waiver who may waive it sees this, others nothing
     */
    public record Act(
            String id,
            String title,
            String overdue,
            String due,
            List<Link> clauses,
            String note,
            @Nullable Link act,
            @Nullable Waiver waiver) {}

    /** Waiving it (免除) needs a reason: posted as {@code reason} to the address. */
    public record Waiver(String action) {}

    /** A short list beside the page. */
    public record Aside(String title, List<Item> items) {}

    /**
     * @param href where it leads; empty for nowhere
     * @param note the small line under it
     * @param undo the address (POST) that takes it back, or nothing
     */
    public record Item(
            String text, String href, String note, @Nullable String undo) {}
}
