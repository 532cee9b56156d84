package io.liren.fund;

import io.liren.block.Artefact;
import io.liren.block.Place;
import io.liren.calendar.PeriodUnit;
import java.util.List;

/**
 * Dues (会费) as they run. What each owes in a period is an occurrence of the duty of the same id: {@code needed} is what is
 * due, {@code found} what was paid.
 *
 * @param of the register of those who owe them, full id
 * @param paid the register of the records that pay them, full id
 * @param measure the field of such a record that holds the money
 */
public record Dues(Place place, PeriodUnit every, String of, String paid, String measure) implements Artefact {
    /** The field of whoever owes them that tells how much is overdue and not paid. */
    public String arrears() {
        return word(place) + "_arrears";
    }

    static String word(Place place) {
        return place.name().replace('-', '_');
    }

    /** All registers that have to be open to whoever reads them. */
    public List<String> registers() {
        return List.of(of, paid);
    }
}
