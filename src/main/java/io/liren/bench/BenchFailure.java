package io.liren.bench;

import io.liren.wording.Label;

/** The benchmark can't be run, or its ways don't find the same; the message says what to do. */
public final class BenchFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Label says;

    BenchFailure(Label says) {
        super(says.en());
        this.says = says;
    }

    /** What is wrong, in both languages. */
    public Label says() {
        return says;
    }
}
