package io.liren.derivation;

import io.liren.wording.Label;
import java.util.Arrays;

/** How an occurrence (任务) stands on a day. */
public enum State {
    /** It has arisen, and its time has not come. */
    UPCOMING("upcoming", new Label("未到", "upcoming")),
    /** It can be met, and there is time. */
    OPEN("open", new Label("进行中", "open")),
    /** Met in time. */
    MET("met", new Label("已达到", "met")),
    /** Met after its last day. */
    MET_LATE("met-late", new Label("迟达到", "met late")),
    /** Its last day is over and it is not met. */
    OVERDUE("overdue", new Label("已超期", "overdue")),
    /** A person with the post for it has waived it, with a reason. */
    WAIVED("waived", new Label("已免", "waived"));

    private final String word;
    private final Label label;

    State(String word, Label label) {
        this.word = word;
        this.label = label;
    }

    /** The word of the rulebook language. */
    public String word() {
        return word;
    }

    /** The state of a word of the rulebook language. */
    static State of(String word) {
        return Arrays.stream(values())
                .filter(s -> s.word.equals(word))
                .findFirst()
                .orElseThrow();
    }

    /** The word for people. */
    public Label label() {
        return label;
    }

    /** Whether somebody still has to act. */
    public boolean isOwed() {
        return this == OPEN || this == OVERDUE || this == UPCOMING;
    }
}
