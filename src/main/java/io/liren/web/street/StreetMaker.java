package io.liren.web.street;

import io.liren.access.Overseers;
import io.liren.access.Viewer;
import io.liren.block.Edition;
import io.liren.calendar.Period;
import io.liren.calendar.Today;
import io.liren.report.Act;
import io.liren.report.Report;
import io.liren.report.Reports;
import io.liren.report.SealedSheet;
import io.liren.report.Sheet;
import io.liren.report.Sheets;
import io.liren.report.Standing;
import io.liren.rulebook.Rulebook;
import io.liren.web.frame.Link;
import io.liren.web.frame.Tag;
import io.liren.web.frame.Tone;
import io.liren.web.frame.Words;
import io.liren.wording.Formats;
import io.liren.wording.Language;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes what the office above sees. Each community's sheets are read in a transaction of that community's own, so that
 * row-level security holds for this way as for any other.
 */
final class StreetMaker {
    static final String PLACE = "/street";
    private static final String KEPT_BACK = "※";

    private final Reports reports;
    private final Sheets sheets;
    private final Edition edition;
    private final Today today;

    StreetMaker(Reports reports, Sheets sheets, Edition edition, Today today) {
        this.reports = reports;
        this.sheets = sheets;
        this.edition = edition;
        this.today = today;
    }

    /** Who looks from above: who it is, and where. */
    record Desk(UUID user, String name, Language language, Overseers.Seat seat) {
        /** The same as a viewer of one of its communities; everything else is closed to that post. */
        Viewer in(UUID community) {
            return new Viewer(user, name, community, java.util.Set.of(Overseers.POST), language, Optional.empty());
        }

        String nameOf(Overseers.Area area) {
            return switch (language) {
                case ZH -> area.nameZh();
                case EN -> area.nameEn();
            };
        }
    }

    /** The reports that go up. */
    List<Report> going() {
        return reports.all().stream().filter(r -> r.to().isPresent()).toList();
    }

    Period last(Report report) {
        return Period.containing(report.every(), today.today()).previous();
    }

    StreetPage all(Desk desk, Words words) {
        Language language = words.language();
        List<StreetPage.Group> groups = new ArrayList<>();
        for (Rulebook rulebook : edition.rulebooks()) {
            List<StreetPage.Line> lines = going().stream()
                    .filter(r -> r.place().rulebook().equals(rulebook.id()))
                    .map(r -> line(desk, words, r))
                    .toList();
            if (!lines.isEmpty()) {
                groups.add(new StreetPage.Group(rulebook.title().in(language), lines));
            }
        }
        return new StreetPage(
                desk.nameOf(desk.seat().area()),
                words.say("street.lead", desk.seat().communities().size()),
                desk.seat().communities().stream().map(desk::nameOf).toList(),
                groups);
    }

    private StreetPage.Line line(Desk desk, Words words, Report report) {
        Period period = last(report);
        List<StreetPage.Cell> cells = new ArrayList<>();
        for (Overseers.Area community : desk.seat().communities()) {
            Standing standing = sheets.standing(desk.in(community.id()), report, period);
            cells.add(new StreetPage.Cell(
                    desk.nameOf(community),
                    state(words, standing),
                    isSent(standing) ? address(report, period) + "/" + community.id() : ""));
        }
        return new StreetPage.Line(
                new Link(report.label().in(words.language()), address(report, period)),
                period.label(words.language()),
                cells);
    }

    static String address(Report report, Period period) {
        return PLACE + "/" + report.id().replace('.', '/') + "/" + period.key();
    }

    /** What went up, and was not sent back. */
    static boolean isSent(Standing standing) {
        return standing.prepared().isPresent()
                && standing.last()
                        .filter(a -> a == Act.SEND || a == Act.RECEIVE)
                        .isPresent();
    }

    private Tag state(Words words, Standing standing) {
        Report report = standing.report();
        LocalDate due = standing.period().end().plusDays(report.dueDays().orElse(0));
        if (isSent(standing)) {
            boolean late = report.dueDays().isPresent()
                    && standing.last(Act.SEND).filter(t -> t.on().isAfter(due)).isPresent();
            boolean received = standing.last().filter(a -> a == Act.RECEIVE).isPresent();
            return late
                    ? new Tag(words.say("street.late"), Tone.OPEN)
                    : new Tag(words.say(received ? "report.seal.received" : "report.seal.sent"), Tone.MET);
        }
        if (standing.last().filter(a -> a == Act.RETURN).isPresent()) {
            return new Tag(words.say("report.seal.returned"), Tone.OVERDUE);
        }
        if (report.dueDays().isEmpty()) {
            return new Tag(words.say("street.noDay"), Tone.QUIET);
        }
        return due.isBefore(today.today())
                ? new Tag(words.say("street.missing"), Tone.OVERDUE)
                : new Tag(words.say("street.waiting"), Tone.QUIET);
    }

    /** The sums over the communities that have sent it. */
    SumsPage sums(Desk desk, Words words, Report report, Period period) {
        Language language = words.language();
        Map<UUID, Sheet> sent = new LinkedHashMap<>();
        List<SumsPage.State> states = new ArrayList<>();
        for (Overseers.Area community : desk.seat().communities()) {
            Standing standing = sheets.standing(desk.in(community.id()), report, period);
            boolean is = isSent(standing);
            if (is) {
                standing.prepared().ifPresent(p -> sent.put(community.id(), new Sheet(report, period, p.numbers())));
            }
            states.add(new SumsPage.State(
                    desk.nameOf(community),
                    state(words, standing),
                    standing.last(Act.SEND)
                            .filter(t -> is)
                            .map(t -> Formats.shortDate(t.on(), language))
                            .orElse(""),
                    is ? address(report, period) + "/" + community.id() : ""));
        }
        List<SumsPage.Row> rows = new ArrayList<>();
        report.rows()
                .forEach(r ->
                        rows.add(summed(desk, report, sent, r.name(), r.label().in(language), false)));
        if (report.total()) {
            rows.add(summed(desk, report, sent, Report.TOTAL, words.say("report.total"), true));
        }
        return new SumsPage(
                report.label().in(language),
                words.say(
                        "street.sums",
                        period.label(language),
                        sent.size(),
                        desk.seat().communities().size()),
                new Link(words.say("street.back"), PLACE),
                new Link(period.previous().label(language), address(report, period.previous())),
                period.next().end().isBefore(today.today())
                        ? new Link(period.next().label(language), address(report, period.next()))
                        : null,
                columns(words, report),
                rows,
                report.basis().in(language),
                states,
                List.of(),
                null);
    }

    private static List<String> columns(Words words, Report report) {
        List<String> columns = new ArrayList<>(List.of(words.say("report.item")));
        report.columns().forEach(c -> columns.add(c.label().in(words.language())));
        return columns;
    }

    /** A sum is kept back where just one of its parts is: it could be worked out. Hundredths are not added up. */
    private static SumsPage.Row summed(
            Desk desk, Report report, Map<UUID, Sheet> sent, String row, String label, boolean total) {
        List<String> numbers = new ArrayList<>();
        for (Report.Column column : report.columns()) {
            boolean adds = switch (column) {
                case Report.Column.Measured measured -> true;
                case Report.Column.Difference difference -> true;
                case Report.Column.Ratio ratio -> false;
            };
            long hidden = sent.entrySet().stream()
                    .filter(e -> e.getValue().isHidden(desk.in(e.getKey()), row, column.name()))
                    .count();
            Optional<BigDecimal> sum = sent.values().stream()
                    .flatMap(s -> s.number(row, column.name()).stream())
                    .reduce(BigDecimal::add);
            numbers.add(
                    !adds
                            ? "—"
                            : hidden == 1
                                    ? KEPT_BACK
                                    : sum.map(StreetMaker::text).orElse("—"));
        }
        return new SumsPage.Row(label, numbers, total);
    }

    /** One community's sheet as it was sealed. */
    Optional<SumsPage> one(Desk desk, Words words, Report report, Period period, Overseers.Area community) {
        Viewer viewer = desk.in(community.id());
        Standing standing = sheets.standing(viewer, report, period);
        if (!isSent(standing)) {
            return Optional.empty();
        }
        Language language = words.language();
        SealedSheet sealed = standing.prepared().orElseThrow();
        Sheet sheet = new Sheet(report, period, sealed.numbers());
        List<SumsPage.Row> rows = new ArrayList<>();
        report.rows()
                .forEach(r -> rows.add(row(viewer, sheet, r.name(), r.label().in(language), false)));
        if (report.total()) {
            rows.add(row(viewer, sheet, Report.TOTAL, words.say("report.total"), true));
        }
        boolean open = standing.last().filter(a -> a == Act.SEND).isPresent();
        return Optional.of(new SumsPage(
                report.label().in(language),
                desk.nameOf(community) + " · " + period.label(language),
                new Link(words.say("street.toSums"), address(report, period)),
                null,
                null,
                columns(words, report),
                rows,
                report.basis().in(language),
                standing.taken().stream()
                        .map(t -> new SumsPage.State(
                                t.act().label().in(language),
                                new Tag(Formats.shortDate(t.on(), language), Tone.PLAIN),
                                t.reason(),
                                ""))
                        .toList(),
                sealed.corrections().stream()
                        .map(c -> words.say(
                                "street.correction",
                                c.period().label(language),
                                report.rowLabel(c.row())
                                        .map(l -> l.in(language))
                                        .orElse(words.say("report.total")),
                                report.columnLabel(c.column())
                                        .map(l -> l.in(language))
                                        .orElse(c.column()),
                                text(c.was()),
                                text(c.now())))
                        .toList(),
                open ? new SumsPage.Doing(address(report, period) + "/" + community.id() + "/acts", true) : null));
    }

    private static SumsPage.Row row(Viewer viewer, Sheet sheet, String row, String label, boolean total) {
        return new SumsPage.Row(
                label,
                sheet.report().columns().stream()
                        .map(c -> sheet.isHidden(viewer, row, c.name())
                                ? KEPT_BACK
                                : sheet.number(row, c.name())
                                        .map(StreetMaker::text)
                                        .orElse("—"))
                        .toList(),
                total);
    }

    private static String text(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
