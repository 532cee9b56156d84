package io.liren.app;

import io.liren.wording.Label;
import org.jspecify.annotations.Nullable;

/** The program can't start or go on, for a reason outside it; the message says what it is and what to do about it. */
public final class StartFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Label says;

    /** @param says what is the matter and the next step */
    public StartFailure(Label says, @Nullable Throwable cause) {
        super(says.toString(), cause);
        this.says = says;
    }

    /** @param says what is the matter and the next step */
    public StartFailure(Label says) {
        this(says, null);
    }

    /** What is the matter and the next step. */
    public Label says() {
        return says;
    }
}
