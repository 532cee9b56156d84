package io.liren.effect;

import io.liren.derivation.Occurrence;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * How things stand at a moment that a write to some register can change.
 *
 * @param occurrences of the duties
 * @param listed the records in each ledger, by its id
 * @param dues what is due on each payment list, by its id
 */
public record Picture(List<Occurrence> occurrences, Map<String, Set<UUID>> listed, Map<String, Dues> dues) {
    public Picture {
        occurrences = List.copyOf(occurrences);
        listed = Map.copyOf(listed);
        dues = Map.copyOf(dues);
    }
}
