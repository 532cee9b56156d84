package io.liren.web.report;

import io.liren.access.Viewer;
import io.liren.calendar.Period;
import io.liren.report.Report;
import io.liren.report.Reports;
import io.liren.report.Sheet;
import io.liren.web.frame.Link;
import io.liren.web.frame.Option;
import io.liren.web.frame.Words;
import io.liren.wording.Language;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the page of a report's trend: the last twelve periods of a row. */
final class TrendMaker {
    private static final int PERIODS = 12;
    private static final int WIDTH = 600;
    private static final int HEIGHT = 160;
    private static final int GAP = 8;

    private final Reports reports;

    TrendMaker(Reports reports) {
        this.reports = reports;
    }

    TrendPage page(Viewer viewer, Words words, Report report, Period last, String asked) {
        Language language = words.language();
        String row = report.rows().stream()
                .map(Report.Row::name)
                .filter(asked::equals)
                .findFirst()
                .orElse(report.total() ? Report.TOTAL : report.rows().getFirst().name());
        List<Sheet> sheets = new ArrayList<>();
        Period period = last;
        for (int i = 0; i < PERIODS; i++) {
            sheets.addFirst(reports.sheet(viewer, report, period));
            period = period.previous();
        }
        List<Option> rows = new ArrayList<>();
        if (report.total()) {
            rows.add(new Option(Report.TOTAL, words.say("report.total"), row.equals(Report.TOTAL)));
        }
        report.rows()
                .forEach(r -> rows.add(
                        new Option(r.name(), r.label().in(language), r.name().equals(row))));
        String rowLabel = report.rowLabel(row).map(l -> l.in(language)).orElse(words.say("report.total"));
        List<String> heads = new ArrayList<>(List.of(words.say("report.period")));
        report.columns().forEach(c -> heads.add(c.label().in(language)));
        return new TrendPage(
                report.label().in(language),
                words.say("report.trendLead", rowLabel),
                new Link(words.say("report.back"), SheetMaker.address(report) + "?period=" + last.key()),
                SheetMaker.address(report) + "/trend",
                last.key(),
                rows,
                report.columns().stream()
                        .map(c -> picture(viewer, words, sheets, row, c))
                        .toList(),
                heads,
                sheets.reversed().stream()
                        .map(s -> new TrendPage.Line(
                                s.period().label(language),
                                report.columns().stream()
                                        .map(c -> said(viewer, s, row, c.name()))
                                        .toList()))
                        .toList());
    }

    private static Optional<BigDecimal> number(Viewer viewer, Sheet sheet, String row, String column) {
        return sheet.isHidden(viewer, row, column) ? Optional.empty() : sheet.number(row, column);
    }

    private static String said(Viewer viewer, Sheet sheet, String row, String column) {
        return sheet.isHidden(viewer, row, column)
                ? SheetMaker.KEPT_BACK
                : sheet.number(row, column).map(SheetMaker::text).orElse("—");
    }

    private static TrendPage.Picture picture(
            Viewer viewer, Words words, List<Sheet> sheets, String row, Report.Column column) {
        Language language = words.language();
        BigDecimal most = sheets.stream()
                .flatMap(s -> number(viewer, s, row, column.name()).stream())
                .map(BigDecimal::abs)
                .max(BigDecimal::compareTo)
                .filter(n -> n.signum() > 0)
                .orElse(BigDecimal.ONE);
        int step = WIDTH / sheets.size();
        List<TrendPage.Bar> bars = new ArrayList<>();
        for (int i = 0; i < sheets.size(); i++) {
            Sheet sheet = sheets.get(i);
            int height = number(viewer, sheet, row, column.name())
                    .map(n -> n.abs()
                            .multiply(BigDecimal.valueOf(HEIGHT))
                            .divide(most, 0, RoundingMode.HALF_UP)
                            .intValue())
                    .orElse(0);
            bars.add(new TrendPage.Bar(
                    i * step + GAP / 2,
                    HEIGHT - height,
                    step - GAP,
                    height,
                    i == sheets.size() - 1,
                    sheet.period().label(language) + ": " + said(viewer, sheet, row, column.name())));
        }
        return new TrendPage.Picture(
                column.label().in(language),
                words.say(
                        "report.trendAlt",
                        column.label().in(language),
                        bars.getFirst().says(),
                        bars.getLast().says()),
                SheetMaker.text(most),
                sheets.getFirst().period().label(language),
                sheets.getLast().period().label(language),
                bars);
    }
}
