package io.liren.workbook;

import io.liren.wording.Label;

/** A file that is not read: broken, too large, or of another kind. The message says what to do. */
public final class BadWorkbook extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Label says;

    BadWorkbook(String zh, String en) {
        super(en);
        this.says = new Label(zh, en);
    }

    /** What is wrong, in both languages. */
    public Label says() {
        return says;
    }
}
