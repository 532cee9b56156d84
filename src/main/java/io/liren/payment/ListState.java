package io.liren.payment;

import io.liren.wording.Label;
import java.util.Arrays;

/** How a period's list stands (册的状态). */
public enum ListState {
    ABSENT("absent", new Label("还没有造册", "No list yet")),
    DRAFT("draft", new Label("造册中", "Being drawn up")),
    SUBMITTED("submitted", new Label("待复核", "To be checked")),
    CHECKED("checked", new Label("已复核", "Checked")),
    CLOSED("closed", new Label("已结册", "Closed"));

    private final String word;
    private final Label label;

    ListState(String word, Label label) {
        this.word = word;
        this.label = label;
    }

    /** The word of the rulebook language. */
    public String word() {
        return word;
    }

    /** For people. */
    public Label label() {
        return label;
    }

    static ListState of(String word) {
        return Arrays.stream(values())
                .filter(s -> s.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no state of a list: " + word));
    }
}
