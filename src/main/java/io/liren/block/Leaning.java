package io.liren.block;

import io.liren.rulebook.Code;
import io.liren.rulebook.Findings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Duties that lean on other duties (条款之间的依据): each reads, besides its own registers, what those read. Duties that lean on
 * each other in a circle are a mistake.
 */
final class Leaning {
    private final Map<String, Derivation> duties = new HashMap<>();
    private final Map<String, Place> places = new HashMap<>();
    private final Findings findings;

    private Leaning(List<Edition.Part> parts, Findings findings) {
        this.findings = findings;
        for (Edition.Part part : parts) {
            for (Derivation duty : part.compiled().derivations()) {
                duties.put(duty.id(), duty);
                places.put(duty.id(), part.block().place());
            }
        }
    }

    /** The same parts with all that each duty reads. */
    static List<Edition.Part> settled(List<Edition.Part> parts, Findings findings) {
        Leaning leaning = new Leaning(parts, findings);
        leaning.places.keySet().stream().sorted().forEach(leaning::refuseCircle);
        List<Edition.Part> settled = new ArrayList<>();
        for (Edition.Part part : parts) {
            Compiled compiled = part.compiled();
            settled.add(new Edition.Part(
                    part.keyword(),
                    part.kind(),
                    part.block(),
                    part.inWords(),
                    compiled.reading(duty -> leaning.all(duty.id(), new HashSet<>()))));
        }
        return settled;
    }

    private Set<String> all(String id, Set<String> seen) {
        Set<String> all = new LinkedHashSet<>();
        Derivation duty = duties.get(id);
        if (duty != null && seen.add(id)) {
            for (String read : duty.reads()) {
                if (duties.containsKey(read)) {
                    all.addAll(all(read, seen));
                } else {
                    all.add(read);
                }
            }
        }
        return all;
    }

    private void refuseCircle(String id) {
        Place place = places.get(id);
        if (place != null && reaches(id, id, new HashSet<>())) {
            findings.error(
                    Code.CYCLE,
                    place.position(),
                    place.name().length(),
                    place.clauseId(),
                    "任务「" + id + "」依据的任务又依据它自己。",
                    "The duty “" + id + "” leans on duties that lean on it.",
                    List.of());
        }
    }

    private boolean reaches(String from, String target, Set<String> seen) {
        Derivation duty = duties.get(from);
        if (duty == null || !seen.add(from)) {
            return false;
        }
        return duty.reads().contains(target) || duty.reads().stream().anyMatch(read -> reaches(read, target, seen));
    }
}
