package io.liren.web.organisation;

import io.liren.block.Edition;
import io.liren.register.Records;
import io.liren.register.RegisterModel;
import io.liren.series.Occasions;
import io.liren.series.Occasions.Occasion;
import io.liren.series.Series;
import io.liren.web.frame.Addresses;
import io.liren.web.frame.Link;
import io.liren.wording.Formats;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Makes a month of planned occasions (活动日历) of every series the viewer may read. */
final class CalendarMaker {
    private final Edition edition;
    private final Records records;

    CalendarMaker(Edition edition, Records records) {
        this.edition = edition;
        this.records = records;
    }

    private record Placed(Series series, Occasion occasion, CalendarPage.Occasion shown) {}

    CalendarPage make(Call call, YearMonth month) {
        List<Placed> all = new ArrayList<>();
        List<CalendarPage.Sum> sums = new ArrayList<>();
        for (Series series : open(call)) {
            List<Occasion> occasions = records.asSeenBy(
                    call.viewer(),
                    t -> Occasions.between(
                            t, series, call.viewer().community(), month.atDay(1), month.atEndOfMonth(), call.day()));
            if (!occasions.isEmpty()) {
                all.addAll(placed(call, series, occasions));
                sums.add(sum(call, series, occasions));
            }
        }
        all.sort(Comparator.comparing((Placed p) -> p.occasion().on())
                .thenComparing(p -> p.occasion().starts().map(Object::toString).orElse("")));
        return new CalendarPage(
                call.say("calendar.title", Integer.toString(month.getYear()), month.getMonthValue()),
                month(call.say("calendar.before"), month.minusMonths(1)),
                month(call.say("calendar.after"), month.plusMonths(1)),
                new Link(call.say("calendar.now"), Call.CALENDAR),
                List.of(DayOfWeek.values()).stream()
                        .map(d -> d.getDisplayName(
                                java.time.format.TextStyle.NARROW,
                                call.language().locale()))
                        .toList(),
                weeks(call, month, all),
                sums,
                all.stream().map(Placed::shown).toList());
    }

    /** The series whose occasions the viewer may read. */
    List<Series> open(Call call) {
        return edition.all(Series.class).stream()
                .filter(s -> records.registers()
                        .find(s.of())
                        .filter(m -> m.opensTo(call.viewer()))
                        .isPresent())
                .toList();
    }

    private static Link month(String text, YearMonth month) {
        return new Link(text, Call.CALENDAR + "?month=" + month);
    }

    private List<Placed> placed(Call call, Series series, List<Occasion> occasions) {
        Map<UUID, String> called =
                call.called(series.of(), occasions.stream().map(Occasion::id).toList());
        Set<UUID> people = new LinkedHashSet<>();
        occasions.forEach(o -> people.addAll(o.onDuty()));
        Map<UUID, String> names =
                series.onDuty().map(r -> call.called(r, people)).orElse(Map.of());
        return occasions.stream()
                .map(o -> new Placed(series, o, shown(call, series, o, called, names)))
                .toList();
    }

    private CalendarPage.Occasion shown(
            Call call, Series series, Occasion o, Map<UUID, String> called, Map<UUID, String> names) {
        String when = call.on(o.on())
                + o.starts().map(t -> " " + Formats.time(t, call.language())).orElse("")
                + (o.moved() ? " " + call.say("calendar.moved", call.on(o.plannedOn())) : "");
        String onDuty = String.join(
                call.say("and"),
                o.onDuty().stream()
                        .map(p -> names.getOrDefault(p, call.say("unnamed")))
                        .toList());
        return new CalendarPage.Occasion(
                new Link(called.getOrDefault(o.id(), call.say("unnamed")), Addresses.record(series.of(), o.id())),
                series.label().in(call.language()),
                when,
                onDuty.isEmpty() ? "" : call.say("calendar.onDuty", onDuty),
                Standings.tag(o.standing(), call.language()),
                log(call, series, o));
    }

    /** The log itself; or, while there is none, the way to record it for whoever may. */
    private List<Link> log(Call call, Series series, Occasion o) {
        Optional<RegisterModel> log = records.registers().find(series.log());
        if (!o.log().isEmpty()) {
            return log.filter(m -> m.opensTo(call.viewer())).isPresent()
                    ? o.log().stream()
                            .map(id -> new Link(call.say("calendar.log"), Addresses.record(series.log(), id)))
                            .toList()
                    : List.of();
        }
        boolean open = o.standing() == Series.Standing.PLANNED || o.standing() == Series.Standing.MISSED;
        return open
                        && !o.on().isAfter(call.day())
                        && call.viewer().asOf().isEmpty()
                        && log.filter(m -> m.entrusts(call.viewer())).isPresent()
                ? List.of(new Link(
                        series.act().in(call.language()),
                        Addresses.create(
                                series.log(),
                                series.logField()
                                        .map(f -> Map.of(f, o.id().toString()))
                                        .orElse(Map.of()))))
                : List.of();
    }

    private static CalendarPage.Sum sum(Call call, Series series, List<Occasion> occasions) {
        return new CalendarPage.Sum(
                series.label().in(call.language()),
                count(call, occasions.stream().filter(o -> o.standing() != Series.Standing.CANCELLED)),
                count(call, occasions.stream().filter(o -> o.standing() == Series.Standing.HELD)),
                count(call, occasions.stream().filter(o -> !o.log().isEmpty())),
                count(call, occasions.stream().filter(o -> o.standing() == Series.Standing.MISSED)),
                count(call, occasions.stream().filter(o -> o.standing() == Series.Standing.CANCELLED)));
    }

    private static String count(Call call, java.util.stream.Stream<Occasion> occasions) {
        return Formats.count(occasions.count(), call.language());
    }

    private static List<List<CalendarPage.Day>> weeks(Call call, YearMonth month, List<Placed> all) {
        List<List<CalendarPage.Day>> weeks = new ArrayList<>();
        LocalDate day = month.atDay(1).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        while (!day.isAfter(month.atEndOfMonth())) {
            List<CalendarPage.Day> week = new ArrayList<>();
            for (int i = 0; i < 7; i++) {
                LocalDate on = day.plusDays(i);
                boolean own = YearMonth.from(on).equals(month);
                week.add(new CalendarPage.Day(
                        own ? Integer.toString(on.getDayOfMonth()) : "",
                        own ? call.on(on) + " " + Formats.weekday(on, call.language()) : "",
                        on.equals(call.day()),
                        all.stream()
                                .filter(p -> own && p.occasion().on().equals(on))
                                .map(Placed::shown)
                                .toList()));
            }
            weeks.add(week);
            day = day.plusWeeks(1);
        }
        return weeks;
    }
}
