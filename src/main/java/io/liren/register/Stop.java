package io.liren.register;

import java.util.List;
import java.util.Map;

/** Ends a write early, taking back what it has done; the outcome says why. */
final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1L;
    final transient Outcome outcome;

    Stop(Outcome outcome) {
        super("refused", null, false, false);
        this.outcome = outcome;
    }

    /** What stood in the way. */
    List<Problem> problems() {
        return outcome instanceof Outcome.Refused(List<Problem> problems) ? problems : List.of();
    }

    /** Ends an entry of many records; the problems are told by row. */
    static final class Rows extends RuntimeException {
        private static final long serialVersionUID = 1L;
        final transient Map<Integer, List<Problem>> problems;

        Rows(Map<Integer, List<Problem>> problems) {
            super("refused", null, false, false);
            this.problems = problems;
        }
    }
}
