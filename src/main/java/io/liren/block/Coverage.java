package io.liren.block;

/** How many clauses run, in part or not at all: the coverage line. */
public record Coverage(int clauses, int executed, int partial, int narrative) {
    /** Of one rulebook, or of all where {@code rulebook} is empty. */
    public static Coverage of(Edition edition, String rulebook) {
        int executed = 0;
        int partial = 0;
        int narrative = 0;
        for (var clause : edition.clauses()) {
            if (rulebook.isEmpty() || clause.rulebook().equals(rulebook)) {
                switch (edition.standing(clause)) {
                    case EXECUTED -> executed++;
                    case PARTIAL -> partial++;
                    case NARRATIVE -> narrative++;
                }
            }
        }
        return new Coverage(executed + partial + narrative, executed, partial, narrative);
    }
}
