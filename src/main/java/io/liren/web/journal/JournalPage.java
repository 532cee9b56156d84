package io.liren.web.journal;

import io.liren.web.frame.Link;
import io.liren.web.frame.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The journal (流水).
 *
 * @param head position and digest of the last entry, in words
 * @param verifyAction POST; checks the chain and replays it against the tables
 * @param result what the check said, or nothing before it ran
 */
public record JournalPage(
        String lead,
        String head,
        String verifyAction,
        @Nullable Result result,
        List<Entry> entries,
        @Nullable String newer,
        @Nullable String older) {

    /** What the check said; {@code details} name the first difference. */
    public record Result(Tag text, List<String> details) {}

    /** One entry. {@code subject} leads to the record; digest is shortened. */
    public record Entry(
            String position,
            String when,
            String who,
            String what,
            @Nullable Link subject,
            String reason,
            String digest) {}
}
