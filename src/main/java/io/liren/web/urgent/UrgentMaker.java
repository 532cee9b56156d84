package io.liren.web.urgent;

import io.liren.access.Viewer;
import io.liren.block.Derivation;
import io.liren.block.Edition;
import io.liren.calendar.Today;
import io.liren.derivation.Derivations;
import io.liren.derivation.Occurrence;
import io.liren.register.RecordView;
import io.liren.register.RegisterModel;
import io.liren.urgent.Urgent;
import io.liren.urgent.Urgents;
import io.liren.web.frame.Addresses;
import io.liren.web.frame.Link;
import io.liren.web.frame.Tag;
import io.liren.web.frame.Tone;
import io.liren.web.frame.Words;
import io.liren.wording.Formats;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes the page for what is urgent. */
final class UrgentMaker {
    /** What is still told in minutes alone; a report that is due at night is due within the hour. */
    private static final int MOST_MINUTES = 99;

    private final Edition edition;
    private final Urgents urgents;
    private final Derivations derivations;
    private final Today today;

    UrgentMaker(Edition edition, Urgents urgents, Derivations derivations, Today today) {
        this.edition = edition;
        this.urgents = urgents;
        this.derivations = derivations;
        this.today = today;
    }

    UrgentPage make(Viewer viewer, Words words, String place) {
        return new UrgentPage(
                place,
                urgents.of(viewer).stream()
                        .map(u -> group(viewer, words, u, place))
                        .toList());
    }

    private UrgentPage.Group group(Viewer viewer, Words words, Urgent urgent, String place) {
        boolean may = urgents.entrusts(viewer, urgent);
        String address = place + "/" + urgent.id().replace('.', '/');
        Map<String, Derivation> clocks = edition.derivations().stream()
                .filter(d -> d.subject().filter(urgent.of().register()::equals).isPresent())
                .collect(Collectors.toMap(Derivation::id, d -> d));
        return new UrgentPage.Group(
                urgent.label().in(words.language()),
                may ? address : "",
                urgents.numbers(viewer, urgent).stream()
                        .map(n -> new UrgentPage.Number(
                                n.name(), n.phone(), "tel:" + n.phone().replaceAll("[^+0-9]", "")))
                        .toList(),
                urgents.running(viewer, urgent).stream()
                        .map(r -> running(viewer, words, urgent, r, clocks, may ? address : ""))
                        .toList());
    }

    private UrgentPage.Running running(
            Viewer viewer,
            Words words,
            Urgent urgent,
            RecordView record,
            Map<String, Derivation> clocks,
            String address) {
        RegisterModel model = record.register();
        List<UrgentPage.Tap> taps = new ArrayList<>();
        List<String> noted = new ArrayList<>();
        for (String moment : urgent.moments()) {
            String label = model.field(moment).orElseThrow().label().in(words.language());
            if (record.values().get(moment) instanceof Instant at) {
                noted.add(words.say("urgent.noted", time(at, words), label));
            } else if (!address.isEmpty()) {
                taps.add(new UrgentPage.Tap(label, address + "/" + record.id() + "/" + moment, taps.isEmpty()));
            }
        }
        List<UrgentPage.Clock> left = derivations.about(viewer, clocks.values(), record.id()).stream()
                .filter(o -> o.state().isOwed())
                .flatMap(o -> clock(words, o, clocks).stream())
                .toList();
        return new UrgentPage.Running(
                new Link(record.title(), Addresses.record(model.id(), record.id())),
                words.say("urgent.since", Formats.instant(record.enteredAt(), today.zone(), words.language())),
                left,
                noted,
                taps);
    }

    private Optional<UrgentPage.Clock> clock(Words words, Occurrence occurrence, Map<String, Derivation> clocks) {
        return occurrence.dueAt().map(due -> {
            boolean late = due.isBefore(today.now());
            long minutes = late
                    ? Duration.between(due, today.now()).toMinutes()
                    : Math.floorDiv(Duration.between(today.now(), due).toSeconds() + 59, 60);
            return new UrgentPage.Clock(
                    Objects.requireNonNull(clocks.get(occurrence.duty()))
                            .label()
                            .in(words.language()),
                    new Tag(
                            minutes <= MOST_MINUTES
                                    ? words.say(late ? "urgent.late" : "urgent.left", minutes)
                                    : words.say(late ? "case.lateTime" : "case.leftTime", minutes / 60, minutes % 60),
                            late ? Tone.OVERDUE : Tone.OPEN));
        });
    }

    private String time(Instant at, Words words) {
        return Formats.time(LocalTime.ofInstant(at, today.zone()), words.language());
    }
}
