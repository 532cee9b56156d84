package io.liren.web.door;

import io.liren.access.Viewer;
import io.liren.block.Derivation;
import io.liren.block.Edition;
import io.liren.body.Body;
import io.liren.calendar.Today;
import io.liren.derivation.Derivations;
import io.liren.derivation.Occurrence;
import io.liren.exchange.Ics;
import io.liren.register.Filter;
import io.liren.register.ListQuery;
import io.liren.register.Page;
import io.liren.register.Records;
import io.liren.register.RegisterModel;
import io.liren.register.Registers;
import io.liren.web.frame.Addresses;
import io.liren.web.frame.Words;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * What stands in a user's calendar: what the user's posts owe, and the meetings. A phone shows it on its locked screen, so it
 * names no one: a duty is told with how many it is for.
 */
@Component
class CalendarMaker {
    private static final int BACK = 60;
    private static final int AHEAD = 180;
    private static final int MEETINGS = 200;
    private final Edition edition;
    private final Derivations derivations;
    private final Records records;
    private final Registers registers;
    private final Today today;

    CalendarMaker(Edition edition, Derivations derivations, Records records, Registers registers, Today today) {
        this.edition = edition;
        this.derivations = derivations;
        this.records = records;
        this.registers = registers;
        this.today = today;
    }

    /** The events; {@code base} is where the pages are. */
    List<Ics.Event> events(Viewer viewer, String base) {
        List<Ics.Event> events = new ArrayList<>(duties(viewer, base));
        edition.all(Body.class).stream()
                .map(Body::meetings)
                .distinct()
                .flatMap(id -> registers.find(id).stream())
                .filter(model -> model.opensTo(viewer))
                .forEach(model -> events.addAll(meetings(viewer, base, model)));
        return events;
    }

    private record Due(LocalDate on, String duty) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int byDay = on.compareTo(other.on);
            return byDay != 0 ? byDay : duty.compareTo(other.duty);
        }
    }

    private List<Ics.Event> duties(Viewer viewer, String base) {
        Words words = Words.in(viewer.language());
        Map<String, Derivation> own = new LinkedHashMap<>();
        edition.derivations().stream()
                .filter(d -> viewer.posts().contains(d.owedBy()))
                .forEach(d -> own.put(d.id(), d));
        LocalDate day = today.today();
        Map<Due, Long> due = new TreeMap<>();
        for (Occurrence occurrence : derivations.owed(viewer, own.values())) {
            if (!occurrence.dueOn().isBefore(day.minusDays(BACK))
                    && !occurrence.dueOn().isAfter(day.plusDays(AHEAD))) {
                due.merge(new Due(occurrence.dueOn(), occurrence.duty()), 1L, Long::sum);
            }
        }
        List<Ics.Event> events = new ArrayList<>();
        due.forEach((on, count) -> {
            Derivation duty = Objects.requireNonNull(own.get(on.duty()));
            String label = duty.label().in(viewer.language());
            events.add(new Ics.Event(
                    on.duty() + "-" + on.on() + "-" + viewer.community() + "@liren",
                    on.on(),
                    count > 1 ? words.say("calendar.several", label, count) : label,
                    duty.clause()
                            .flatMap(c -> edition.rulebook(c.rulebook())
                                    .map(r -> r.title().in(viewer.language()) + " " + c.number()))
                            .orElse(""),
                    base + "/"));
        });
        return events;
    }

    private List<Ics.Event> meetings(Viewer viewer, String base, RegisterModel model) {
        Optional<String> day = model.happened();
        if (day.isEmpty()) {
            return List.of();
        }
        Page page = records.list(
                viewer,
                ListQuery.of(model.id())
                        .columns(List.of(day.get()))
                        .where(new Filter.Between(
                                day.get(),
                                Optional.of(today.today().minusDays(BACK).toString()),
                                Optional.of(today.today().plusDays(AHEAD).toString())))
                        .size(MEETINGS));
        boolean names = edition.names().traits().aboutPeople(model.id());
        Map<UUID, String> titles = names
                ? Map.of()
                : records.titles(
                        viewer,
                        model.id(),
                        page.lines().stream().map(Page.Line::id).toList());
        List<Ics.Event> events = new ArrayList<>();
        for (Page.Line line : page.lines()) {
            if (line.values().get(day.get()) instanceof LocalDate on) {
                events.add(new Ics.Event(
                        line.id() + "@liren",
                        on,
                        titles.getOrDefault(line.id(), model.label().in(viewer.language())),
                        "",
                        base + Addresses.record(model.id(), line.id())));
            }
        }
        return events;
    }
}
