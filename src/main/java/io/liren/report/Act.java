package io.liren.report;

import io.liren.wording.Label;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What is done with a report's sheet. */
public enum Act {
    /** The numbers are taken as they stand (编制). */
    PREPARE("prepare", new Label("编制", "Prepared"), "", "return"),
    /** Another person has held them against the records, and seals them (复核封存). */
    REVIEW("review", new Label("复核封存", "Reviewed and sealed"), "prepare"),
    /** It goes up (报送). */
    SEND("send", new Label("报送", "Sent"), "review"),
    /** Above has taken it in (签收). */
    RECEIVE("receive", new Label("签收", "Received"), "send"),
    /** It comes back, with a reason (退回). */
    RETURN("return", new Label("退回", "Returned"), "prepare", "review", "send");

    private final String word;
    private final Label label;
    private final List<String> after;

    /** @param after the words of the acts it may follow; empty: nothing was done yet */
    Act(String word, Label label, String... after) {
        this.word = word;
        this.label = label;
        this.after = List.of(after);
    }

    /** As kept in the register. */
    public String word() {
        return word;
    }

    /** What people call it. */
    public Label label() {
        return label;
    }

    /** Whether it may follow an act; empty: nothing was done yet. */
    boolean mayFollow(Optional<Act> last) {
        return after.contains(last.map(Act::word).orElse(""));
    }

    List<String> after() {
        return after;
    }

    /** The act of a word. */
    static Act of(String word) {
        return Arrays.stream(values())
                .filter(a -> a.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no act " + word));
    }
}
