package io.liren.web.notice;

import io.liren.access.Areas;
import io.liren.access.FollowCodes;
import io.liren.notice.Notice;
import io.liren.notice.PublicNotices;
import io.liren.web.form.Field;
import io.liren.web.form.FormPage.Problem;
import io.liren.web.form.Input;
import io.liren.web.frame.FrameMaker;
import io.liren.web.frame.Link;
import io.liren.web.frame.Page;
import io.liren.web.frame.ViewerResolver;
import io.liren.web.frame.Words;
import io.liren.web.open.Communities;
import io.liren.web.open.Doors;
import io.liren.web.open.FollowPage;
import io.liren.web.open.Following;
import io.liren.web.open.OpenPage;
import io.liren.web.open.Opening;
import io.liren.web.open.Sender;
import io.liren.web.open.SentPage;
import io.liren.wording.Formats;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
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

/** Notices for everybody: read while they run, objected to, followed. */
@Controller
@RequestMapping("/public/{community}")
class PublicNoticeController implements Opening, Following {
    private static final int LONGEST = 2000;
    private final PublicNotices notices;
    private final StandingMaker standing;
    private final Communities communities;
    private final Sender sender;
    private final FrameMaker frames;

    PublicNoticeController(
            PublicNotices notices, StandingMaker standing, Communities communities, Sender sender, FrameMaker frames) {
        this.notices = notices;
        this.standing = standing;
        this.communities = communities;
        this.sender = sender;
        this.frames = frames;
    }

    @GetMapping("/notices/{posting}")
    Page notice(HttpServletRequest request, @PathVariable UUID community, @PathVariable UUID posting) {
        Words words = words(request);
        Areas.Named here = here(community);
        return notices.running(community, posting, words.language())
                .map(notice -> page(request, here, notice, words, List.of(), false))
                .orElseGet(() -> gone(request, here, words));
    }

    /** It is over, or never was: whoever scans an old poster is told so, and no more. */
    private Page gone(HttpServletRequest request, Areas.Named here, Words words) {
        String title = words.say("notice.gone");
        Link front = new Link(here.name().in(words.language()), Doors.community(here.id()));
        OpenPage page = new OpenPage(
                title,
                words.say("notice.goneLead"),
                List.of(new OpenPage.Group("", List.of(new OpenPage.Item(front, words.say("notice.goneFront"))))),
                "");
        return Page.of("open/page", frames.open(request, words.language(), title, here), page)
                .status(HttpStatus.NOT_FOUND.value());
    }

    private Page page(
            HttpServletRequest request,
            Areas.Named here,
            PublicNotices.Public notice,
            Words words,
            List<Problem> problems,
            boolean open) {
        sender.shown(request, notice.id().toString());
        PublicNoticePage page = new PublicNoticePage(
                NoticeMaker.sheet(notice.text()),
                words.say("notice.publicUntil", Formats.date(notice.untilOn(), words.language())),
                problems,
                notice.objections()
                        ? new PublicNoticePage.Objecting(
                                Doors.notice(here.id(), notice.id()) + "/objections",
                                Sender.TRAP,
                                fields(request, words, problems),
                                open)
                        : null);
        Page made = Page.of(
                "notice/public",
                frames.open(request, words.language(), notice.text().title(), here),
                page);
        return problems.isEmpty() ? made : made.status(HttpStatus.UNPROCESSABLE_CONTENT.value());
    }

    private static List<Field> fields(HttpServletRequest request, Words words, List<Problem> problems) {
        return List.of(
                field(request, words, problems, "content", true, new Input.LongText(typed(request, "content"))),
                field(
                        request,
                        words,
                        problems,
                        "name",
                        false,
                        new Input.Text(typed(request, "name"), Input.Keyboard.TEXT, "name", 60)),
                field(
                        request,
                        words,
                        problems,
                        "contact",
                        false,
                        new Input.Text(typed(request, "contact"), Input.Keyboard.TEXT, "tel", 60)));
    }

    private static Field field(
            HttpServletRequest request,
            Words words,
            List<Problem> problems,
            String name,
            boolean required,
            Input input) {
        return new Field(
                name,
                words.say("notice.object." + name),
                words.say("notice.object." + name + "Hint"),
                problems.stream()
                        .filter(p -> p.field().equals(name))
                        .map(Problem::text)
                        .findFirst()
                        .orElse(""),
                required,
                true,
                input);
    }

    private static String typed(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getParameter(name)).orElse("");
    }

    @PostMapping("/notices/{posting}/objections")
    Page object(
            HttpServletRequest request,
            @PathVariable UUID community,
            @PathVariable UUID posting,
            @RequestParam(defaultValue = "") String content,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String contact) {
        Words words = words(request);
        Areas.Named here = here(community);
        Optional<PublicNotices.Public> found =
                notices.running(community, posting, words.language()).filter(PublicNotices.Public::objections);
        if (found.isEmpty()) {
            return gone(request, here, words);
        }
        PublicNotices.Public notice = found.get();
        List<Problem> problems = new ArrayList<>();
        if (content.isBlank()) {
            problems.add(new Problem("content", words.say("notice.object.empty")));
        }
        if (content.length() > LONGEST || name.length() > LONGEST || contact.length() > LONGEST) {
            problems.add(new Problem("content", words.say("open.tooLong", LONGEST)));
        }
        if (problems.isEmpty()) {
            sender.problem(request, posting.toString(), community, words).ifPresent(problems::add);
        }
        if (!problems.isEmpty()) {
            return page(request, here, notice, words, problems, true);
        }
        return switch (notices.object(community, notice, content, name, contact, words.language())) {
            case PublicNotices.Sent.Taken(String code) ->
                Page.of(
                        "open/sent",
                        frames.open(request, words.language(), words.say("notice.object.sent"), here),
                        new SentPage(
                                words.say("notice.object.sent"),
                                words.say("notice.object.sentLead"),
                                code,
                                new Link(words.say("open.follow"), Doors.following(community)),
                                new Link(notice.text().title(), Doors.notice(community, posting))));
            case PublicNotices.Sent.Refused(var refused) ->
                page(
                        request,
                        here,
                        notice,
                        words,
                        refused.stream()
                                .map(p -> new Problem("", p.says().in(words.language())))
                                .toList(),
                        true);
        };
    }

    @GetMapping("/lists/{rulebook}/{name}")
    Page list(
            HttpServletRequest request,
            @PathVariable UUID community,
            @PathVariable String rulebook,
            @PathVariable String name) {
        Words words = words(request);
        Areas.Named here = here(community);
        Notice notice = notices.standing().stream()
                .filter(n -> n.id().equals(rulebook + "." + name))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        StandingPage page = standing.make(community, notice, words, false);
        return Page.of("notice/list", frames.open(request, words.language(), page.title(), here), page);
    }

    @Override
    public List<OpenPage.Group> of(UUID community, Words words) {
        List<OpenPage.Item> items = new ArrayList<>();
        for (PublicNotices.Public notice : notices.running(community, words.language())) {
            items.add(new OpenPage.Item(
                    new Link(notice.text().title(), Doors.notice(community, notice.id())),
                    words.say("notice.publicUntil", Formats.date(notice.untilOn(), words.language()))));
        }
        List<OpenPage.Item> lists = notices.standing().stream()
                .map(n -> new OpenPage.Item(
                        new Link(n.label().in(words.language()), Doors.list(community, n.id())),
                        words.say("notice.standing")))
                .toList();
        List<OpenPage.Group> groups = new ArrayList<>();
        if (!items.isEmpty()) {
            groups.add(new OpenPage.Group(words.say("notice.title"), items));
        }
        if (!lists.isEmpty()) {
            groups.add(new OpenPage.Group(words.say("notice.standingTitle"), lists));
        }
        return groups;
    }

    @Override
    public Optional<FollowPage.Found> of(UUID community, FollowCodes.Followed followed, Words words) {
        return notices.followed(community, followed.register(), followed.record())
                .map(f -> new FollowPage.Found(
                        words.say("notice.object.to", f.notice().label().in(words.language())),
                        words.say(f.answeredOn().isPresent() ? "notice.object.answered" : "notice.object.waits"),
                        List.of(new FollowPage.Fact(words.say("open.cameOn"), Formats.date(f.on(), words.language()))),
                        f.answeredOn().isPresent() ? f.answer().orElse("") : ""));
    }

    private Areas.Named here(UUID community) {
        return communities.find(community).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static Words words(HttpServletRequest request) {
        return Words.in(ViewerResolver.spoken(request));
    }
}
