package io.liren.register;

/** Ends a write early, taking back what it has done; the outcome says why. */
final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1L;
    final transient Outcome outcome;

    Stop(Outcome outcome) {
        super("refused", null, false, false);
        this.outcome = outcome;
    }
}
