package io.liren.web.open;

import io.liren.web.form.FormPage.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where one follows what one has sent in (查进展).
 *
 * @param action where the code is sent (POST)
 * @param errors what is wrong
 * @param found what the code led to, or nothing
 */
public record FollowPage(
        String title,
        String lead,
        String action,
        List<Problem> errors,
        @Nullable Found found) {
    /**
     * What has become of it.
     *
     * @param title what it was
     * @param state in plain words
     * @param facts when it came, and so on
     * @param answer what was answered; empty while there is none
     */
    public record Found(String title, String state, List<Fact> facts, String answer) {}

    /** A fact with its name. */
    public record Fact(String label, String value) {}
}
