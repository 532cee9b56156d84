package io.liren.app;

import io.liren.access.Viewer;
import io.liren.calendar.FixedToday;
import io.liren.calendar.Period;
import io.liren.calendar.Today;
import io.liren.register.EntryOptions;
import io.liren.register.Facts;
import io.liren.register.Outcome;
import io.liren.register.Records;
import io.liren.sample.Sample;
import io.liren.sample.Samples;
import io.liren.sample.Verdict;
import io.liren.wording.Label;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Draws the invented community's samples on days gone by and checks what was drawn: a sample, by whom it is drawn and checked,
 * from which day on, and what was seen of the few that differ.
 */
final class DemoSamples {
    private static final int TOLD_AFTER = 9;
    private static final int DRAWN_AFTER = 2;
    private static final int CHECKED_AFTER = 4;
    private static final int DIFFERS_ONE_IN = 25;
    private final Engine engine;
    private final DemoDescription description;

    DemoSamples(Engine engine, DemoDescription description) {
        this.engine = engine;
        this.description = description;
    }

    /** Draws what some parts say; who is not among the staff draws nothing. */
    void draw(Collection<String> parts, Map<String, Viewer> staff) {
        for (String part : parts) {
            for (Map<String, Object> written : description.samples(part)) {
                String id = String.valueOf(written.get("sample"));
                Sample sample = engine.edition().all(Sample.class).stream()
                        .filter(s -> s.id().equals(id))
                        .findFirst()
                        .orElseThrow(() -> new StartFailure(new Label(
                                "示例数据里的抽查不存在:" + id, "the demo's data name a sample that is not there: " + id)));
                Viewer draws = staff.get(String.valueOf(written.get("drawn-by")));
                List<Viewer> checks = written.get("verified-by") instanceof List<?> names
                        ? names.stream()
                                .flatMap(n -> Stream.ofNullable(staff.get(String.valueOf(n))))
                                .toList()
                        : List.of();
                if (draws != null && !checks.isEmpty()) {
                    draw(sample, written, draws, checks, new Random(description.seed(part)));
                }
            }
        }
    }

    private void draw(Sample sample, Map<String, Object> written, Viewer draws, List<Viewer> checks, Random random) {
        LocalDate now = engine.today().today();
        LocalDate from = LocalDate.parse(String.valueOf(written.get("from")));
        for (Period period : Period.between(sample.every(), from, now)) {
            LocalDate told = period.start().plusDays(TOLD_AFTER);
            LocalDate drawn = period.end().plusDays(DRAWN_AFTER);
            if (told.isBefore(now)) {
                done(samples(told).tell(draws, sample, period), sample);
            }
            if (drawn.isBefore(now)) {
                done(samples(drawn).draw(draws, sample, period), sample);
                check(samples(drawn).standing(draws, sample, period), written, checks, random);
            }
        }
    }

    private void check(Samples.Standing standing, Map<String, Object> written, List<Viewer> checks, Random random) {
        for (Samples.Pick pick : standing.picks()) {
            LocalDate day = standing.period().end().plusDays(CHECKED_AFTER + random.nextInt(8));
            boolean differs = random.nextInt(DIFFERS_ONE_IN) == 0;
            if (!day.isBefore(engine.today().today())) {
                continue;
            }
            Map<String, Object> finding = new LinkedHashMap<>();
            finding.put("pick", pick.id());
            finding.put("outcome", (differs ? Verdict.DIFFERS : Verdict.AGREES).word());
            finding.put("on", day);
            if (differs) {
                finding.put("found", String.valueOf(written.get("found")));
            }
            // Whoever entered it is refused; then the next one goes.
            for (Viewer viewer : checks) {
                Outcome outcome = facts(at(day))
                        .enter(viewer, standing.sample().findings().register(), finding, EntryOptions.none());
                if (outcome instanceof Outcome.Entered) {
                    break;
                }
            }
        }
    }

    private Today at(LocalDate day) {
        return new FixedToday(day, engine.today().zone());
    }

    private Facts facts(Today then) {
        return new Facts(engine.database(), engine.edition(), then, engine.journal(), engine.keys());
    }

    private Samples samples(LocalDate day) {
        Today then = at(day);
        return new Samples(
                engine.database(),
                engine.edition(),
                facts(then),
                new Records(engine.database(), engine.edition(), then, engine.keys()),
                engine.journal(),
                then);
    }

    private static void done(Outcome outcome, Sample sample) {
        if (outcome instanceof Outcome.Refused(var problems)) {
            throw new StartFailure(new Label(
                    "示例数据里的抽查没有办成:" + sample.id() + " " + problems,
                    "the demo could not draw a sample: " + sample.id() + " " + problems));
        }
    }
}
