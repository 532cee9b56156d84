package io.liren.app;

import io.liren.access.Viewer;
import io.liren.calendar.FixedToday;
import io.liren.calendar.Period;
import io.liren.calendar.Today;
import io.liren.journal.Signing;
import io.liren.register.Attachments;
import io.liren.register.Facts;
import io.liren.register.Outcome;
import io.liren.report.Act;
import io.liren.report.Report;
import io.liren.report.Sheets;
import io.liren.wording.Label;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Closes the invented community's reports on days gone by, with what was known then: a report, by whom it is prepared and
 * reviewed, from which day on, how many of the last periods are still open, how many days it takes.
 */
final class DemoClosings {
    private final Engine engine;
    private final DemoDescription description;

    DemoClosings(Engine engine, DemoDescription description) {
        this.engine = engine;
        this.description = description;
    }

    /** Closes what some parts say; who is not among the staff closes nothing. */
    void close(Collection<String> parts, Map<String, Viewer> staff) {
        for (String part : parts) {
            Random random = new Random(description.seed(part) + staff.hashCode() % 7);
            for (Map<String, Object> closing : description.closings(part)) {
                Optional<Report> report = engine.reports().find(String.valueOf(closing.get("report")));
                Viewer prepares = staff.get(String.valueOf(closing.get("prepared-by")));
                Viewer reviews = staff.get(String.valueOf(closing.get("reviewed-by")));
                if (report.isEmpty()) {
                    throw new StartFailure(new Label(
                            "示例数据里的报表不存在:" + closing.get("report"),
                            "the demo's data name a report that is not there: " + closing.get("report")));
                }
                if (prepares != null && reviews != null) {
                    close(report.get(), closing, prepares, reviews, random);
                }
            }
        }
    }

    private void close(Report report, Map<String, Object> closing, Viewer prepares, Viewer reviews, Random random) {
        LocalDate now = engine.today().today();
        LocalDate from = LocalDate.parse(String.valueOf(closing.get("from")));
        int open = ((Number) closing.getOrDefault("open", 0)).intValue();
        List<?> days = closing.get("days") instanceof List<?> written ? written : List.of(2, 4);
        List<Period> over = Period.between(report.every(), from, now).stream()
                .filter(p -> p.end().isBefore(now))
                .toList();
        for (Period period : over.subList(0, Math.max(0, over.size() - open))) {
            int first = ((Number) days.getFirst()).intValue();
            int last = ((Number) days.getLast()).intValue();
            LocalDate day = period.end().plusDays(first + random.nextInt(last - first + 1));
            if (!day.isBefore(now)) {
                continue;
            }
            Sheets sheets = sheets(new FixedToday(day, engine.today().zone()));
            done(sheets.act(prepares, report, period, Act.PREPARE, ""), report);
            done(sheets.act(reviews, report, period, Act.REVIEW, ""), report);
            if (report.to().isPresent()) {
                done(sheets.act(prepares, report, period, Act.SEND, ""), report);
            }
        }
    }

    private Sheets sheets(Today then) {
        Facts facts = new Facts(engine.database(), engine.edition(), then, engine.journal(), engine.keys());
        return new Sheets(
                engine.database(),
                facts,
                new Attachments(engine.database(), then),
                engine.journal(),
                new Signing(engine.keys()),
                engine.reports(),
                then);
    }

    private static void done(Outcome outcome, Report report) {
        if (outcome instanceof Outcome.Refused(var problems)) {
            throw new StartFailure(new Label(
                    "示例数据里的报表没有结成:" + report.id() + " " + problems,
                    "the demo could not close a report: " + report.id() + " " + problems));
        }
    }
}
