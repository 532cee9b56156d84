package io.liren.web.report;

import io.liren.access.Viewer;
import io.liren.block.Edition;
import io.liren.calendar.Period;
import io.liren.calendar.Today;
import io.liren.exchange.SheetWriter;
import io.liren.register.Registers;
import io.liren.report.Report;
import io.liren.report.Reports;
import io.liren.rulebook.Rulebook;
import io.liren.web.frame.Addresses;
import io.liren.web.frame.Answering;
import io.liren.web.frame.FrameMaker;
import io.liren.web.frame.Link;
import io.liren.web.frame.Option;
import io.liren.web.frame.Page;
import io.liren.web.frame.Tag;
import io.liren.web.frame.Titles;
import io.liren.web.frame.Tone;
import io.liren.web.frame.Words;
import io.liren.web.list.ListPage;
import io.liren.wording.Formats;
import io.liren.wording.Language;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Reports (报表): the sheet of a period, and the records behind each of its numbers. */
@Controller
class ReportController {
    private static final String PLACE = "/reports";
    private static final int PERIODS = 12;
    private static final int MOST = 500;

    private final Reports reports;
    private final Edition edition;
    private final Today today;
    private final Registers registers;
    private final Titles titles;
    private final FrameMaker frames;

    ReportController(
            Reports reports, Edition edition, Today today, Registers registers, Titles titles, FrameMaker frames) {
        this.reports = reports;
        this.edition = edition;
        this.today = today;
        this.registers = registers;
        this.titles = titles;
        this.frames = frames;
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
                            address(r),
                            words.say("report.every", r.every().label().in(language)),
                            last(r, viewer).label(language),
                            new Tag(words.say("report.open"), Tone.OPEN)))
                    .toList();
            if (!entries.isEmpty()) {
                groups.add(new ReportsPage.Group(rulebook.title().in(language), entries));
            }
        }
        return Page.of(
                "report/all",
                frames.frame(request, viewer, words.say("nav.reports"), PLACE),
                new ReportsPage(words.say("report.lead"), groups));
    }

    private static String address(Report report) {
        return PLACE + "/" + report.id().replace('.', '/');
    }

    /** The last period that is over: the one a report is due for. */
    private Period last(Report report, Viewer viewer) {
        LocalDate day = viewer.asOf().orElse(today.today());
        return Period.containing(report.every(), day).previous();
    }

    private Report found(String rulebook, String report) {
        return reports.find(rulebook + "." + report)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private Period period(Report report, String key, Viewer viewer) {
        return Period.read(key).filter(p -> p.unit() == report.every()).orElseGet(() -> last(report, viewer));
    }

    @GetMapping(PLACE + "/{rulebook}/{name}")
    Page one(
            HttpServletRequest request,
            Viewer viewer,
            @PathVariable String rulebook,
            @PathVariable String name,
            @RequestParam(defaultValue = "") String period) {
        Words words = frames.words(viewer);
        Language language = viewer.language();
        Report report = found(rulebook, name);
        Period chosen = period(report, period, viewer);
        Reports.Sheet numbers = reports.sheet(viewer, report, chosen);
        boolean opens = opens(report, viewer);
        List<ReportPage.Row> rows = report.rows().stream()
                .map(r -> row(numbers, r.name(), r.label().in(language), opens))
                .toList();
        ReportPage.Row total = report.total() ? row(numbers, Report.TOTAL, words.say("report.total"), opens) : null;
        List<String> columns = new ArrayList<>();
        columns.add(words.say("report.item"));
        report.columns().forEach(c -> columns.add(c.label().in(language)));
        String title = report.label().in(language);
        String base = address(report) + "?period=";
        Period present = Period.containing(report.every(), viewer.asOf().orElse(today.today()));
        Link next = chosen.start().isBefore(present.start())
                ? new Link(chosen.next().label(language), base + chosen.next().key())
                : null;
        ReportPage page = new ReportPage(
                title,
                List.of(),
                address(report),
                periods(present, chosen, language),
                new Link(
                        chosen.previous().label(language),
                        base + chosen.previous().key()),
                next,
                List.of(new Link(words.say("list.export"), address(report) + "/export.xlsx?period=" + chosen.key())),
                new ReportPage.Sheet(
                        title,
                        chosen.label(language),
                        words.say("report.open"),
                        false,
                        columns,
                        rows,
                        total,
                        post(report.preparedBy(), "report.prepared", words),
                        post(report.reviewedBy(), "report.reviewed", words)),
                basis(report, words),
                List.of(),
                List.of());
        return Page.of("report/page", frames.frame(request, viewer, title, PLACE), page);
    }

    @GetMapping(PLACE + "/{rulebook}/{name}/export.xlsx")
    void export(
            HttpServletResponse response,
            Viewer viewer,
            @PathVariable String rulebook,
            @PathVariable String name,
            @RequestParam(defaultValue = "") String period)
            throws IOException {
        Words words = frames.words(viewer);
        Language language = viewer.language();
        Report report = found(rulebook, name);
        Period chosen = period(report, period, viewer);
        Reports.Sheet numbers = reports.sheet(viewer, report, chosen);
        String title = report.label().in(language) + " " + chosen.label(language);
        List<String> heads = new ArrayList<>();
        heads.add(words.say("report.item"));
        report.columns().forEach(c -> heads.add(c.label().in(language)));
        Answering.asExcel(response, title);
        SheetWriter.write(response.getOutputStream(), title, heads, language, lines -> {
            for (var row : report.rows()) {
                lines.line(line(numbers, row.name(), row.label().in(language)));
            }
            if (report.total()) {
                lines.line(line(numbers, Report.TOTAL, words.say("report.total")));
            }
            lines.line(List.of(basis(report, words)));
        });
    }

    private static List<@Nullable Object> line(Reports.Sheet sheet, String row, String label) {
        List<@Nullable Object> line = new ArrayList<>();
        line.add(label);
        sheet.report()
                .columns()
                .forEach(c -> line.add(sheet.number(row, c.name()).orElse(BigDecimal.ZERO)));
        return line;
    }

    private static List<Option> periods(Period present, Period chosen, Language language) {
        List<Option> options = new ArrayList<>();
        Period period = present;
        for (int i = 0; i < PERIODS; i++) {
            options.add(new Option(period.key(), period.label(language), period.equals(chosen)));
            period = period.previous();
        }
        return options;
    }

    private String post(Optional<String> post, String key, Words words) {
        return post.map(p -> words.say(key, edition.names().postLabel(p).in(words.language())))
                .orElse("");
    }

    private static String basis(Report report, Words words) {
        Language language = words.language();
        StringBuilder basis =
                new StringBuilder(words.say("report.basis", report.basis().in(language)));
        report.to().ifPresent(to -> basis.append(" · ").append(words.say("report.to", to.in(language))));
        report.dueDays().ifPresent(days -> basis.append(" · ").append(words.say("report.due", days)));
        return basis.toString();
    }

    /** A number is for everyone; the records behind it are for those who may read their register. */
    private boolean opens(Report report, Viewer viewer) {
        return registers
                .find(report.of().register())
                .filter(model -> model.opensTo(viewer))
                .isPresent();
    }

    private static ReportPage.Row row(Reports.Sheet sheet, String row, String label, boolean opens) {
        List<ReportPage.Cell> cells = sheet.report().columns().stream()
                .map(c -> {
                    BigDecimal number = sheet.number(row, c.name()).orElse(BigDecimal.ZERO);
                    String text = number.signum() == 0
                            ? "0"
                            : number.stripTrailingZeros().toPlainString();
                    return new ReportPage.Cell(
                            text,
                            number.signum() == 0 || !opens
                                    ? ""
                                    : address(sheet.report()) + "/"
                                            + sheet.period().key() + "/" + row + "/" + c.name());
                })
                .toList();
        return new ReportPage.Row(label, cells, "");
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
        if (!opens(report, viewer)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        Period chosen = period(report, period, viewer);
        String rowLabel = row.equals(Report.TOTAL)
                ? words.say("report.total")
                : report.rows().stream()
                        .filter(r -> r.name().equals(row))
                        .map(r -> r.label().in(language))
                        .findFirst()
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        String columnLabel = report.columns().stream()
                .filter(c -> c.name().equals(column))
                .map(c -> c.label().in(language))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        List<UUID> ids = reports.records(viewer, report, chosen, row, column, MOST);
        String register = report.of().register();
        Map<UUID, String> names = titles.of(viewer, register, ids);
        String title = report.label().in(language) + " · " + chosen.label(language);
        ListPage page = new ListPage(
                rowLabel + " · " + columnLabel,
                title,
                address(report),
                null,
                List.of(new ListPage.Action(
                        words.say("report.back"), address(report) + "?period=" + chosen.key(), false)),
                new ListPage.Search("", List.of()),
                List.of(),
                words.say("list.count", Formats.count(ids.size(), language)),
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
