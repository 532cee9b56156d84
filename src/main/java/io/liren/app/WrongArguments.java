package io.liren.app;

import io.liren.wording.Label;

/** What was typed can't be understood; the message is one helpful line. */
public final class WrongArguments extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Label says;

    /** @param says what is wrong and what would be right */
    public WrongArguments(Label says) {
        super(says.toString());
        this.says = says;
    }

    /** What is wrong and what would be right. */
    public Label says() {
        return says;
    }
}
