package io.liren.importing;

import io.liren.register.Problem;
import io.liren.wording.Label;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What was found in a file, or what became of it.
 *
 * @param rows how many rows there are below the heading; sums and signatures at the end don't count
 * @param fresh how many are, or would be, new records
 * @param corrected how many records are, or would be, put right
 * @param unchanged how many say only what is known
 * @param skipped how many were left out because they are known already
 * @param problems by line number; 0 is the file as a whole
 * @param known the rows that are known already, by line number
 * @param kept whether it has been taken in
 */
public record Checked(
        int rows,
        int fresh,
        int corrected,
        int unchanged,
        int skipped,
        Map<Integer, List<Problem>> problems,
        Map<Integer, Known> known,
        boolean kept) {
    /**
     * A row that is known already.
     *
     * @param by in words: by which number, or by name and birth date
     * @param sure whether a number says so
     */
    public record Known(UUID record, String title, Label by, boolean sure) {}

    public Checked {
        problems = Collections.unmodifiableMap(new TreeMap<>(problems));
        known = Collections.unmodifiableMap(new TreeMap<>(known));
    }

    /** Whether something other than a warning stands in the way. */
    public boolean blocked() {
        return problems.values().stream().flatMap(List::stream).anyMatch(Problem::blocking);
    }

    /** Whether there are warnings that a reason would let through. */
    public boolean warns() {
        return problems.values().stream().flatMap(List::stream).anyMatch(p -> !p.blocking());
    }

    /** What is to be said of each line, in Chinese: the column that the file comes back with. */
    public Map<Integer, String> reasons(io.liren.wording.Language language, Label skip) {
        Map<Integer, String> reasons = new TreeMap<>();
        problems.forEach((line, found) -> {
            List<String> words = new ArrayList<>();
            found.forEach(problem -> words.add(problem.says().in(language)));
            reasons.put(line, String.join(language == io.liren.wording.Language.ZH ? ";" : "; ", words));
        });
        known.forEach((line, there) -> reasons.merge(
                line, skip.in(language) + there.by().in(language) + " " + there.title(), (a, b) -> a + "; " + b));
        reasons.remove(0);
        return reasons;
    }
}
