package io.liren.backup;

import io.liren.wording.Label;

/** A file that can't be used as a backup; nothing was changed. */
public final class BadArchive extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Label says;

    /** @param says what is wrong with it */
    public BadArchive(Label says) {
        super(says.toString());
        this.says = says;
    }

    /** What is wrong with it. */
    public Label says() {
        return says;
    }
}
