package io.liren.web.report;

import io.liren.access.Viewer;
import io.liren.block.Edition;
import io.liren.calendar.Period;
import io.liren.calendar.Today;
import io.liren.demand.Demand;
import io.liren.exchange.TableFile;
import io.liren.register.Outcome;
import io.liren.register.Problem;
import io.liren.register.Registers;
import io.liren.report.Act;
import io.liren.report.Report;
import io.liren.report.Reports;
import io.liren.report.SealedSheet;
import io.liren.report.Sheet;
import io.liren.report.Sheets;
import io.liren.report.Standing;
import io.liren.rulebook.Rulebook;
import io.liren.sample.Sample;
import io.liren.sample.Samples;
import io.liren.web.frame.Addresses;
import io.liren.web.frame.Answering;
import io.liren.web.frame.Frame;
import io.liren.web.frame.FrameMaker;
import io.liren.web.frame.Link;
import io.liren.web.frame.Page;
import io.liren.web.frame.Tag;
import io.liren.web.frame.Titles;
import io.liren.web.frame.Tone;
import io.liren.web.frame.Words;
import io.liren.web.list.ListPage;
import io.liren.wording.Language;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Reports (报表): the sheet of a period, what is done with it, and the records behind each of its numbers. */
@Controller
class ReportController {
    private static final String PLACE = SheetMaker.PLACE;
    private static final int MOST = 500;

    private final Reports reports;
    private final Sheets sheets;
    private final Samples samples;
    private final Edition edition;
    private final Titles titles;
    private final FrameMaker frames;
    private final SheetMaker maker;
    private final Registers registers;

    ReportController(
            Reports reports,
            Sheets sheets,
            Samples samples,
            Edition edition,
            Today today,
            Registers registers,
            Titles titles,
            FrameMaker frames) {
        this.reports = reports;
        this.sheets = sheets;
        this.samples = samples;
        this.edition = edition;
        this.titles = titles;
        this.frames = frames;
        this.registers = registers;
        this.maker = new SheetMaker(reports, sheets, edition, today, registers, titles);
    }

    @GetMapping(PLACE)
    Page all(HttpServletRequest request, Viewer viewer) {
        Words words = frames.words(viewer);
        Language language = viewer.language();
        List<ReportsPage.Group> groups = new ArrayList<>();
        for (Rulebook rulebook : edition.rulebooks()) {
            List<ReportsPage.Entry> entries = reports.all().stream()
                    .filter(r -> r.place().rulebook().equals(rulebook.id()))
                    .map(r -> new ReportsPage.Entry(
                            r.label().in(language),
                            SheetMaker.address(r),
                            words.say("report.every", r.every().label().in(language)),
                            maker.last(r.every(), viewer).label(language),
                            state(viewer, words, r)))
                    .collect(Collectors.toCollection(ArrayList::new));
            samples.all().stream()
                    .filter(s -> s.place().rulebook().equals(rulebook.id()))
                    .map(s -> sample(viewer, words, s))
                    .forEach(entries::add);
            if (!entries.isEmpty()) {
                groups.add(new ReportsPage.Group(rulebook.title().in(language), entries));
            }
        }
        return Page.of(
                "report/all",
                frames.frame(request, viewer, words.say("nav.reports"), PLACE),
                new ReportsPage(words.say("report.lead"), tables(viewer, words), groups));
    }

    private @Nullable Link tables(Viewer viewer, Words words) {
        boolean fills = edition.all(Demand.class).stream()
                .anyMatch(d -> registers.model(d.register()).entrusts(viewer));
        return fills ? new Link(words.say("filling.link"), "/tables") : null;
    }

    private ReportsPage.Entry sample(Viewer viewer, Words words, Sample sample) {
        Language language = viewer.language();
        Period last = maker.last(sample.every(), viewer);
        Samples.Standing standing = samples.standing(viewer, sample, last);
        boolean checked = standing.isDrawn()
                && standing.picks().stream().allMatch(p -> p.finding().isPresent());
        return new ReportsPage.Entry(
                sample.label().in(language),
                Addresses.sample(sample.id(), ""),
                words.say("report.every", sample.every().label().in(language)),
                last.label(language),
                checked
                        ? new Tag(words.say("sample.state.done"), Tone.MET)
                        : new Tag(
                                words.say(standing.isDrawn() ? "sample.state.drawn" : "sample.state.notDrawn"),
                                Tone.OPEN));
    }

    private Tag state(Viewer viewer, Words words, Report report) {
        Standing standing = sheets.standing(viewer, report, maker.last(report.every(), viewer));
        return standing.last()
                .map(act -> switch (act) {
                    case PREPARE -> new Tag(words.say("report.seal.prepared"), Tone.OPEN);
                    case REVIEW -> new Tag(words.say("report.closed"), Tone.MET);
                    case SEND -> new Tag(words.say("report.seal.sent"), Tone.MET);
                    case RECEIVE -> new Tag(words.say("report.seal.received"), Tone.MET);
                    case RETURN -> new Tag(words.say("report.seal.returned"), Tone.OVERDUE);
                })
                .orElse(new Tag(words.say("report.open"), Tone.OPEN));
    }

    private Report found(String rulebook, String report) {
        return reports.find(rulebook + "." + report)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private Period period(Report report, String key, Viewer viewer) {
        return Period.read(key)
                .filter(p -> p.unit() == report.every() || report.also().contains(p.unit()))
                .orElseGet(() -> maker.last(report.every(), viewer));
    }

    @GetMapping(PLACE + "/{rulebook}/{name}")
    Page one(
            HttpServletRequest request,
            Viewer viewer,
            @PathVariable String rulebook,
            @PathVariable String name,
            @RequestParam(defaultValue = "") String period) {
        Words words = frames.words(viewer);
        Report report = found(rulebook, name);
        Frame frame = frames.frame(request, viewer, report.label().in(viewer.language()), PLACE);
        return Page.of(
                "report/page",
                frame,
                maker.page(viewer, words, frame.community(), report, period(report, period, viewer)));
    }

    @PostMapping(PLACE + "/{rulebook}/{name}/{period}/acts")
    String act(
            HttpServletRequest request,
            Viewer viewer,
            @PathVariable String rulebook,
            @PathVariable String name,
            @PathVariable String period,
            @RequestParam String act,
            @RequestParam(defaultValue = "") String reason) {
        Report report = found(rulebook, name);
        Period chosen = period(report, period, viewer);
        Act wanted = Arrays.stream(Act.values())
                .filter(a -> a.word().equals(act))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        Words words = frames.words(viewer);
        String says = switch (sheets.act(viewer, report, chosen, wanted, reason)) {
            case Outcome.Entered entered -> words.say("report.done." + act);
            case Outcome.Refused(List<Problem> problems) ->
                words.say(
                        "report.refused",
                        problems.stream()
                                .map(p -> p.says().in(viewer.language()))
                                .distinct()
                                .collect(Collectors.joining(" ")));
            case Outcome.Conflict conflict -> words.say("report.refused", "");
        };
        FrameMaker.flash(request, says, null);
        return "redirect:" + SheetMaker.address(report) + "?period=" + chosen.key();
    }

    @GetMapping(PLACE + "/{rulebook}/{name}/trend")
    Page trend(
            HttpServletRequest request,
            Viewer viewer,
            @PathVariable String rulebook,
            @PathVariable String name,
            @RequestParam(defaultValue = "") String period,
            @RequestParam(defaultValue = "") String row) {
        Words words = frames.words(viewer);
        Report report = found(rulebook, name);
        TrendPage page = new TrendMaker(reports).page(viewer, words, report, period(report, period, viewer), row);
        return Page.of("report/trend", frames.frame(request, viewer, page.title(), PLACE), page);
    }

    @GetMapping(PLACE + "/{rulebook}/{name}/export.{ending:xlsx|pdf|docx}")
    void export(
            HttpServletResponse response,
            Viewer viewer,
            @PathVariable String rulebook,
            @PathVariable String name,
            @PathVariable String ending,
            @RequestParam(defaultValue = "") String period)
            throws IOException {
        TableFile file = TableFile.ending(ending).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        Words words = frames.words(viewer);
        Language language = viewer.language();
        Report report = found(rulebook, name);
        Period chosen = period(report, period, viewer);
        Optional<SealedSheet> kept =
                chosen.unit() == report.every() && viewer.asOf().isEmpty()
                        ? sheets.standing(viewer, report, chosen).prepared()
                        : Optional.empty();
        Sheet numbers = kept.map(k -> new Sheet(report, chosen, k.numbers()))
                .orElseGet(() -> reports.sheet(viewer, report, chosen));
        String title = report.label().in(language) + " " + chosen.label(language);
        List<String> heads = new ArrayList<>();
        heads.add(words.say("report.item"));
        report.columns().forEach(c -> heads.add(c.label().in(language)));
        Answering.asFile(response, title + "." + ending, file.mediaType());
        List<String> under = List.of(SheetMaker.basis(report, words));
        file.write(response.getOutputStream(), title, under, heads, language, lines -> {
            for (var row : report.rows()) {
                lines.line(line(viewer, numbers, row.name(), row.label().in(language)));
            }
            if (report.total()) {
                lines.line(line(viewer, numbers, Report.TOTAL, words.say("report.total")));
            }
            List<Report.Listed> listed = report.list()
                    .filter(l -> maker.opens(l.of().register(), viewer))
                    .map(Report.Listing::columns)
                    .orElse(List.of());
            if (!listed.isEmpty()) {
                lines.line(List.copyOf(
                        listed.stream().map(c -> c.label().in(language)).toList()));
                for (List<String> line : maker.lines(viewer, words, report, chosen, kept)) {
                    lines.line(List.copyOf(line));
                }
            }
            if (file == TableFile.XLSX) {
                lines.line(List.of(SheetMaker.basis(report, words)));
            }
        });
    }

    private static List<@Nullable Object> line(Viewer viewer, Sheet sheet, String row, String label) {
        List<@Nullable Object> line = new ArrayList<>();
        line.add(label);
        sheet.report()
                .columns()
                .forEach(c -> line.add(
                        sheet.isHidden(viewer, row, c.name())
                                ? SheetMaker.KEPT_BACK
                                : sheet.number(row, c.name()).orElse(null)));
        return line;
    }

    @GetMapping(PLACE + "/{rulebook}/{name}/{period}/{row}/{column}")
    Page cell(
            HttpServletRequest request,
            Viewer viewer,
            @PathVariable String rulebook,
            @PathVariable String name,
            @PathVariable String period,
            @PathVariable String row,
            @PathVariable String column) {
        Words words = frames.words(viewer);
        Language language = viewer.language();
        Report report = found(rulebook, name);
        String register =
                report.register(row, column).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        if (!maker.opens(register, viewer)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        Period chosen = period(report, period, viewer);
        Optional<SealedSheet> kept =
                chosen.unit() == report.every() && viewer.asOf().isEmpty()
                        ? sheets.standing(viewer, report, chosen).prepared()
                        : Optional.empty();
        List<UUID> ids = kept.map(k -> reports.records(viewer, report, chosen, row, column, MOST, k.preparedAt()))
                .orElseGet(() -> reports.records(viewer, report, chosen, row, column, MOST));
        String rowLabel = report.rowLabel(row).map(l -> l.in(language)).orElse(words.say("report.total"));
        String columnLabel = report.columnLabel(column).map(l -> l.in(language)).orElse(column);
        Map<UUID, String> names = titles.of(viewer, register, ids);
        String title = report.label().in(language) + " · " + chosen.label(language);
        ListPage page = new ListPage(
                rowLabel + " · " + columnLabel,
                kept.isPresent() ? title + " · " + words.say("report.asOfClose") : title,
                SheetMaker.address(report),
                null,
                List.of(new ListPage.Action(
                        words.say("report.back"), SheetMaker.address(report) + "?period=" + chosen.key(), false)),
                new ListPage.Search("", List.of()),
                List.of(),
                words.say("list.count", ids.size()),
                List.of(),
                null,
                List.of(new ListPage.Column(
                        edition.names().label(register).in(language), false, false, "", ListPage.Order.NONE)),
                ids.stream()
                        .map(id -> new ListPage.Row(
                                Addresses.record(register, id),
                                List.of(new ListPage.Cell(names.getOrDefault(id, "…"), Tone.PLAIN))))
                        .toList(),
                List.of(),
                new ListPage.Pages("", null, null),
                words.say("list.empty"));
        return Page.of("list/page", frames.frame(request, viewer, title, PLACE), page);
    }
}
