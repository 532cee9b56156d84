package io.liren.notice;

import io.liren.wording.Label;
import java.time.LocalDate;
import java.util.Optional;

/** Where a publication (公示) stands; it follows from its days and from the objections, nothing of it is stored. */
public enum NoticeState {
    /** The public sees it. */
    RUNNING("running", new Label("公示中", "Running")),
    /** Its days are over; an objection waits for an answer, so that it has not ended. */
    UNANSWERED("unanswered", new Label("异议待答复", "Objection unanswered")),
    /** Its days are over and every objection is answered. */
    ENDED("ended", new Label("已期满", "Ended")),
    /** It was taken down before its time, and counts no more. */
    TAKEN_DOWN("taken-down", new Label("已撤下", "Taken down"));

    private final String word;
    private final Label label;

    NoticeState(String word, Label label) {
        this.word = word;
        this.label = label;
    }

    /** As an example says it. */
    public String word() {
        return word;
    }

    /** For people. */
    public Label label() {
        return label;
    }

    static NoticeState on(LocalDate day, LocalDate until, Optional<LocalDate> down, long open) {
        if (down.isPresent()) {
            return TAKEN_DOWN;
        }
        if (!day.isAfter(until)) {
            return RUNNING;
        }
        return open > 0 ? UNANSWERED : ENDED;
    }
}
