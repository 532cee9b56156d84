package io.liren.register;

import io.liren.block.Artefact;
import io.liren.block.Place;
import io.liren.journal.Keys;
import io.liren.sql.Sql;
import io.liren.wording.Label;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Values that rest on a person's consent (同意), or are kept only until something is over (销毁): each is sealed under a key of the person for this consent alone, and when the
 * consent ends they are erased for good while everything else about the person stays.
 *
 * @param of the register of those who consent
 * @param answers the register of what they answered; a record there can end the consent
 * @param covered the fields that rest on it, by register
 * @param ended selects the ids of those whose consent some records of {@code answers} end
 * @param withdrawal the record of {@code answers} by which someone withdraws it; empty where none says so alone
 * @param because what the journal says of an erasure
 */
public record ConsentRule(
        Place place,
        String of,
        String answers,
        Map<String, Set<String>> covered,
        BiFunction<UUID, Set<UUID>, Sql> ended,
        Function<UUID, Map<String, Object>> withdrawal,
        Label because)
        implements Artefact {
    public ConsentRule {
        covered = new LinkedHashMap<>(covered);
    }

    /** Whether a field of a register rests on it. */
    boolean covers(String register, String field) {
        return covered.getOrDefault(register, Set.of()).contains(field);
    }

    /** Whose key seals what rests on it. */
    UUID owner(UUID person) {
        return Keys.owner(person, id());
    }
}
