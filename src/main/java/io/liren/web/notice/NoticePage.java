package io.liren.web.notice;

import io.liren.web.form.Field;
import io.liren.web.form.FormPage.Problem;
import io.liren.web.frame.Link;
import io.liren.web.frame.Option;
import io.liren.web.frame.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One notice (公示): what the public sees beside what is held back.
 *
 * @param title whose it is
 * @param lead which notice, and how long it is shown
 * @param seen what the public reads
 * @param digest of the text that is kept; empty before it is published
 * @param held what the record holds and the public does not see
 * @param publish the form that publishes it, or nothing
 * @param takeDown where it is taken down (POST with {@code reason}); empty if that is not possible
 * @param objections what was said against it; nothing if nobody can object
 */
public record NoticePage(
        String title,
        String lead,
        @Nullable Tag state,
        List<Link> links,
        List<Problem> errors,
        @Nullable Sheet seen,
        String digest,
        List<Held> held,
        @Nullable Publish publish,
        String takeDown,
        @Nullable Objections objections) {
    /** What the public reads: the title, sentences and facts. */
    public record Sheet(String title, List<Line> lines) {}

    /** A line of it; a sentence has no label. */
    public record Line(String label, String words) {}

    /** Something held back, and why. */
    public record Held(String label, String why) {}

    /** Publishes it; {@code ready}: nothing stands in the way. */
    public record Publish(String action, List<Field> fields, boolean ready, String button) {}

    /** What was said against it; {@code enter}: where a worker enters what they were told, or nothing. */
    public record Objections(List<Objection> said, @Nullable Link enter) {}

    /**
     * One objection.
     *
     * @param masked what was said and by whom, each behind a purpose
     * @param answer what was answered; empty while it waits
     * @param answering the form that answers it, or nothing
     */
    public record Objection(
            String id,
            String when,
            Tag state,
            List<Masked> masked,
            String answer,
            @Nullable Answering answering) {}

    /** A masked value: {@code action} takes the purpose (POST). */
    public record Masked(String id, String label, String shown, String action, List<Option> purposes) {}

    /** Answers an objection. */
    public record Answering(String action, List<Field> fields) {}
}
