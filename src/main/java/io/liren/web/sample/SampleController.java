package io.liren.web.sample;

import io.liren.access.Viewer;
import io.liren.block.Edition;
import io.liren.calendar.Period;
import io.liren.calendar.Today;
import io.liren.register.Outcome;
import io.liren.register.Problem;
import io.liren.register.Registers;
import io.liren.sample.Draw;
import io.liren.sample.Sample;
import io.liren.sample.Samples;
import io.liren.web.frame.Addresses;
import io.liren.web.frame.Answering;
import io.liren.web.frame.FrameMaker;
import io.liren.web.frame.Page;
import io.liren.web.frame.Titles;
import io.liren.web.frame.Words;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Samples (抽查): telling the seed and drawing, and the page of a period. */
@Controller
class SampleController {
    private static final String PLACE = "/samples/{rulebook}/{name}";
    private final Samples samples;
    private final SampleMaker maker;
    private final FrameMaker frames;

    SampleController(
            Samples samples, Edition edition, Registers registers, Titles titles, Today today, FrameMaker frames) {
        this.samples = samples;
        this.frames = frames;
        this.maker = new SampleMaker(samples, edition, registers, titles, today);
    }

    private Sample found(String rulebook, String name) {
        return samples.find(rulebook + "." + name).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private Period period(Sample sample, String key, Viewer viewer) {
        return Period.read(key).filter(p -> p.unit() == sample.every()).orElseGet(() -> maker.pressing(viewer, sample));
    }

    @GetMapping(PLACE)
    Page one(
            HttpServletRequest request,
            Viewer viewer,
            @PathVariable String rulebook,
            @PathVariable String name,
            @RequestParam(defaultValue = "") String period) {
        Sample sample = found(rulebook, name);
        Words words = frames.words(viewer);
        return Page.of(
                "sample/page",
                frames.frame(request, viewer, sample.label().in(viewer.language()), "/reports"),
                maker.page(viewer, words, sample, period(sample, period, viewer)));
    }

    @PostMapping(PLACE + "/{period}/seed")
    String seed(
            HttpServletRequest request,
            Viewer viewer,
            @PathVariable String rulebook,
            @PathVariable String name,
            @PathVariable String period) {
        Sample sample = found(rulebook, name);
        Period chosen = period(sample, period, viewer);
        return done(request, viewer, sample, chosen, samples.tell(viewer, sample, chosen), "sample.told");
    }

    @PostMapping(PLACE + "/{period}/draw")
    String draw(
            HttpServletRequest request,
            Viewer viewer,
            @PathVariable String rulebook,
            @PathVariable String name,
            @PathVariable String period) {
        Sample sample = found(rulebook, name);
        Period chosen = period(sample, period, viewer);
        return done(request, viewer, sample, chosen, samples.draw(viewer, sample, chosen), "sample.wasDrawn");
    }

    private String done(
            HttpServletRequest request, Viewer viewer, Sample sample, Period period, Outcome outcome, String key) {
        Words words = frames.words(viewer);
        String says = switch (outcome) {
            case Outcome.Entered entered -> words.say(key);
            case Outcome.Refused refused ->
                words.say(
                        "report.refused",
                        refused.problems().stream()
                                .map(Problem::says)
                                .map(l -> l.in(viewer.language()))
                                .distinct()
                                .collect(Collectors.joining(" ")));
            case Outcome.Conflict conflict -> words.say("report.refused", "");
        };
        FrameMaker.flash(request, says, null);
        return "redirect:" + Addresses.sample(sample.id(), period.key());
    }

    /** All entries in the draw's order, for whoever wants to make the draw elsewhere. */
    @GetMapping(PLACE + "/{period}/order.csv")
    void order(
            HttpServletResponse response,
            Viewer viewer,
            @PathVariable String rulebook,
            @PathVariable String name,
            @PathVariable String period)
            throws IOException {
        Sample sample = found(rulebook, name);
        Period chosen = period(sample, period, viewer);
        Samples.Standing standing = samples.standing(viewer, sample, chosen);
        Samples.Again again =
                samples.again(viewer, standing).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        StringBuilder lines = new StringBuilder("number,register,id,sm3,drawn\n");
        int number = 0;
        for (Draw.Ordered ordered : again.order()) {
            number++;
            lines.append(number)
                    .append(',')
                    .append(ordered.entry().register())
                    .append(',')
                    .append(ordered.entry().id())
                    .append(',')
                    .append(ordered.digest())
                    .append(',')
                    .append(number <= standing.picks().size() ? "yes" : "no")
                    .append('\n');
        }
        response.setContentType("text/csv;charset=UTF-8");
        Answering.asFile(response, sample.place().name() + "-" + chosen.key() + ".csv");
        response.getWriter().write(lines.toString());
    }
}
