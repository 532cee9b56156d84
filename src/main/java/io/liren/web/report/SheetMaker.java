package io.liren.web.report;

import io.liren.access.Viewer;
import io.liren.block.Edition;
import io.liren.calendar.Period;
import io.liren.calendar.PeriodUnit;
import io.liren.calendar.Today;
import io.liren.expression.Type;
import io.liren.register.Registers;
import io.liren.report.Act;
import io.liren.report.Correction;
import io.liren.report.Report;
import io.liren.report.Reports;
import io.liren.report.SealedSheet;
import io.liren.report.Sheet;
import io.liren.report.Sheets;
import io.liren.report.Standing;
import io.liren.web.frame.Addresses;
import io.liren.web.frame.Link;
import io.liren.web.frame.Option;
import io.liren.web.frame.Tag;
import io.liren.web.frame.Titles;
import io.liren.web.frame.Tone;
import io.liren.web.frame.Words;
import io.liren.wording.Formats;
import io.liren.wording.Label;
import io.liren.wording.Language;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the page of a sheet: its numbers, what was done with it, what does not add up, what was corrected. */
final class SheetMaker {
    static final String PLACE = "/reports";
    /** What stands for a number that is kept back. */
    static final String KEPT_BACK = "※";

    private static final int PERIODS = 12;
    private static final int NAMED = 5;

    private final Reports reports;
    private final Sheets sheets;
    private final Edition edition;
    private final Today today;
    private final Registers registers;
    private final Titles titles;

    SheetMaker(Reports reports, Sheets sheets, Edition edition, Today today, Registers registers, Titles titles) {
        this.reports = reports;
        this.sheets = sheets;
        this.edition = edition;
        this.today = today;
        this.registers = registers;
        this.titles = titles;
    }

    static String address(Report report) {
        return PLACE + "/" + report.id().replace('.', '/');
    }

    /** The last period that is over: the one a report is due for. */
    Period last(PeriodUnit unit, Viewer viewer) {
        return Period.containing(unit, viewer.asOf().orElse(today.today())).previous();
    }

    ReportPage page(Viewer viewer, Words words, String community, Report report, Period period) {
        Language language = words.language();
        boolean own = period.unit() == report.every();
        Sheet live = reports.sheet(viewer, report, period);
        Optional<Standing> standing = own && viewer.asOf().isEmpty()
                ? Optional.of(sheets.standing(viewer, report, period))
                : Optional.empty();
        Optional<SealedSheet> prepared = standing.flatMap(Standing::prepared);
        Sheet shown = prepared.map(p -> new Sheet(report, period, p.numbers())).orElse(live);
        boolean sealed = standing.filter(Standing::isSealed).isPresent();
        List<Reports.Checked> checked = reports.checked(viewer, report, period, NAMED);
        List<ReportPage.Row> rows = report.rows().stream()
                .map(r -> row(viewer, words, shown, r.name(), r.label().in(language), checked))
                .toList();
        List<String> columns = new ArrayList<>(List.of(words.say("report.item")));
        report.columns().forEach(c -> columns.add(c.label().in(language)));
        String title = report.label().in(language);
        return new ReportPage(
                title,
                tags(words, checked, standing),
                address(report),
                periods(report, viewer, period, language),
                new Link(
                        period.previous().label(language),
                        address(report) + "?period=" + period.previous().key()),
                next(report, viewer, period, language),
                List.of(
                        new Link(words.say("report.trend"), address(report) + "/trend?period=" + period.key()),
                        new Link(words.say("list.export"), address(report) + "/export.xlsx?period=" + period.key()),
                        new Link("PDF", address(report) + "/export.pdf?period=" + period.key()),
                        new Link("Word", address(report) + "/export.docx?period=" + period.key())),
                standing.map(s -> acts(viewer, words, s)).orElse(List.of()),
                new ReportPage.Sheet(
                        title,
                        community + " · " + period.label(language),
                        seal(words, standing),
                        sealed,
                        columns,
                        rows,
                        report.total()
                                ? row(viewer, words, shown, Report.TOTAL, words.say("report.total"), List.of())
                                : null,
                        signed(standing, Act.PREPARE, report.preparedBy(), "report.prepared", words),
                        signed(standing, Act.REVIEW, report.reviewedBy(), "report.reviewed", words)),
                basis(report, words),
                list(viewer, words, report, period, prepared),
                checks(viewer, words, checked),
                corrections(viewer, words, report, period, standing),
                notes(viewer, words, shown, live, prepared, standing),
                standing.map(s -> way(words, s)).orElse(List.of()));
    }

    /** The list, for whoever may read its register: as it was sealed, else as it is. */
    private ReportPage.@Nullable Listed list(
            Viewer viewer, Words words, Report report, Period period, Optional<SealedSheet> prepared) {
        if (report.list().filter(l -> opens(l.of().register(), viewer)).isEmpty()) {
            return null;
        }
        List<String> heads = new ArrayList<>(List.of(words.say("report.number")));
        report.list().get().columns().forEach(c -> heads.add(c.label().in(words.language())));
        List<List<String>> numbered = new ArrayList<>();
        for (List<String> line : lines(viewer, words, report, period, prepared)) {
            List<String> cells = new ArrayList<>(List.of(Formats.count(numbered.size() + 1, words.language())));
            cells.addAll(line);
            numbered.add(cells);
        }
        return new ReportPage.Listed(heads, numbered);
    }

    /** The lines in words: options by their labels, yes and no. */
    List<List<String>> lines(Viewer viewer, Words words, Report report, Period period, Optional<SealedSheet> prepared) {
        List<Report.Listed> columns = report.list().map(Report.Listing::columns).orElse(List.of());
        List<List<String>> lines =
                prepared.map(SealedSheet::lines).orElseGet(() -> reports.lines(viewer, report, period));
        List<List<String>> said = new ArrayList<>();
        for (List<String> line : lines) {
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < Math.min(line.size(), columns.size()); i++) {
                cells.add(said(words, columns.get(i), line.get(i)));
            }
            said.add(cells);
        }
        return said;
    }

    private String said(Words words, Report.Listed column, String value) {
        if (column.value().type().equals(Type.BOOL)) {
            return value.equals("true")
                    ? words.say("filter.yes")
                    : value.equals("false") ? words.say("filter.no") : value;
        }
        Label option = edition.names().optionLabels(column.value()).get(value);
        return option == null ? value : option.in(words.language());
    }

    // ---- the numbers

    private ReportPage.Row row(
            Viewer viewer, Words words, Sheet sheet, String row, String label, List<Reports.Checked> checked) {
        List<ReportPage.Cell> cells = sheet.report().columns().stream()
                .map(c -> cell(viewer, sheet, row, c))
                .toList();
        Optional<Reports.Checked> broken = checked.stream()
                .filter(c -> !c.holds() && c.row().filter(row::equals).isPresent())
                .findFirst();
        return new ReportPage.Row(
                label,
                cells,
                broken.map(b -> words.say("report.off", text(b.difference().abs())))
                        .orElse(""));
    }

    private ReportPage.Cell cell(Viewer viewer, Sheet sheet, String row, Report.Column column) {
        if (sheet.isHidden(viewer, row, column.name())) {
            return new ReportPage.Cell(KEPT_BACK, "");
        }
        Optional<BigDecimal> number = sheet.number(row, column.name());
        boolean opens = number.filter(n -> n.signum() != 0).isPresent()
                && sheet.report()
                        .register(row, column.name())
                        .filter(r -> opens(r, viewer))
                        .isPresent();
        String unit = column instanceof Report.Column.Ratio ? "%" : "";
        return new ReportPage.Cell(
                number.map(n -> text(n) + unit).orElse("—"),
                opens ? address(sheet.report()) + "/" + sheet.period().key() + "/" + row + "/" + column.name() : "");
    }

    static String text(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /** A number is for everyone; the records behind it are for those who may read their register. */
    boolean opens(String register, Viewer viewer) {
        return registers.find(register).filter(model -> model.opensTo(viewer)).isPresent();
    }

    private List<Option> periods(Report report, Viewer viewer, Period chosen, Language language) {
        List<Option> options = new ArrayList<>();
        for (PeriodUnit unit :
                Stream.concat(Stream.of(report.every()), report.also().stream()).toList()) {
            Period period = Period.containing(unit, viewer.asOf().orElse(today.today()));
            for (int i = 0; i < PERIODS; i++) {
                options.add(new Option(period.key(), period.label(language), period.equals(chosen)));
                period = period.previous();
            }
        }
        if (options.stream().noneMatch(Option::chosen)) {
            options.add(new Option(chosen.key(), chosen.label(language), true));
        }
        return options;
    }

    private @Nullable Link next(Report report, Viewer viewer, Period chosen, Language language) {
        Period present = Period.containing(chosen.unit(), viewer.asOf().orElse(today.today()));
        return chosen.start().isBefore(present.start())
                ? new Link(
                        chosen.next().label(language),
                        address(report) + "?period=" + chosen.next().key())
                : null;
    }

    // ---- where the sheet stands

    private static String seal(Words words, Optional<Standing> standing) {
        Optional<Act> last = standing.flatMap(Standing::last);
        return last.map(act -> switch (act) {
                    case PREPARE -> words.say("report.seal.prepared");
                    case REVIEW -> words.say("report.closed");
                    case SEND -> words.say("report.seal.sent");
                    case RECEIVE -> words.say("report.seal.received");
                    case RETURN -> words.say("report.seal.returned");
                })
                .orElse(words.say("report.open"));
    }

    private String signed(Optional<Standing> standing, Act act, Optional<String> post, String key, Words words) {
        Optional<Standing.Taken> taken = standing.filter(s -> s.prepared().isPresent())
                .flatMap(s -> s.last(act))
                .filter(t -> act == Act.PREPARE || standing.get().isSealed());
        if (taken.isPresent()) {
            return words.say(
                    key,
                    taken.get().name() + " " + Formats.shortDate(taken.get().on(), words.language()));
        }
        return post.map(p -> words.say(key, edition.names().postLabel(p).in(words.language())))
                .orElse("");
    }

    /** What the reader may do now: what may follow, by the posts that may. */
    private List<ReportPage.Doing> acts(Viewer viewer, Words words, Standing standing) {
        List<ReportPage.Doing> acts = new ArrayList<>();
        if (standing.period().end().isBefore(today.today())) {
            for (Act act : sheets.possible(viewer, standing)) {
                acts.add(new ReportPage.Doing(
                        words.say("report.do." + act.word()),
                        address(standing.report()) + "/" + standing.period().key() + "/acts",
                        act.word(),
                        act == Act.RETURN,
                        act != Act.RETURN,
                        words.say("report.hint." + act.word())));
            }
        }
        return acts;
    }

    private static List<ReportPage.Done> way(Words words, Standing standing) {
        return standing.taken().stream()
                .map(t -> new ReportPage.Done(
                        t.act().label().in(words.language()),
                        Formats.date(t.on(), words.language()),
                        t.name(),
                        t.reason()))
                .toList();
    }

    private static List<Tag> tags(Words words, List<Reports.Checked> checked, Optional<Standing> standing) {
        List<Tag> tags = new ArrayList<>();
        long broken = checked.stream().filter(c -> !c.holds()).count();
        if (checked.size() > broken) {
            tags.add(new Tag(words.say("report.adds", checked.size() - broken), Tone.MET));
        }
        if (broken > 0) {
            tags.add(new Tag(words.say("report.addsNot", broken), Tone.OVERDUE));
        }
        standing.filter(s -> s.last().filter(a -> a == Act.RETURN).isPresent())
                .ifPresent(s -> tags.add(new Tag(words.say("report.seal.returned"), Tone.OVERDUE)));
        return tags;
    }

    // ---- beside the sheet

    private List<ReportPage.Note> checks(Viewer viewer, Words words, List<Reports.Checked> checked) {
        List<ReportPage.Note> notes = new ArrayList<>();
        for (Reports.Checked one : checked) {
            String where = one.row()
                    .flatMap(row -> rowLabel(one, row))
                    .map(l -> l.in(words.language()) + ": ")
                    .orElse("");
            String says = where + one.identity().says().in(words.language());
            notes.add(
                    one.holds()
                            ? new ReportPage.Note(new Tag(says, Tone.MET), words.say("report.holds"), List.of())
                            : new ReportPage.Note(
                                    new Tag(says, Tone.OVERDUE),
                                    words.say(
                                            "report.differs",
                                            text(one.difference().abs())),
                                    records(viewer, one.records())));
        }
        return notes;
    }

    private Optional<Label> rowLabel(Reports.Checked checked, String row) {
        return reports.find(checked.identity().terms().getFirst().report()).flatMap(r -> r.rowLabel(row));
    }

    private List<Link> records(Viewer viewer, Map<String, List<UUID>> records) {
        List<Link> links = new ArrayList<>();
        records.forEach((register, ids) -> {
            if (opens(register, viewer)) {
                Map<UUID, String> names = titles.of(viewer, register, ids);
                ids.forEach(id -> links.add(new Link(names.getOrDefault(id, "…"), Addresses.record(register, id))));
            }
        });
        return links;
    }

    private List<ReportPage.Note> corrections(
            Viewer viewer, Words words, Report report, Period period, Optional<Standing> standing) {
        if (standing.isEmpty()) {
            return List.of();
        }
        // Sealed, the sheet carries what went up with it; open, what would go up now.
        List<Correction> carried = standing.get()
                .prepared()
                .map(SealedSheet::corrections)
                .orElseGet(() -> sheets.corrections(viewer, report, period));
        List<Correction> all = new ArrayList<>(carried);
        if (standing.get().isSealed()) {
            sheets.corrections(viewer, report, period.next()).stream()
                    .filter(c -> c.period().equals(period))
                    .forEach(all::add);
        }
        return all.stream()
                .map(c -> correction(viewer, words, report, c, period))
                .toList();
    }

    private ReportPage.Note correction(Viewer viewer, Words words, Report report, Correction correction, Period shown) {
        Language language = words.language();
        String cell = report.rowLabel(correction.row()).map(l -> l.in(language)).orElse(words.say("report.total"))
                + " · "
                + report.columnLabel(correction.column())
                        .map(l -> l.in(language))
                        .orElse(correction.column());
        List<Link> links = new ArrayList<>();
        correction.records().stream().limit(NAMED).forEach(r -> {
            if (opens(r.register(), viewer)) {
                String name =
                        titles.of(viewer, r.register(), List.of(r.record())).getOrDefault(r.record(), "…");
                links.add(new Link(
                        words.say("report.changed", name, text(r.was()), text(r.now())),
                        Addresses.record(r.register(), r.record())));
            }
        });
        return new ReportPage.Note(
                new Tag(
                        (correction.period().equals(shown)
                                        ? ""
                                        : correction.period().label(language) + " ")
                                + cell,
                        Tone.OPEN),
                words.say("report.corrected", text(correction.was()), text(correction.now())),
                links);
    }

    private static List<ReportPage.Note> notes(
            Viewer viewer,
            Words words,
            Sheet shown,
            Sheet live,
            Optional<SealedSheet> prepared,
            Optional<Standing> standing) {
        List<ReportPage.Note> notes = new ArrayList<>();
        Report report = shown.report();
        boolean hidden = Stream.concat(report.rows().stream().map(Report.Row::name), Stream.of(Report.TOTAL))
                .anyMatch(r -> report.columns().stream().anyMatch(c -> shown.isHidden(viewer, r, c.name())));
        if (hidden) {
            notes.add(new ReportPage.Note(
                    new Tag(
                            words.say(
                                    "report.keptBack",
                                    report.hide().map(Report.Hide::under).orElse(0)),
                            Tone.PLAIN),
                    words.say("report.keptBackWhy"),
                    List.of()));
        }
        prepared.filter(p -> standing.filter(Standing::isSealed).isEmpty()
                        && !live.numbers().equals(shown.numbers()))
                .ifPresent(p -> notes.add(new ReportPage.Note(
                        new Tag(words.say("report.moved"), Tone.OPEN), words.say("report.movedWhy"), List.of())));
        prepared.filter(p -> !p.signature().isEmpty())
                .ifPresent(p -> notes.add(new ReportPage.Note(
                        new Tag(words.say("report.signed"), Tone.MET),
                        words.say("report.signedHow", p.digest().substring(0, 16), p.position(), p.rulebook()),
                        List.of())));
        return notes;
    }

    static String basis(Report report, Words words) {
        Language language = words.language();
        StringBuilder basis =
                new StringBuilder(words.say("report.basis", report.basis().in(language)));
        report.admission().ifPresent(a -> basis.append(" · ").append(words.say("report.admission", a.in(language))));
        report.to().ifPresent(to -> basis.append(" · ").append(words.say("report.to", to.in(language))));
        report.dueDays().ifPresent(days -> basis.append(" · ").append(words.say("report.due", days)));
        return basis.toString();
    }
}
