package io.liren.web.organisation;

import io.liren.access.Viewer;
import io.liren.appraisal.Appraisals;
import io.liren.block.Edition;
import io.liren.calendar.Today;
import io.liren.derivation.Derivations;
import io.liren.fund.Funds;
import io.liren.plan.Plan;
import io.liren.plan.Plans;
import io.liren.register.EntryOptions;
import io.liren.register.Facts;
import io.liren.register.Outcome;
import io.liren.register.Records;
import io.liren.web.frame.Addresses;
import io.liren.web.frame.FrameMaker;
import io.liren.web.frame.Page;
import io.liren.web.frame.Titles;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** How organisations work (组织工作): the overview, plans, funds, dues, appraisals, the calendar, minutes. */
@Controller
class OrganisationController {
    private final Edition edition;
    private final Facts facts;
    private final Titles titles;
    private final Today today;
    private final FrameMaker frames;
    private final OverviewMaker overview;
    private final Plans plans;
    private final PlanMaker planMaker;
    private final Funds funds;
    private final FundMaker fundMaker;
    private final DuesMaker duesMaker;
    private final Appraisals appraisals;
    private final AppraisalMaker appraisalMaker;
    private final CalendarMaker calendar;
    private final MinutesMaker minutes;

    OrganisationController(
            Edition edition,
            Facts facts,
            Records records,
            Derivations derivations,
            Titles titles,
            Today today,
            FrameMaker frames) {
        this.edition = edition;
        this.facts = facts;
        this.titles = titles;
        this.today = today;
        this.frames = frames;
        this.plans = new Plans(records, edition, today);
        this.planMaker = new PlanMaker(plans, records);
        this.funds = new Funds(records, edition, today);
        this.fundMaker = new FundMaker(funds, edition, derivations, records);
        this.duesMaker = new DuesMaker(edition, derivations);
        this.appraisals = new Appraisals(records, edition, today);
        this.appraisalMaker = new AppraisalMaker(appraisals, records);
        this.calendar = new CalendarMaker(edition, records);
        this.minutes = new MinutesMaker(edition, records);
        this.overview = new OverviewMaker(edition, records, plans, funds, appraisals);
    }

    private Call call(Viewer viewer) {
        return new Call(viewer, frames.words(viewer), viewer.asOf().orElse(today.today()), titles);
    }

    private Page page(HttpServletRequest request, Viewer viewer, Board board) {
        Page page =
                Page.of("organisation/board", frames.frame(request, viewer, board.title(), Call.ORGANISATIONS), board);
        return board.problems().isEmpty() ? page : page.status(HttpStatus.UNPROCESSABLE_CONTENT.value());
    }

    private static ResponseStatusException missing() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }

    private static String id(String rulebook, String name) {
        return rulebook + "." + name;
    }

    @GetMapping(Call.ORGANISATIONS)
    Page overview(HttpServletRequest request, Viewer viewer) {
        return page(request, viewer, overview.make(call(viewer)));
    }

    @GetMapping(Call.CALENDAR)
    Page calendar(HttpServletRequest request, Viewer viewer, @RequestParam(defaultValue = "") String month) {
        Call call = call(viewer);
        CalendarPage page = calendar.make(call, month(month).orElse(YearMonth.from(call.day())));
        return Page.of("organisation/calendar", frames.frame(request, viewer, page.title(), Call.ORGANISATIONS), page);
    }

    private static Optional<YearMonth> month(String written) {
        try {
            return Optional.of(YearMonth.parse(written));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static LocalDate day(String written, LocalDate otherwise) {
        try {
            return LocalDate.parse(written);
        } catch (DateTimeParseException e) {
            return otherwise;
        }
    }

    @GetMapping("/funds/{rulebook}/{name}/{account}")
    Page fund(
            HttpServletRequest request,
            Viewer viewer,
            @PathVariable String rulebook,
            @PathVariable String name,
            @PathVariable UUID account,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String until) {
        Call call = call(viewer);
        LocalDate last = day(until, call.day());
        LocalDate first = day(from, last.withDayOfYear(1));
        return page(
                request,
                viewer,
                fundMaker.make(
                        call,
                        funds.find(viewer, id(rulebook, name)).orElseThrow(OrganisationController::missing),
                        account,
                        first.isAfter(last) ? last : first,
                        last));
    }

    @GetMapping("/dues/{rulebook}/{name}")
    Page dues(
            HttpServletRequest request,
            Viewer viewer,
            @PathVariable String rulebook,
            @PathVariable String name,
            @RequestParam(defaultValue = "") String period) {
        Call call = call(viewer);
        return page(
                request,
                viewer,
                overview.dues(call, edition).stream()
                        .filter(d -> d.id().equals(id(rulebook, name)))
                        .findFirst()
                        .map(d -> duesMaker.make(call, d, DuesMaker.quarter(call, period)))
                        .orElseThrow(OrganisationController::missing));
    }

    @GetMapping("/appraisals/{rulebook}/{name}/{sheet}")
    Page appraisal(
            HttpServletRequest request,
            Viewer viewer,
            @PathVariable String rulebook,
            @PathVariable String name,
            @PathVariable UUID sheet) {
        return page(
                request,
                viewer,
                appraisals
                        .find(viewer, id(rulebook, name))
                        .flatMap(a -> appraisalMaker.make(call(viewer), a, sheet))
                        .orElseThrow(OrganisationController::missing));
    }

    @GetMapping("/plans/{rulebook}/{name}/{record}")
    Page plan(
            HttpServletRequest request,
            Viewer viewer,
            @PathVariable String rulebook,
            @PathVariable String name,
            @PathVariable UUID record) {
        return plan(request, viewer, find(viewer, rulebook, name), record, List.of(), "");
    }

    private Plan find(Viewer viewer, String rulebook, String name) {
        return plans.find(viewer, id(rulebook, name)).orElseThrow(OrganisationController::missing);
    }

    private Page plan(
            HttpServletRequest request, Viewer viewer, Plan plan, UUID record, List<String> problems, String written) {
        return page(
                request,
                viewer,
                planMaker
                        .make(call(viewer), plan, record, problems, written)
                        .orElseThrow(OrganisationController::missing));
    }

    /** Keeps the summary as people have put it right. */
    @PostMapping("/plans/{rulebook}/{name}/{record}/summary")
    @Nullable
    Page summary(
            HttpServletRequest request,
            HttpServletResponse response,
            Viewer viewer,
            @PathVariable String rulebook,
            @PathVariable String name,
            @PathVariable UUID record,
            @RequestParam(name = PlanMaker.TEXT, defaultValue = "") String text) {
        Plan plan = find(viewer, rulebook, name);
        Plan.Summary summary = plan.summary().orElseThrow(OrganisationController::missing);
        Call call = call(viewer);
        int year = planMaker.year(call, plan, record).orElseThrow(OrganisationController::missing);
        Outcome outcome = facts.enter(
                viewer, summary.register(), planMaker.summary(call, plan, record, year, text), EntryOptions.none());
        return switch (outcome) {
            case Outcome.Entered entered -> {
                Sending.on(
                        request, response, Addresses.record(summary.register(), entered.id()), call.say("plan.saved"));
                yield null;
            }
            case Outcome.Refused(var problems) ->
                plan(
                        request,
                        viewer,
                        plan,
                        record,
                        problems.stream().map(p -> p.says().in(call.language())).toList(),
                        text);
            case Outcome.Conflict conflict -> throw new IllegalStateException("a new record has no conflict");
        };
    }

    @GetMapping("/minutes/{rulebook}/{register}/{meeting}")
    Page minutes(
            HttpServletRequest request,
            Viewer viewer,
            @PathVariable String rulebook,
            @PathVariable String register,
            @PathVariable UUID meeting) {
        MinutesPage page = minutes.make(call(viewer), id(rulebook, register), meeting)
                .orElseThrow(OrganisationController::missing);
        return Page.of("organisation/minutes", frames.frame(request, viewer, page.title(), Call.ORGANISATIONS), page);
    }
}
