package io.liren.web.organisation;

import io.liren.web.frame.Link;
import io.liren.web.frame.Tag;
import java.util.List;

/**
 * A month of planned occasions (活动日历): who is on duty, what was held and what its log says.
 *
 * @param title the month
 * @param weeks the days of the month, from Monday; those of other months are empty
 * @param sums one line a series: planned = held = recorded
 */
public record CalendarPage(
        String title,
        Link before,
        Link after,
        Link now,
        List<String> weekdays,
        List<List<Day>> weeks,
        List<Sum> sums,
        List<Occasion> all) {
    /**
     * A day.
     *
     * @param number of the month; empty for a day of another month
     * @param full the day in words, for a phone and for ears
     */
    public record Day(String number, String full, boolean today, List<Occasion> occasions) {}

    /**
     * An occasion.
     *
     * @param when day and time in words
     * @param onDuty who is on duty, in words; may be empty
     * @param log its log, or the way to record one; both may be missing
     */
    public record Occasion(Link title, String series, String when, String onDuty, Tag state, List<Link> log) {}

    /** How many of a series were planned, held, recorded, missed and cancelled. */
    public record Sum(String series, String planned, String held, String recorded, String missed, String cancelled) {}
}
