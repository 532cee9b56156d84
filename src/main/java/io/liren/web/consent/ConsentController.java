package io.liren.web.consent;

import io.liren.access.Viewer;
import io.liren.calendar.Today;
import io.liren.consent.Consent;
import io.liren.consent.Consent.Answer;
import io.liren.consent.Consents;
import io.liren.register.Outcome;
import io.liren.register.Records;
import io.liren.web.form.FormPage.Problem;
import io.liren.web.frame.FrameMaker;
import io.liren.web.frame.Link;
import io.liren.web.frame.Page;
import io.liren.web.frame.RecordLinks;
import io.liren.web.frame.Titles;
import io.liren.web.frame.Words;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Somebody's consent: the notice, the answers, and giving one. */
@Controller
@RequestMapping("/consents/{rulebook}/{name}/for/{person}")
class ConsentController implements RecordLinks {
    private final Consents consents;
    private final Records records;
    private final ConsentMaker maker;
    private final FrameMaker frames;

    ConsentController(Consents consents, Records records, Titles titles, Today today, FrameMaker frames) {
        this.consents = consents;
        this.records = records;
        this.maker = new ConsentMaker(consents, records, titles, today);
        this.frames = frames;
    }

    @GetMapping
    Page show(
            HttpServletRequest request,
            Viewer viewer,
            @PathVariable String rulebook,
            @PathVariable String name,
            @PathVariable UUID person) {
        return page(request, viewer, find(viewer, rulebook, name, person), person, List.of());
    }

    @PostMapping
    Object answer(
            HttpServletRequest request,
            Viewer viewer,
            @PathVariable String rulebook,
            @PathVariable String name,
            @PathVariable UUID person,
            @RequestParam String answer,
            @RequestParam(defaultValue = "") String why) {
        Consent consent = find(viewer, rulebook, name, person);
        Words words = frames.words(viewer);
        Answer said = Arrays.stream(Answer.values())
                .filter(a -> a.word().equals(answer))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
        int erased = said == Answer.GIVEN
                ? 0
                : consents.resting(viewer, consent, person).size();
        return switch (consents.answer(viewer, consent, person, said, why)) {
            case Outcome.Entered entered -> {
                FrameMaker.flash(
                        request, erased == 0 ? words.say("flash.entered") : words.say("consent.erased", erased), null);
                yield "redirect:" + ConsentMaker.address(consent, person);
            }
            case Outcome.Refused(var problems) ->
                page(
                        request,
                        viewer,
                        consent,
                        person,
                        problems.stream()
                                .map(p -> new Problem("", p.says().in(words.language())))
                                .toList());
            case Outcome.Conflict conflict -> throw new IllegalStateException("a new record has no conflict");
        };
    }

    private Page page(HttpServletRequest request, Viewer viewer, Consent consent, UUID person, List<Problem> problems) {
        ConsentPage page = maker.page(viewer, frames.words(viewer), consent, person, problems);
        Page made = Page.of("consent/page", frames.frame(request, viewer, page.title(), "/registers"), page);
        return problems.isEmpty() ? made : made.status(HttpStatus.UNPROCESSABLE_CONTENT.value());
    }

    private Consent find(Viewer viewer, String rulebook, String name, UUID person) {
        return consents.find(viewer, rulebook + "." + name)
                .filter(c -> records.record(viewer, c.of(), person).isPresent())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    @Override
    public List<Link> of(Viewer viewer, Words words, String register, UUID record) {
        return consents.of(viewer, register).stream()
                .map(c -> new Link(
                        words.say(
                                "consent.link",
                                c.label().in(words.language()),
                                consents.standing(viewer, c, record)
                                        .state()
                                        .label()
                                        .in(words.language())),
                        ConsentMaker.address(c, record)))
                .toList();
    }
}
