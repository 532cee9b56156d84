package io.liren.web.urgent;

import io.liren.access.Viewer;
import io.liren.block.Edition;
import io.liren.calendar.Today;
import io.liren.derivation.Derivations;
import io.liren.register.Outcome;
import io.liren.register.Problem;
import io.liren.register.RecordView;
import io.liren.register.Records;
import io.liren.urgent.Urgent;
import io.liren.urgent.Urgents;
import io.liren.web.frame.FrameMaker;
import io.liren.web.frame.Page;
import io.liren.web.frame.Words;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;

/** What is urgent (应急): begun by one tap, its moments noted by one more. */
@Controller
@RequestMapping(UrgentController.PLACE)
class UrgentController {
    static final String PLACE = "/urgent";
    private final Urgents urgents;
    private final Records records;
    private final UrgentMaker maker;
    private final FrameMaker frames;

    UrgentController(
            Edition edition,
            Urgents urgents,
            Records records,
            Derivations derivations,
            Today today,
            FrameMaker frames) {
        this.urgents = urgents;
        this.records = records;
        this.maker = new UrgentMaker(edition, urgents, derivations, today);
        this.frames = frames;
    }

    @GetMapping
    Page show(HttpServletRequest request, Viewer viewer) {
        Words words = frames.words(viewer);
        return Page.of(
                "urgent/page",
                frames.frame(request, viewer, words.say("urgent.title"), PLACE),
                maker.make(viewer, words, PLACE));
    }

    @PostMapping("/{rulebook}/{name}")
    String begin(HttpServletRequest request, Viewer viewer, @PathVariable String rulebook, @PathVariable String name) {
        return told(request, viewer, urgents.begin(viewer, find(viewer, rulebook, name)), "urgent.begun");
    }

    @PostMapping("/{rulebook}/{name}/{id}/{moment}")
    String note(
            HttpServletRequest request,
            Viewer viewer,
            @PathVariable String rulebook,
            @PathVariable String name,
            @PathVariable UUID id,
            @PathVariable String moment) {
        Urgent urgent = find(viewer, rulebook, name);
        RecordView record = records.record(viewer, urgent.of().register(), id)
                .filter(r -> urgent.moments().contains(moment))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        // Who taps twice, or taps what another has tapped: the first moment stands.
        return record.values().get(moment) != null
                ? "redirect:" + PLACE
                : told(request, viewer, urgents.note(viewer, urgent, record, moment), "urgent.tapped");
    }

    private String told(HttpServletRequest request, Viewer viewer, Outcome outcome, String done) {
        Words words = frames.words(viewer);
        switch (outcome) {
            case Outcome.Entered entered -> FrameMaker.flash(request, words.say(done), null);
            case Outcome.Refused(var problems) ->
                FrameMaker.flash(
                        request,
                        problems.stream()
                                .map(Problem::says)
                                .map(says -> says.in(words.language()))
                                .findFirst()
                                .orElse(""),
                        null);
            case Outcome.Conflict conflict -> FrameMaker.flash(request, words.say("urgent.again"), null);
        }
        return "redirect:" + PLACE;
    }

    private Urgent find(Viewer viewer, String rulebook, String name) {
        return urgents.find(viewer, rulebook + "." + name)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
