package io.liren.paper;

/** A template that is not used: broken, too large, or with parts that lead outside. */
public final class BadTemplate extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what is wrong, in both languages */
    public BadTemplate(String message) {
        super(message);
    }
}
