package io.liren.series;

import io.liren.sql.Row;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads planned occasions (排定的场次). */
public final class Occasions {
    private Occasions() {}

    /**
     * One occasion.
     *
     * @param on the day it stands for now
     * @param plannedOn the day it was planned for at first
     * @param onDuty who is on duty
     * @param log the records that show that it was held
     * @param came who was there, as they say
     */
    public record Occasion(
            UUID id,
            LocalDate on,
            LocalDate plannedOn,
            Optional<LocalTime> starts,
            Series.Standing standing,
            List<UUID> onDuty,
            List<UUID> log,
            List<UUID> came) {
        /** Whether it stands for another day than it was planned for. */
        public boolean moved() {
            return !on.equals(plannedOn);
        }
    }

    /** The occasions of a community that stand for a day between two, both counted, in order of time. */
    public static List<Occasion> between(
            Transaction transaction, Series series, UUID community, LocalDate from, LocalDate until, LocalDate today) {
        return transaction.rows(
                Sql.of("""
                        select * from ({occasions}) o
                         where o.community_id = {community} and o.stands_on between {from} and {until}
                         order by o.stands_on, o.starts nulls first, o.id""")
                        .part("occasions", series.occasions().apply(today))
                        .value("community", community)
                        .value("from", from)
                        .value("until", until),
                Occasions::occasion);
    }

    /** One occasion; empty if there is none. */
    public static Optional<Occasion> one(
            Transaction transaction, Series series, UUID community, UUID id, LocalDate today) {
        return transaction.optional(
                Sql.of("""
                        select * from ({occasions}) o
                         where o.community_id = {community} and o.id = {id} and o.stands_on is not null""")
                        .part("occasions", series.occasions().apply(today))
                        .value("community", community)
                        .value("id", id),
                Occasions::occasion);
    }

    private static Occasion occasion(Row row) {
        LocalDate on = row.date("stands_on");
        return new Occasion(
                row.uuid("id"),
                on,
                Optional.ofNullable(row.dateOrNull("planned_on")).orElse(on),
                Optional.ofNullable((LocalTime) row.value("starts")),
                Series.Standing.of(row.text("standing")),
                row.uuids("on_duty"),
                row.uuids("log"),
                row.uuids("came"));
    }
}
