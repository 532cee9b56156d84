package io.liren.derivation;

import io.liren.block.DerivationScope;
import io.liren.calendar.DayUnit;
import io.liren.sql.Sql;
import java.util.Optional;

/**
 * When a triggered duty falls due, in SQL over its trigger {@code g}: so many units on, the time in which it stood still left
 * out, and never on a day of rest. A clock that had already run out does not stand still any more.
 *
 * @param count SQL of how many
 * @param spans when it stands still; see {@link io.liren.block.Pause}
 */
record Clock(DayUnit unit, Sql count, Optional<Sql> spans, DerivationScope scope) {
    /** Selects due_on, due_at and paused. */
    Sql due() {
        return spans.map(this::withPauses).orElseGet(() -> unit.isOfMoments() ? ofMoments(base()) : ofDays(base()));
    }

    /** The end of a clock that never stands still: a moment, a day, or a working day's place among working days. */
    private Sql base() {
        Sql text = switch (unit) {
            case MINUTES -> Sql.of("g.trigger_at + make_interval(mins => ({count})::int)");
            case HOURS -> Sql.of("g.trigger_at + make_interval(hours => ({count})::int)");
            case DAYS -> Sql.of("g.trigger_on + ({count})::int");
            case MONTHS -> Sql.of("(g.trigger_on + make_interval(months => ({count})::int))::date");
            case WORKDAYS -> Sql.of("{from} + ({count})::int").part("from", ordinal(Sql.of("g.trigger_on")));
        };
        return text.part("count", count);
    }

    private static Sql ordinal(Sql day) {
        return Sql.of("(select o.ordinal from calendar_day o where o.day = {day})")
                .part("day", day);
    }

    private Sql ofMoments(Sql end) {
        return Sql.of("select (({end}) at time zone {zone})::date as due_on, {end} as due_at, false as paused")
                .part("end", end)
                .value("zone", scope.zone().getId());
    }

    private Sql ofDays(Sql end) {
        return Sql.of("select {day} as due_on, null::timestamptz as due_at, false as paused")
                .part("day", lastDay(end));
    }

    /** A limit of nothing ends on its own day, whatever day that is. */
    private Sql lastDay(Sql end) {
        if (unit == DayUnit.WORKDAYS) {
            return Sql.of("(select w.day from calendar_day w where w.working and w.ordinal = {end})")
                    .part("end", end);
        }
        return Sql.of("""
                case when ({count}) = 0 then {end}
                     else coalesce((select min(w.day) from calendar_day w where w.working and w.day >= {end}), {end}) end""").part("count", count).part("end", end);
    }

    /**
     * What stood still before the k-th pause began is taken off its beginning; if that is not past the end, the clock was
     * still running then. Pauses that overlap can't be: a case is in one state at a time.
     */
    private Sql withPauses(Sql spans) {
        Sql none = unit.isOfMoments() ? Sql.of("interval '0'") : Sql.of("0");
        Sql end = Sql.of("(b.base + h.paused_for)");
        return Sql.of("""
                select {last} as due_on, {moment} as due_at, h.paused
                  from (select {base} as base) b
                 cross join lateral (
                       select coalesce(sum(q.length) filter (where q.began - q.before <= b.base), {none}) as paused_for,
                              coalesce(bool_or(q.lasts) filter (where q.began - q.before <= b.base), false) as paused
                         from (select i.began, i.length, i.lasts,
                                      coalesce(sum(i.length) over (order by i.began, i.length
                                               rows between unbounded preceding and 1 preceding), {none}) as before
                                 from (select {began} as began, {length} as length, z.until_on is null as lasts
                                         from ({spans}) z
                                        where {after}) i) q) h""")
                .part("last", unit.isOfMoments() ? momentDay(end) : lastDay(end))
                .part("moment", unit.isOfMoments() ? end : Sql.of("null::timestamptz"))
                .part("base", base())
                .part("none", none)
                .part("spans", spans)
                .part(
                        "began",
                        at(Sql.of("greatest(z.from_on, g.trigger_on)"), Sql.of("greatest(z.from_at, g.trigger_at)")))
                .part("length", length())
                .part(
                        "after",
                        unit.isOfMoments()
                                ? Sql.of("coalesce(z.until_at > g.trigger_at, true)")
                                : Sql.of("coalesce(z.until_on > g.trigger_on, true)"));
    }

    private Sql momentDay(Sql moment) {
        return Sql.of("({moment} at time zone {zone})::date")
                .part("moment", moment)
                .value("zone", scope.zone().getId());
    }

    private Sql at(Sql day, Sql moment) {
        return unit.isOfMoments() ? moment : unit == DayUnit.WORKDAYS ? ordinal(day) : day;
    }

    private Sql length() {
        Sql endOfToday = Sql.of("(({today}::date + 1)::timestamp at time zone {zone})")
                .part("today", scope.today())
                .value("zone", scope.zone().getId());
        Sql until = at(
                Sql.of("coalesce(z.until_on, greatest({today}::date, z.from_on))")
                        .part("today", scope.today()),
                Sql.of("coalesce(z.until_at, {now})").part("now", endOfToday));
        return Sql.of("greatest({until} - {began}, {none})")
                .part("until", until)
                .part(
                        "began",
                        at(Sql.of("greatest(z.from_on, g.trigger_on)"), Sql.of("greatest(z.from_at, g.trigger_at)")))
                .part("none", unit.isOfMoments() ? Sql.of("interval '0'") : Sql.of("0"));
    }
}
