package io.liren.block;

import io.liren.calendar.Today;
import io.liren.sql.Sql;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

/**
 * For whom and for when a derivation runs. A clock that stands still is taken to do so until the end of today.
 *
 * @param communities an array of ids, one statement for all of them
 * @param from the first day of the first period that is looked at
 * @param today periods that begin after this day have not arisen yet
 * @param zone the community's time zone, in which the day of entry is told
 */
public record DerivationScope(Sql communities, Sql from, Sql today, ZoneId zone) {
    /** For communities and days that are known. */
    public static DerivationScope of(List<UUID> communities, LocalDate from, LocalDate today, ZoneId zone) {
        return new DerivationScope(Sql.bind(communities.toArray(UUID[]::new)), Sql.bind(from), Sql.bind(today), zone);
    }

    /**
     * Inside another statement, for the community and the day of its rows: from the beginning of the year before last.
     *
     * @param community names no alias that a derivation's own statement might have
     */
    static DerivationScope within(Sql community, Sql today) {
        return new DerivationScope(
                Sql.of("array[{community}]").part("community", community),
                Sql.of("(date_trunc('year', {today}) - interval '2 years')::date")
                        .part("today", today),
                today,
                Today.SHANGHAI);
    }
}
