package io.liren.register;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What became of a write. */
public sealed interface Outcome {
    /**
     * It is kept.
     *
     * @param position of its entry in the community's journal; 0 if nothing had changed
     * @param warnings what gave pause and was acknowledged
     */
    record Entered(UUID id, long position, List<Problem> warnings) implements Outcome {
        public Entered {
            warnings = List.copyOf(warnings);
        }
    }

    /** Nothing was kept. If no problem is blocking, a reason given as acknowledgement lets it through. */
    record Refused(List<Problem> problems) implements Outcome {
        public Refused {
            problems = List.copyOf(problems);
        }

        /** Whether a reason is all that is missing. */
        public boolean onlyWarns() {
            return problems.stream().noneMatch(Problem::blocking);
        }
    }

    /**
     * Someone changed the record in the meantime; nothing was overwritten.
     *
     * @param revision the present one
     * @param differences the fields where both want something else
     */
    record Conflict(int revision, List<Difference> differences) implements Outcome {
        public Conflict {
            differences = List.copyOf(differences);
        }
    }

    /**
     * A field that two people want otherwise; values the viewer may not see are masked.
     *
     * @param mine what this write says
     * @param theirs what stands there now
     */
    record Difference(
            String field, @Nullable Object mine, @Nullable Object theirs) {}
}
