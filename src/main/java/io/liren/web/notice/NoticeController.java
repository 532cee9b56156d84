package io.liren.web.notice;

import io.liren.access.Viewer;
import io.liren.calendar.Today;
import io.liren.notice.Notice;
import io.liren.notice.Notices;
import io.liren.notice.Posting;
import io.liren.notice.PublicNotices;
import io.liren.notice.PublicText;
import io.liren.register.Outcome;
import io.liren.register.Records;
import io.liren.web.form.FormPage.Problem;
import io.liren.web.frame.Answering;
import io.liren.web.frame.FrameMaker;
import io.liren.web.frame.Page;
import io.liren.web.frame.Reply;
import io.liren.web.frame.Titles;
import io.liren.web.frame.Words;
import io.liren.web.open.Doors;
import io.liren.web.open.QrCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Notices (公示) for workers: what the public sees, beside what is held back and why. */
@Controller
@RequestMapping("/notices")
class NoticeController {
    private static final String PLACE = "/notices";
    private static final int SHORT = 16;
    private final Notices notices;
    private final NoticeMaker maker;
    private final NoticesMaker all;
    private final StandingMaker standing;
    private final FrameMaker frames;

    NoticeController(
            Notices notices,
            PublicNotices open,
            StandingMaker standing,
            Records records,
            Titles titles,
            Today today,
            FrameMaker frames) {
        this.notices = notices;
        this.maker = new NoticeMaker(notices, records, titles, today);
        this.all = new NoticesMaker(notices, titles, today);
        this.standing = standing;
        this.frames = frames;
    }

    @GetMapping
    Page all(HttpServletRequest request, Viewer viewer) {
        Words words = frames.words(viewer);
        return Page.of(
                "notice/all", frames.frame(request, viewer, words.say("notice.title"), PLACE), all.make(viewer, words));
    }

    /** A list that stands, as the public sees it, with what is kept from it. */
    @GetMapping("/{rulebook}/{name}")
    Page standing(HttpServletRequest request, Viewer viewer, @PathVariable String rulebook, @PathVariable String name) {
        Notice notice = find(viewer, rulebook, name);
        if (!notice.stands()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        Words words = frames.words(viewer);
        return Page.of(
                "notice/standing",
                frames.frame(request, viewer, notice.label().in(words.language()), PLACE),
                standing.make(viewer.community(), notice, words, true));
    }

    @GetMapping("/{rulebook}/{name}/for/{record}")
    Page draft(
            HttpServletRequest request,
            Viewer viewer,
            @PathVariable String rulebook,
            @PathVariable String name,
            @PathVariable UUID record) {
        return draft(request, viewer, dated(viewer, rulebook, name), record, List.of());
    }

    private Page draft(HttpServletRequest request, Viewer viewer, Notice notice, UUID record, List<Problem> problems) {
        NoticePage page = maker.draft(viewer, frames.words(viewer), notice, record, problems)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        Page made = Page.of("notice/page", frames.frame(request, viewer, page.title(), PLACE), page);
        return problems.isEmpty() ? made : made.status(HttpStatus.UNPROCESSABLE_CONTENT.value());
    }

    @PostMapping("/{rulebook}/{name}/for/{record}")
    @Nullable
    Page publish(
            HttpServletRequest request,
            HttpServletResponse response,
            Viewer viewer,
            @PathVariable String rulebook,
            @PathVariable String name,
            @PathVariable UUID record,
            @RequestParam(defaultValue = "") String place) {
        Notice notice = dated(viewer, rulebook, name);
        Words words = frames.words(viewer);
        return switch (notices.publish(viewer, notice, record, place)) {
            case Outcome.Entered entered ->
                moved(
                        request,
                        response,
                        NoticeMaker.postingAddress(notice, entered.id()),
                        words.say("notice.published"));
            case Outcome.Refused(var problems) ->
                draft(
                        request,
                        viewer,
                        notice,
                        record,
                        problems.stream()
                                .map(p -> new Problem("", p.says().in(words.language())))
                                .toList());
            case Outcome.Conflict conflict -> throw new IllegalStateException("a new record has no conflict");
        };
    }

    @GetMapping("/{rulebook}/{name}/{posting:[0-9a-f-]{36}}")
    Page posting(
            HttpServletRequest request,
            Viewer viewer,
            @PathVariable String rulebook,
            @PathVariable String name,
            @PathVariable UUID posting) {
        return posting(request, viewer, find(viewer, dated(viewer, rulebook, name), posting), List.of());
    }

    private Page posting(HttpServletRequest request, Viewer viewer, Posting posting, List<Problem> problems) {
        NoticePage page = maker.posting(viewer, frames.words(viewer), posting, problems);
        Page made = Page.of("notice/page", frames.frame(request, viewer, page.title(), PLACE), page);
        return problems.isEmpty() ? made : made.status(HttpStatus.UNPROCESSABLE_CONTENT.value());
    }

    @PostMapping("/{rulebook}/{name}/{posting}/taking-down")
    @Nullable
    Page takeDown(
            HttpServletRequest request,
            HttpServletResponse response,
            Viewer viewer,
            @PathVariable String rulebook,
            @PathVariable String name,
            @PathVariable UUID posting,
            @RequestParam(defaultValue = "") String reason) {
        Posting there = find(viewer, dated(viewer, rulebook, name), posting);
        return done(request, response, viewer, there, notices.takeDown(viewer, there, reason), "notice.takenDown");
    }

    @PostMapping("/{rulebook}/{name}/{posting}/objections/{objection}")
    @Nullable
    Page answer(
            HttpServletRequest request,
            HttpServletResponse response,
            Viewer viewer,
            @PathVariable String rulebook,
            @PathVariable String name,
            @PathVariable UUID posting,
            @PathVariable UUID objection,
            @RequestParam(defaultValue = "") String answer,
            @RequestParam(defaultValue = "") String result) {
        Posting there = find(viewer, dated(viewer, rulebook, name), posting);
        int revision = notices.objections(viewer, there).stream()
                .filter(o -> o.id().equals(objection))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND))
                .revision();
        return done(
                request,
                response,
                viewer,
                there,
                notices.answer(viewer, there.notice(), objection, revision, answer, result),
                "notice.answered");
    }

    private @Nullable Page done(
            HttpServletRequest request,
            HttpServletResponse response,
            Viewer viewer,
            Posting posting,
            Outcome outcome,
            String flash) {
        Words words = frames.words(viewer);
        return switch (outcome) {
            case Outcome.Entered entered ->
                moved(request, response, NoticeMaker.postingAddress(posting.notice(), posting.id()), words.say(flash));
            case Outcome.Refused(var problems) ->
                posting(
                        request,
                        viewer,
                        posting,
                        problems.stream()
                                .map(p -> new Problem("", p.says().in(words.language())))
                                .toList());
            case Outcome.Conflict conflict ->
                posting(request, viewer, posting, List.of(new Problem("", words.say("error.422.title"))));
        };
    }

    private static @Nullable Page moved(
            HttpServletRequest request, HttpServletResponse response, String address, String flash) {
        return Answering.of(new Reply.Moved<NoticePage>(address, flash), request, response, page -> {
            throw new IllegalStateException("the browser is sent on");
        });
    }

    /** A4, to be hung up; its code opens the public page. */
    @GetMapping("/{rulebook}/{name}/{posting}/poster")
    Page poster(
            HttpServletRequest request,
            Viewer viewer,
            @PathVariable String rulebook,
            @PathVariable String name,
            @PathVariable UUID posting) {
        Posting there = find(viewer, dated(viewer, rulebook, name), posting);
        Words words = frames.words(viewer);
        String text = there.text().orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        String address = ServletUriComponentsBuilder.fromContextPath(request)
                .path(Doors.notice(viewer.community(), there.id()))
                .build()
                .toUriString();
        PosterPage page = new PosterPage(
                NoticeMaker.sheet(PublicText.of(text, words.language())),
                address,
                QrCode.of(address),
                there.digest().substring(0, Math.min(SHORT, there.digest().length())),
                NoticeMaker.postingAddress(there.notice(), there.id()));
        return Page.of(
                "notice/poster",
                frames.frame(request, viewer, there.notice().label().in(words.language()), PLACE),
                page);
    }

    private Notice find(Viewer viewer, String rulebook, String name) {
        return notices.find(viewer, rulebook + "." + name)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private Notice dated(Viewer viewer, String rulebook, String name) {
        Notice notice = find(viewer, rulebook, name);
        if (notice.stands()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return notice;
    }

    private Posting find(Viewer viewer, Notice notice, UUID posting) {
        return notices.posting(viewer, notice, posting)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
