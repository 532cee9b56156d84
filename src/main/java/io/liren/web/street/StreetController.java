package io.liren.web.street;

import io.liren.access.Accounts;
import io.liren.access.Overseers;
import io.liren.block.Edition;
import io.liren.calendar.Period;
import io.liren.calendar.Today;
import io.liren.register.Outcome;
import io.liren.register.Problem;
import io.liren.report.Act;
import io.liren.report.Report;
import io.liren.report.Reports;
import io.liren.report.Sheets;
import io.liren.web.frame.Frame;
import io.liren.web.frame.FrameMaker;
import io.liren.web.frame.Page;
import io.liren.web.frame.ViewerResolver;
import io.liren.web.frame.Words;
import io.liren.web.signin.Signed;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The desk of the office above (街道): who has sent what, the sums, taking in and returning. */
@Controller
class StreetController {
    private static final String PLACE = StreetMaker.PLACE;

    private final Overseers overseers;
    private final Accounts accounts;
    private final Reports reports;
    private final Sheets sheets;
    private final FrameMaker frames;
    private final StreetMaker maker;

    StreetController(
            Overseers overseers,
            Accounts accounts,
            Reports reports,
            Sheets sheets,
            Edition edition,
            Today today,
            FrameMaker frames) {
        this.overseers = overseers;
        this.accounts = accounts;
        this.reports = reports;
        this.sheets = sheets;
        this.frames = frames;
        this.maker = new StreetMaker(reports, sheets, edition, today);
    }

    private StreetMaker.Desk desk(HttpServletRequest request, Signed signed) {
        Accounts.Account account = accounts.byId(signed.account().id())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.FORBIDDEN));
        return overseers
                .seat(account.id())
                .map(seat -> new StreetMaker.Desk(
                        account.id(),
                        account.name(),
                        ViewerResolver.language(request).orElse(account.language()),
                        seat))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.FORBIDDEN));
    }

    private Frame frame(HttpServletRequest request, StreetMaker.Desk desk, String title) {
        return frames.above(
                request,
                desk.user(),
                desk.name(),
                desk.language(),
                desk.nameOf(desk.seat().area()),
                title);
    }

    @GetMapping(PLACE)
    Page all(HttpServletRequest request, @AuthenticationPrincipal Signed signed) {
        StreetMaker.Desk desk = desk(request, signed);
        Words words = Words.in(desk.language());
        return Page.of("street/all", frame(request, desk, words.say("nav.street")), maker.all(desk, words));
    }

    private Report found(String rulebook, String name) {
        return reports.find(rulebook + "." + name)
                .filter(r -> r.to().isPresent())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static Period period(Report report, String key) {
        return Period.read(key)
                .filter(p -> p.unit() == report.every())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static Overseers.Area community(StreetMaker.Desk desk, UUID id) {
        return desk.seat().communities().stream()
                .filter(c -> c.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    @GetMapping(PLACE + "/{rulebook}/{name}/{period}")
    Page sums(
            HttpServletRequest request,
            @AuthenticationPrincipal Signed signed,
            @PathVariable String rulebook,
            @PathVariable String name,
            @PathVariable String period) {
        StreetMaker.Desk desk = desk(request, signed);
        Report report = found(rulebook, name);
        SumsPage page = maker.sums(desk, Words.in(desk.language()), report, period(report, period));
        return Page.of("street/sums", frame(request, desk, page.title()), page);
    }

    @GetMapping(PLACE + "/{rulebook}/{name}/{period}/{community}")
    Page one(
            HttpServletRequest request,
            @AuthenticationPrincipal Signed signed,
            @PathVariable String rulebook,
            @PathVariable String name,
            @PathVariable String period,
            @PathVariable UUID community) {
        StreetMaker.Desk desk = desk(request, signed);
        Report report = found(rulebook, name);
        SumsPage page = maker.one(
                        desk, Words.in(desk.language()), report, period(report, period), community(desk, community))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return Page.of("street/sums", frame(request, desk, page.title()), page);
    }

    @PostMapping(PLACE + "/{rulebook}/{name}/{period}/{community}/acts")
    String act(
            HttpServletRequest request,
            @AuthenticationPrincipal Signed signed,
            @PathVariable String rulebook,
            @PathVariable String name,
            @PathVariable String period,
            @PathVariable UUID community,
            @RequestParam String act,
            @RequestParam(defaultValue = "") String reason) {
        StreetMaker.Desk desk = desk(request, signed);
        Report report = found(rulebook, name);
        Period chosen = period(report, period);
        Act wanted = act.equals(Act.RECEIVE.word()) ? Act.RECEIVE : Act.RETURN;
        Words words = Words.in(desk.language());
        String says = switch (sheets.act(desk.in(community(desk, community).id()), report, chosen, wanted, reason)) {
            case Outcome.Entered entered -> words.say("report.done." + wanted.word());
            case Outcome.Refused(List<Problem> problems) ->
                words.say(
                        "report.refused",
                        problems.stream()
                                .map(p -> p.says().in(desk.language()))
                                .distinct()
                                .collect(Collectors.joining(" ")));
            case Outcome.Conflict conflict -> words.say("report.refused", "");
        };
        FrameMaker.flash(request, says, null);
        return "redirect:" + StreetMaker.address(report, chosen);
    }
}
