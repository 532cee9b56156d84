package io.liren.web.intake;

import io.liren.access.Viewer;
import io.liren.calendar.Today;
import io.liren.intake.Intakes;
import io.liren.register.Attachments;
import io.liren.register.EntryOptions;
import io.liren.register.FieldModel;
import io.liren.register.Outcome;
import io.liren.register.Records;
import io.liren.web.form.FormPage.Problem;
import io.liren.web.frame.Addresses;
import io.liren.web.frame.FrameMaker;
import io.liren.web.frame.Link;
import io.liren.web.frame.Page;
import io.liren.web.frame.RecordLinks;
import io.liren.web.frame.Titles;
import io.liren.web.frame.Words;
import io.liren.web.open.Doors;
import io.liren.wording.Formats;
import io.liren.wording.Label;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** What residents have sent in (来件): opened for a purpose, made a record of, or replied to. */
@Controller
@RequestMapping("/intakes")
class IntakeController implements RecordLinks {
    private static final String PLACE = "/intakes";
    private static final int MOST = 100;
    private final Intakes intakes;
    private final ReceivedMaker maker;
    private final Today today;
    private final FrameMaker frames;

    IntakeController(
            Intakes intakes, Records records, Titles titles, Attachments attachments, Today today, FrameMaker frames) {
        this.intakes = intakes;
        this.maker = new ReceivedMaker(intakes, records, titles, attachments, today);
        this.today = today;
        this.frames = frames;
    }

    @GetMapping
    Page inbox(HttpServletRequest request, Viewer viewer) {
        Words words = frames.words(viewer);
        List<InboxPage.Row> rows = intakes.inbox(viewer, MOST).stream()
                .map(r -> new InboxPage.Row(
                        new Link(r.intake().label().in(words.language()), ReceivedMaker.address(r)),
                        words.say("intake.came", Formats.instant(r.cameAt(), today.zone(), words.language())),
                        ReceivedMaker.tag(r, words)))
                .toList();
        return Page.of(
                "intake/inbox",
                frames.frame(request, viewer, words.say("intake.title"), PLACE),
                new InboxPage(rows, new Link(words.say("notice.front"), Doors.community(viewer.community()))));
    }

    @GetMapping("/{rulebook}/{name}/{id}")
    Page show(
            HttpServletRequest request,
            Viewer viewer,
            @PathVariable String rulebook,
            @PathVariable String name,
            @PathVariable UUID id) {
        return page(request, viewer, find(viewer, rulebook, name, id), Optional.empty(), Map.of(), List.of(), false);
    }

    @PostMapping("/{rulebook}/{name}/{id}/opening")
    Page open(
            HttpServletRequest request,
            Viewer viewer,
            @PathVariable String rulebook,
            @PathVariable String name,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String purpose) {
        Intakes.Received received = find(viewer, rulebook, name, id);
        return opened(request, viewer, received, purpose, Map.of(), List.of(), false);
    }

    private Page opened(
            HttpServletRequest request,
            Viewer viewer,
            Intakes.Received received,
            String purpose,
            Map<String, String> given,
            List<Problem> problems,
            boolean asksReason) {
        return switch (intakes.open(viewer, received, purpose)) {
            case Intakes.Opened.Said(var typed) ->
                page(request, viewer, received, Optional.of(typed), given, problems, asksReason);
            case Intakes.Opened.Denied(Label why) ->
                page(
                        request,
                        viewer,
                        received,
                        Optional.empty(),
                        given,
                        List.of(new Problem("", why.in(viewer.language()))),
                        false);
        };
    }

    @PostMapping("/{rulebook}/{name}/{id}/record")
    Object accept(
            HttpServletRequest request,
            Viewer viewer,
            @PathVariable String rulebook,
            @PathVariable String name,
            @PathVariable UUID id) {
        Intakes.Received received = find(viewer, rulebook, name, id);
        Words words = frames.words(viewer);
        Map<String, String> given = new LinkedHashMap<>();
        for (FieldModel field : intakes.left(received.intake())) {
            String[] values = request.getParameterValues(field.name());
            if (values != null) {
                given.put(field.name(), String.join(",", values));
            }
        }
        String acknowledged = Optional.ofNullable(request.getParameter(ReceivedMaker.ACKNOWLEDGED))
                .orElse("");
        return switch (intakes.accept(
                viewer, received, given, EntryOptions.none().acknowledging(acknowledged))) {
            case Outcome.Entered entered -> {
                FrameMaker.flash(request, words.say("intake.accepted"), null);
                yield "redirect:" + Addresses.record(received.intake().of().register(), entered.id());
            }
            case Outcome.Refused refused ->
                opened(
                        request,
                        viewer,
                        received,
                        words.say("intake.again"),
                        given,
                        said(refused.problems(), words),
                        refused.onlyWarns());
            case Outcome.Conflict conflict ->
                page(
                        request,
                        viewer,
                        received,
                        Optional.empty(),
                        given,
                        List.of(new Problem("", words.say("error.422.title"))),
                        false);
        };
    }

    @PostMapping("/{rulebook}/{name}/{id}/reply")
    Object reply(
            HttpServletRequest request,
            Viewer viewer,
            @PathVariable String rulebook,
            @PathVariable String name,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String outcome,
            @RequestParam(defaultValue = "") String reply) {
        Intakes.Received received = find(viewer, rulebook, name, id);
        Words words = frames.words(viewer);
        return switch (intakes.answer(viewer, received, outcome.equals("declined"), reply)) {
            case Outcome.Entered entered -> {
                FrameMaker.flash(request, words.say("intake.replied"), null);
                yield "redirect:" + ReceivedMaker.address(received);
            }
            case Outcome.Refused refused ->
                opened(
                        request,
                        viewer,
                        received,
                        words.say("intake.again"),
                        Map.of(),
                        said(refused.problems(), words),
                        false);
            case Outcome.Conflict conflict ->
                page(
                        request,
                        viewer,
                        received,
                        Optional.empty(),
                        Map.of(),
                        List.of(new Problem("", words.say("error.422.title"))),
                        false);
        };
    }

    private static List<Problem> said(List<io.liren.register.Problem> problems, Words words) {
        return problems.stream()
                .map(p -> new Problem("", p.says().in(words.language())))
                .distinct()
                .toList();
    }

    private Page page(
            HttpServletRequest request,
            Viewer viewer,
            Intakes.Received received,
            Optional<Map<String, String>> opened,
            Map<String, String> given,
            List<Problem> problems,
            boolean asksReason) {
        ReceivedPage page = maker.make(viewer, frames.words(viewer), received, opened, given, problems, asksReason);
        Page made = Page.of("intake/page", frames.frame(request, viewer, page.title(), PLACE), page);
        return problems.isEmpty() ? made : made.status(HttpStatus.UNPROCESSABLE_CONTENT.value());
    }

    private Intakes.Received find(Viewer viewer, String rulebook, String name, UUID id) {
        return intakes.find(rulebook + "." + name)
                .flatMap(intake -> intakes.received(viewer, intake, id))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /** At the record of a thing sent in, where the duty to look at it leads. */
    @Override
    public List<Link> of(Viewer viewer, Words words, String register, UUID record) {
        return intakes.all().stream()
                .filter(i -> i.received().equals(register))
                .flatMap(i -> intakes.received(viewer, i, record).stream())
                .map(r -> new Link(words.say("intake.handle"), ReceivedMaker.address(r)))
                .toList();
    }
}
