package io.liren.web.record;

import io.liren.web.frame.Link;
import io.liren.web.frame.Option;
import io.liren.web.frame.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One record (记录).
 *
 * @param title who or what it is
 * @param lead the register, its number, since when
 * @param tags states in words
 * @param voided who voided it, when and why; empty when it stands
 * @param actions correct and so on
 * @param voiding the form that voids it; nothing when the reader may not
 * @param steps its case, when it is one
 * @param groups its facts
 * @param countsFor the clauses it counts for
 * @param setOff the duties it set off
 * @param relations what is tied to it, by register
 * @param history its changes, newest first
 */
public record RecordPage(
        String title,
        String lead,
        List<Tag> tags,
        String voided,
        List<Link> actions,
        @Nullable Voiding voiding,
        @Nullable CaseSteps steps,
        List<Group> groups,
        List<Effect> countsFor,
        List<Effect> setOff,
        List<Relation> relations,
        History history) {

    /** Facts that belong together; the title may be empty. */
    public record Group(String title, List<Fact> facts) {}

    /**
     * One value.
     *
     * @param id part of the HTML id: the field's name
     * @param href the record it refers to, or its file; empty for none
     * @param masked the way to see it, when it is masked
     * @param historyHref this page with the history of this field only
     * @param whyHref where a computed value is told line by line; empty for one that was entered
     */
    public record Fact(
            String id,
            String label,
            String value,
            String href,
            @Nullable Mask masked,
            String historyHref,
            String whyHref) {}

    /**
     * A masked value (遮盖).
     *
     * @param action POST with {@code purpose}; answers with {@link Revealed}
     * @param purposes what one may look for
     */
    public record Mask(String action, List<Option> purposes) {}

    /** Voiding (作废) needs a reason: posted as {@code reason}. {@code warning} says what it undoes; may be empty. */
    public record Voiding(String action, String warning) {}

    /** A clause or a duty, with its state. */
    public record Effect(String text, String href, Tag state) {}

    /** Records of one register that are tied to this one. {@code all} leads to the list of them. */
    public record Relation(
            String title,
            List<Item> items,
            @Nullable Link all,
            @Nullable Link create) {}

    /** One of them. */
    public record Item(String text, String href, String note) {}

    /**
     * The history (变更记录).
     *
     * @param field the field it is narrowed to; empty for all
     * @param allHref the history of all fields
     */
    public record History(String field, String allHref, List<Entry> entries) {}

    /**
     * One entry of the journal.
     *
     * @param what what was done: 更正
     * @param when day and hour, in words
     * @param who by whom, with the post
     * @param reason why; may be empty
     * @param changes field by field
     */
    public record Entry(String what, String when, String who, String reason, List<Change> changes) {}

    /** A value before and after; {@code before} is empty when there was none. */
    public record Change(String label, String before, String after) {}
}
