package io.liren.web.filling;

import io.liren.access.Viewer;
import io.liren.block.Edition;
import io.liren.calendar.Today;
import io.liren.demand.Demand;
import io.liren.filling.Filling;
import io.liren.paper.BadTemplate;
import io.liren.register.Attachments;
import io.liren.register.Facts;
import io.liren.register.Records;
import io.liren.register.Revealing;
import io.liren.sql.Database;
import io.liren.web.form.FormPage.Problem;
import io.liren.web.frame.Addresses;
import io.liren.web.frame.FrameMaker;
import io.liren.web.frame.Link;
import io.liren.web.frame.Option;
import io.liren.web.frame.Page;
import io.liren.web.frame.Words;
import io.liren.workbook.BadWorkbook;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;

/** Tables that others ask for (填表). */
@Controller
class FillingController {
    private static final String ADDRESS = "/tables";
    private static final int LONGEST_MINUTES = 24 * 60;
    private final Filling filling;
    private final Records records;
    private final Today today;
    private final FrameMaker frames;

    FillingController(
            Database database,
            Edition edition,
            Facts facts,
            Records records,
            Attachments attachments,
            Today today,
            FrameMaker frames) {
        this.filling = new Filling(records, new Revealing(database, records, today), facts, attachments, edition);
        this.records = records;
        this.today = today;
        this.frames = frames;
    }

    @GetMapping(ADDRESS)
    Page ask(HttpServletRequest request, Viewer viewer) {
        return page(request, viewer, demand(viewer, Map.of()), Map.of(), List.of());
    }

    @PostMapping(ADDRESS)
    Object fill(
            HttpServletRequest request,
            Viewer viewer,
            @RequestParam MultipartFile file,
            @RequestParam Map<String, String> sent)
            throws IOException {
        Demand demand = demand(viewer, sent);
        Words words = frames.words(viewer);
        if (file.isEmpty() || sent.getOrDefault("asked-by", "").isBlank()) {
            String missing = words.say(file.isEmpty() ? "import.noFile" : "filling.noOne");
            return page(request, viewer, demand, sent, List.of(missing))
                    .status(HttpStatus.UNPROCESSABLE_CONTENT.value());
        }
        String register = sent.getOrDefault("register", "");
        if (filling.sources(viewer).stream().noneMatch(m -> m.id().equals(register))) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        String name = file.getOriginalFilename();
        try {
            Filling.Result result = filling.fill(
                    viewer,
                    demand,
                    new Filling.Asked(
                            name == null ? "" : name.replaceAll(".*[/\\\\]", ""),
                            file.getBytes(),
                            register,
                            sent.getOrDefault("search", ""),
                            sent.getOrDefault("asked-by", ""),
                            sent.getOrDefault("basis", ""),
                            sent.getOrDefault("purpose", ""),
                            minutes(sent.getOrDefault("began", ""))));
            return switch (result) {
                case Filling.Result.Filled(String requests, var id, int rows, int known, int unknown) -> {
                    FrameMaker.flash(request, words.say("filling.done", rows, known, unknown), null);
                    yield "redirect:" + Addresses.record(requests, id);
                }
                case Filling.Result.Refused(var why) ->
                    page(
                                    request,
                                    viewer,
                                    demand,
                                    sent,
                                    why.stream()
                                            .map(l -> l.in(viewer.language()))
                                            .toList())
                            .status(HttpStatus.UNPROCESSABLE_CONTENT.value());
            };
        } catch (BadWorkbook e) {
            return page(request, viewer, demand, sent, List.of(e.says().in(viewer.language())))
                    .status(HttpStatus.UNPROCESSABLE_CONTENT.value());
        } catch (BadTemplate e) {
            return page(request, viewer, demand, sent, List.of(words.say("filling.badDocument")))
                    .status(HttpStatus.UNPROCESSABLE_CONTENT.value());
        }
    }

    /** From the page's opening to now, begun minutes counting as whole ones. */
    private int minutes(String began) {
        if (!began.matches("\\d{1,12}")) {
            return 1;
        }
        long seconds = today.now().getEpochSecond() - Long.parseLong(began);
        return (int) Math.clamp(seconds / 60 + 1, 1, LONGEST_MINUTES);
    }

    /** The one that was chosen, else the first. */
    private Demand demand(Viewer viewer, Map<String, String> sent) {
        List<Demand> demands = filling.demands(viewer);
        return demands.stream()
                .filter(d -> d.register().equals(sent.get("demand")))
                .findFirst()
                .or(() -> demands.stream().findFirst())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private Page page(
            HttpServletRequest request, Viewer viewer, Demand demand, Map<String, String> sent, List<String> errors) {
        Words words = frames.words(viewer);
        String chosen = sent.getOrDefault("register", "");
        FillingPage page = new FillingPage(
                words.say("filling.title"),
                words.say("filling.lead"),
                ADDRESS,
                sent.getOrDefault("began", "").matches("\\d{1,12}")
                        ? Long.parseLong(sent.getOrDefault("began", ""))
                        : today.now().getEpochSecond(),
                errors.stream().map(e -> new Problem("", e)).toList(),
                filling.demands(viewer).stream()
                        .map(d -> new Option(
                                d.register(),
                                records.registers().model(d.register()).label().in(viewer.language()),
                                d.equals(demand)))
                        .toList(),
                filling.sources(viewer).stream()
                        .map(m -> new Option(m.id(), m.label().in(viewer.language()), m.id().equals(chosen)))
                        .toList(),
                sent.getOrDefault("search", ""),
                sent.getOrDefault("asked-by", ""),
                sent.getOrDefault("basis", ""),
                sent.getOrDefault("purpose", ""),
                new Link(
                        records.registers().model(demand.register()).label().in(viewer.language()),
                        Addresses.register(demand.register())));
        return Page.of("filling/page", frames.frame(request, viewer, page.title(), "/reports"), page);
    }
}
