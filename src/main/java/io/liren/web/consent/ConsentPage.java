package io.liren.web.consent;

import io.liren.web.form.FormPage.Problem;
import io.liren.web.frame.Link;
import io.liren.web.frame.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A consent of somebody (同意): what it is about, how it stands, and the two answers, each two touches away.
 *
 * @param person whose it is
 * @param state how it stands; {@code since} says from when and until when
 * @param guardian who answers in the person's place; empty if the person does
 * @param notice what the person is told before answering
 * @param answers what can be answered now; none for who may not ask
 * @param withdrawal what a withdrawal would do; nothing if there is nothing to withdraw
 * @param past the answers so far, the latest first
 */
public record ConsentPage(
        String title,
        Link person,
        Tag state,
        String since,
        String guardian,
        List<Problem> errors,
        Notice notice,
        List<Answering> answers,
        @Nullable Withdrawal withdrawal,
        List<Past> past) {
    /** The notice: what for, why it has to be, what it means for the person, how long, and its words. */
    public record Notice(String version, String text, List<Line> lines) {}

    /** A line of the notice. */
    public record Line(String label, String words) {}

    /**
     * An answer that can be given.
     *
     * @param word what is sent
     * @param sure the words of the second touch
     * @param explained what it means, said before the second touch
     * @param signed where it is entered with a signed paper instead; empty if not
     * @param main whether it is the likelier one
     */
    public record Answering(
            String action,
            String word,
            String label,
            String sure,
            String explained,
            @Nullable Link signed,
            boolean asksWhy,
            boolean main) {}

    /** What a withdrawal erases, said before it is done. */
    public record Withdrawal(String action, String explained, List<Erased> erased) {}

    /** A record and which of its fields are emptied. */
    public record Erased(Link record, String fields) {}

    /** An answer given before, with the words of the notice it was given by. */
    public record Past(String when, Tag answer, String how, String by, String version, String text, Link record) {}
}
