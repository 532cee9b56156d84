package io.liren.block;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

/**
 * For whom and for when a derivation runs.
 *
 * @param communities any number, one statement for all
 * @param from the first day of the first period that is looked at
 * @param today periods that begin after this day have not arisen yet
 * @param zone the community's time zone, in which the day of entry is told
 */
public record DerivationScope(List<UUID> communities, LocalDate from, LocalDate today, ZoneId zone) {
    public DerivationScope {
        communities = List.copyOf(communities);
    }
}
