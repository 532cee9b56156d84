package io.liren.web.chart;

import io.liren.access.Viewer;
import io.liren.register.RegisterModel;
import io.liren.register.Registers;
import io.liren.web.frame.Addresses;
import io.liren.web.frame.FrameMaker;
import io.liren.web.frame.Link;
import io.liren.web.frame.Page;
import io.liren.web.frame.Words;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Charts (图表): open cases by age, duties by clause, people by age and house; and any register by one of its fields. */
@Controller
class ChartController {
    private final ChartMaker maker;
    private final Registers registers;
    private final FrameMaker frames;

    ChartController(ChartMaker maker, Registers registers, FrameMaker frames) {
        this.maker = maker;
        this.registers = registers;
        this.frames = frames;
    }

    @GetMapping("/charts")
    Page all(HttpServletRequest request, Viewer viewer) {
        Words words = frames.words(viewer);
        return Page.of(
                "chart/page",
                frames.frame(request, viewer, words.say("charts.title"), "/reports"),
                new ChartPage(
                        words.say("charts.title"),
                        words.say("charts.lead"),
                        new Link(words.say("report.back"), "/reports"),
                        maker.all(viewer, words),
                        words.say("charts.none")));
    }

    /** The records of a register by one of its fields; those of them for which {@code that} says yes, if it is given. */
    @GetMapping("/registers/{rulebook}/{name}/chart")
    Page one(
            HttpServletRequest request,
            Viewer viewer,
            @PathVariable String rulebook,
            @PathVariable String name,
            @RequestParam(defaultValue = "") String by,
            @RequestParam(defaultValue = "") String that) {
        RegisterModel model = registers
                .find(rulebook + "." + name)
                .filter(m -> m.opensTo(viewer))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        Words words = frames.words(viewer);
        String title = model.label().in(viewer.language());
        List<ChartPage.Chart> charts =
                maker.chart(viewer, words, model, by, that).stream().toList();
        return Page.of(
                "chart/page",
                frames.frame(request, viewer, title, "/registers"),
                new ChartPage(
                        title,
                        words.say("charts.byField"),
                        new Link(words.say("charts.list"), Addresses.register(model.id())),
                        charts.isEmpty()
                                ? List.of()
                                : List.of(new ChartPage.Section(words.say("charts.count"), "", charts)),
                        words.say("charts.none")));
    }
}
