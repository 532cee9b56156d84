package io.liren.web.record;

import io.liren.access.Viewer;
import io.liren.block.Derivation;
import io.liren.block.Edition;
import io.liren.calendar.Today;
import io.liren.derivation.Derivations;
import io.liren.derivation.Occurrence;
import io.liren.procedure.Cases;
import io.liren.procedure.Procedure;
import io.liren.register.Records;
import io.liren.register.RegisterModel;
import io.liren.web.frame.Addresses;
import io.liren.web.frame.FrameMaker;
import io.liren.web.frame.Link;
import io.liren.web.frame.Page;
import io.liren.web.frame.Tag;
import io.liren.web.frame.Titles;
import io.liren.web.frame.Tone;
import io.liren.web.frame.Words;
import io.liren.wording.Formats;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** All cases that are under way (办件), with where they stand and how long is left. */
@Controller
class CasesController {
    private static final int MOST = 200;
    private static final int LISTED = 40;
    private final Edition edition;
    private final Records records;
    private final Derivations derivations;
    private final Titles titles;
    private final Today today;
    private final FrameMaker frames;

    CasesController(
            Edition edition, Records records, Derivations derivations, Titles titles, Today today, FrameMaker frames) {
        this.edition = edition;
        this.records = records;
        this.derivations = derivations;
        this.titles = titles;
        this.today = today;
        this.frames = frames;
    }

    @GetMapping("/cases")
    Page show(HttpServletRequest request, Viewer viewer) {
        Words words = frames.words(viewer);
        List<CasesPage.Group> groups = new ArrayList<>();
        for (Procedure procedure : edition.all(Procedure.class)) {
            Optional<RegisterModel> cases =
                    records.registers().find(procedure.of()).filter(model -> model.opensTo(viewer));
            cases.map(model -> group(viewer, words, procedure, model))
                    .filter(group -> !group.cases().isEmpty())
                    .ifPresent(groups::add);
        }
        groups.sort(Comparator.comparing(
                g -> g.cases().stream().allMatch(c -> c.yours().isEmpty())));
        return Page.of(
                "record/cases",
                frames.frame(request, viewer, words.say("cases.title"), "/cases"),
                new CasesPage(groups));
    }

    private CasesPage.Group group(Viewer viewer, Words words, Procedure procedure, RegisterModel model) {
        LocalDate day = viewer.asOf().orElse(today.today());
        List<Cases.Open> open = records.asSeenBy(
                viewer, transaction -> Cases.open(transaction, procedure, viewer.community(), MOST + 1));
        // What waits for the reader comes first; within that, what has waited longest.
        List<Cases.Open> shown = open.stream()
                .sorted(Comparator.comparing(c -> !isFor(viewer, procedure, c)))
                .limit(LISTED)
                .toList();
        Map<UUID, String> called =
                titles.of(viewer, model.id(), shown.stream().map(Cases.Open::id).toList());
        List<Derivation> clocks = CaseClock.clocks(edition, procedure, procedure.everyStep());
        List<Occurrence> owed = clocks.isEmpty() ? List.of() : derivations.owed(viewer, clocks);
        return new CasesPage.Group(
                procedure.label().in(words.language()),
                new Link(model.label().in(words.language()), Addresses.register(model.id())),
                shown.stream()
                        .map(c -> new CasesPage.Case(
                                new Link(called.getOrDefault(c.id(), "—"), Addresses.record(model.id(), c.id())),
                                procedure.stateLabel(c.state()).in(words.language()),
                                isFor(viewer, procedure, c) ? words.say("cases.yours") : "",
                                since(c.since(), day, words),
                                until(c.id(), owed, day, words)))
                        .toList(),
                open.size() > LISTED ? words.say("cases.more", LISTED) : "");
    }

    private static boolean isFor(Viewer viewer, Procedure procedure, Cases.Open open) {
        return procedure.everyStep().stream()
                .anyMatch(step -> step.from().contains(open.state()) && viewer.holdsAny(step.by()));
    }

    private static String since(LocalDate since, LocalDate day, Words words) {
        long days = ChronoUnit.DAYS.between(since, day);
        return days <= 0 ? words.say("cases.today") : words.say("cases.days", days);
    }

    private static String left(long days, Words words) {
        return days < 0
                ? words.say("today.late", -days)
                : days == 0 ? words.say("case.leftToday") : words.say("case.left", days);
    }

    private static Tag until(UUID record, List<Occurrence> owed, LocalDate day, Words words) {
        return owed.stream()
                .filter(o -> o.subject().filter(record::equals).isPresent())
                .min(Comparator.comparing(Occurrence::dueOn))
                .map(o -> o.paused()
                        ? new Tag(words.say("case.paused"), Tone.QUIET)
                        : new Tag(
                                left(ChronoUnit.DAYS.between(day, o.dueOn()), words)
                                        + words.say(
                                                o.dueOn().isBefore(day) ? "cases.wasDue" : "cases.dueBy",
                                                Formats.shortDate(o.dueOn(), words.language())),
                                o.dueOn().isBefore(day) ? Tone.OVERDUE : Tone.OPEN))
                .orElse(new Tag("", Tone.PLAIN));
    }
}
