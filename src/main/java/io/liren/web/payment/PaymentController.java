package io.liren.web.payment;

import io.liren.access.Viewer;
import io.liren.block.Edition;
import io.liren.calendar.Period;
import io.liren.calendar.Today;
import io.liren.exchange.SheetWriter;
import io.liren.payment.Difference;
import io.liren.payment.PaymentActs;
import io.liren.payment.PaymentList;
import io.liren.payment.Payments;
import io.liren.payment.Step;
import io.liren.register.Facts;
import io.liren.register.Problem;
import io.liren.register.Records;
import io.liren.web.form.FormPage;
import io.liren.web.frame.Answering;
import io.liren.web.frame.FrameMaker;
import io.liren.web.frame.Page;
import io.liren.web.frame.Titles;
import io.liren.web.frame.Words;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
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

/** Payment lists: the periods, one of them, and what is done with it. */
@Controller
@RequestMapping("/payments")
class PaymentController {
    private static final String PLACE = "/payments";
    private static final String ONE = "/{rulebook}/{name}/{period}";
    private final Payments payments;
    private final PaymentActs acts;
    private final PaymentMaker maker;
    private final FrameMaker frames;

    PaymentController(
            Payments payments,
            Edition edition,
            Facts facts,
            Records records,
            Titles titles,
            Today today,
            FrameMaker frames) {
        this.payments = payments;
        this.acts = new PaymentActs(payments, facts);
        this.maker = new PaymentMaker(payments, edition, records, titles, today);
        this.frames = frames;
    }

    @GetMapping
    Page all(HttpServletRequest request, Viewer viewer) {
        Words words = frames.words(viewer);
        return Page.of(
                "payment/all",
                frames.frame(request, viewer, words.say("payment.title"), PLACE),
                maker.all(viewer, words));
    }

    @GetMapping(ONE)
    Page one(
            HttpServletRequest request,
            Viewer viewer,
            @PathVariable String rulebook,
            @PathVariable String name,
            @PathVariable String period) {
        return page(request, viewer, find(viewer, rulebook, name), period, List.of());
    }

    /** Goes to another period: its address, chosen from a list of them. */
    @GetMapping("/chosen")
    String chosen(@RequestParam String to) {
        return to.matches("/payments/[a-z0-9_/-]+/[0-9A-Z-]+") ? "redirect:" + to : "redirect:" + PLACE;
    }

    @PostMapping(ONE + "/lines")
    Object lines(
            HttpServletRequest request,
            Viewer viewer,
            @PathVariable String rulebook,
            @PathVariable String name,
            @PathVariable String period) {
        PaymentList list = find(viewer, rulebook, name);
        return done(request, viewer, list, period, acts.prepare(viewer, list, period(list, period)));
    }

    @PostMapping(ONE + "/steps")
    Object step(
            HttpServletRequest request,
            Viewer viewer,
            @PathVariable String rulebook,
            @PathVariable String name,
            @PathVariable String period,
            @RequestParam String step,
            @RequestParam(defaultValue = "") String note) {
        PaymentList list = find(viewer, rulebook, name);
        Step taken = Step.of(step).orElseThrow(PaymentController::wrong);
        return done(request, viewer, list, period, acts.step(viewer, list, period(list, period), taken, note));
    }

    @PostMapping(ONE + "/transfers")
    Object transfers(
            HttpServletRequest request,
            Viewer viewer,
            @PathVariable String rulebook,
            @PathVariable String name,
            @PathVariable String period,
            @RequestParam(defaultValue = "") String on,
            @RequestParam(defaultValue = "") String receipt) {
        PaymentList list = find(viewer, rulebook, name);
        return done(
                request,
                viewer,
                list,
                period,
                maker.day(on)
                        .map(day -> acts.paid(viewer, list, period(list, period), day, receipt))
                        .orElseThrow(PaymentController::wrong));
    }

    @PostMapping(ONE + "/reasons")
    Object reason(
            HttpServletRequest request,
            Viewer viewer,
            @PathVariable String rulebook,
            @PathVariable String name,
            @PathVariable String period,
            @RequestParam UUID entitled,
            @RequestParam String kind,
            @RequestParam BigDecimal amount,
            @RequestParam(defaultValue = "") String why) {
        PaymentList list = find(viewer, rulebook, name);
        Difference difference = Difference.of(kind).orElseThrow(PaymentController::wrong);
        return done(
                request,
                viewer,
                list,
                period,
                acts.explain(viewer, list, period(list, period), entitled, difference, amount, why));
    }

    @GetMapping(ONE + "/export.xlsx")
    void export(
            HttpServletResponse response,
            Viewer viewer,
            @PathVariable String rulebook,
            @PathVariable String name,
            @PathVariable String period)
            throws IOException {
        PaymentList list = find(viewer, rulebook, name);
        Words words = frames.words(viewer);
        List<List<@Nullable Object>> lines = maker.lines(viewer, words, list, period(list, period));
        String title = list.label().in(words.language()) + " " + period;
        Answering.asExcel(response, title);
        SheetWriter.write(response.getOutputStream(), title, maker.heads(words), words.language(), sheet -> {
            for (List<@Nullable Object> line : lines) {
                sheet.line(line);
            }
        });
    }

    private Object done(
            HttpServletRequest request, Viewer viewer, PaymentList list, String period, List<Problem> problems) {
        if (problems.isEmpty()) {
            FrameMaker.flash(request, frames.words(viewer).say("flash.entered"), null);
            return "redirect:" + PaymentMaker.address(list, period(list, period));
        }
        return page(request, viewer, list, period, problems);
    }

    private Page page(
            HttpServletRequest request, Viewer viewer, PaymentList list, String period, List<Problem> problems) {
        Words words = frames.words(viewer);
        PaymentPage page = maker.page(
                viewer,
                words,
                list,
                period(list, period),
                problems.stream()
                        .map(p -> new FormPage.Problem("", p.says().in(words.language())))
                        .toList());
        Page made = Page.of("payment/page", frames.frame(request, viewer, page.title(), PLACE), page);
        return problems.isEmpty() ? made : made.status(HttpStatus.UNPROCESSABLE_CONTENT.value());
    }

    private PaymentList find(Viewer viewer, String rulebook, String name) {
        return payments.find(viewer, rulebook + "." + name)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static Period period(PaymentList list, String written) {
        return Period.read(written)
                .filter(p -> p.unit() == list.every() && list.covers(p))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static ResponseStatusException wrong() {
        return new ResponseStatusException(HttpStatus.BAD_REQUEST);
    }
}
