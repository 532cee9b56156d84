package io.liren.web.rulebook;

import io.liren.access.Viewer;
import io.liren.block.Derivation;
import io.liren.block.Edition;
import io.liren.derivation.Derivations;
import io.liren.derivation.Occurrence;
import io.liren.derivation.State;
import io.liren.rulebook.Clause;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How each clause stands: its duties with their occurrences, read in one go. */
final class Standings {
    private final Map<String, List<Derivation>> duties = new LinkedHashMap<>();
    private final Map<String, List<Occurrence>> occurrences = new LinkedHashMap<>();

    private Standings() {}

    static Standings of(Edition edition, Derivations derivations, Viewer viewer, String rulebook) {
        Standings standings = new Standings();
        List<Derivation> all = edition.derivations().stream()
                .filter(d -> d.clause()
                        .filter(c -> rulebook.isEmpty() || c.rulebook().equals(rulebook))
                        .isPresent())
                .toList();
        for (Derivation duty : all) {
            standings
                    .duties
                    .computeIfAbsent(duty.clause().orElseThrow().id(), c -> new ArrayList<>())
                    .add(duty);
        }
        for (Occurrence occurrence : derivations.occurrences(viewer, all)) {
            standings
                    .occurrences
                    .computeIfAbsent(occurrence.duty(), d -> new ArrayList<>())
                    .add(occurrence);
        }
        return standings;
    }

    List<Derivation> duties(Clause clause) {
        return duties.getOrDefault(clause.id(), List.of());
    }

    List<Occurrence> occurrences(Derivation duty) {
        return occurrences.getOrDefault(duty.id(), List.of());
    }

    List<Occurrence> occurrences(Clause clause) {
        return duties(clause).stream().flatMap(d -> occurrences(d).stream()).toList();
    }

    long count(Clause clause, State state) {
        return occurrences(clause).stream().filter(o -> o.state() == state).count();
    }

    /** The state that speaks for a clause: the most pressing; empty if nothing is due. */
    Optional<State> state(Clause clause) {
        List<Occurrence> all = occurrences(clause);
        if (all.stream().anyMatch(o -> o.state() == State.OVERDUE)) {
            return Optional.of(State.OVERDUE);
        }
        if (all.stream().anyMatch(o -> o.state() == State.OPEN)) {
            return Optional.of(State.OPEN);
        }
        return all.stream()
                .filter(o -> o.state() != State.UPCOMING)
                .max(Comparator.comparing(Occurrence::dueOn))
                .map(o -> o.state() == State.WAIVED ? State.WAIVED : State.MET);
    }

    /** The occurrences of a duty by period, the latest period last. */
    Map<String, List<Occurrence>> byPeriod(Derivation duty) {
        Map<String, List<Occurrence>> periods = new LinkedHashMap<>();
        occurrences(duty).stream()
                .sorted(Comparator.comparing(Occurrence::opensOn))
                .forEach(o -> periods.computeIfAbsent(o.period(), p -> new ArrayList<>())
                        .add(o));
        return periods;
    }
}
