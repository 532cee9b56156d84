package io.liren.payment;

import io.liren.wording.Label;
import java.util.Arrays;
import java.util.Optional;

/** What is done with a list (环节): whoever draws it up sends it, somebody else checks it. */
public enum Step {
    SUBMIT("submit", "submitted", new Label("送复核", "Send for checking")),
    CHECK("check", "checked", new Label("复核通过", "Pass")),
    SEND_BACK("send_back", "draft", new Label("退回重造", "Send back")),
    CLOSE("close", "closed", new Label("结册", "Close"));

    /** The state of a list without any step. */
    static final String DRAFT = "draft";

    private final String word;
    private final String leadsTo;
    private final Label label;

    Step(String word, String leadsTo, Label label) {
        this.word = word;
        this.leadsTo = leadsTo;
        this.label = label;
    }

    /** As it is kept. */
    public String word() {
        return word;
    }

    /** The state it leads to. */
    String leadsTo() {
        return leadsTo;
    }

    /** The button. */
    public Label label() {
        return label;
    }

    /** Whether somebody takes it who has not drawn up the list. */
    public boolean checks() {
        return switch (this) {
            case SUBMIT -> false;
            case CHECK, SEND_BACK, CLOSE -> true;
        };
    }

    /** The step of a word; empty if there is none. */
    public static Optional<Step> of(String word) {
        return Arrays.stream(values()).filter(s -> s.word.equals(word)).findFirst();
    }
}
