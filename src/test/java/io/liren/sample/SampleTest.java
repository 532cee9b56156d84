package io.liren.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.liren.access.Viewer;
import io.liren.calendar.Period;
import io.liren.derivation.Occurrence;
import io.liren.derivation.State;
import io.liren.journal.Signing;
import io.liren.register.EntryOptions;
import io.liren.register.Outcome;
import io.liren.rulebook.Diagnostic;
import io.liren.rulebook.Findings;
import io.liren.testing.Town;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A month's entries are drawn by a seed told beforehand and checked by someone else; what differs is put right. */
class SampleTest {
    private static final String BOOK = """
            ---
            rulebook: watch
            title: 巡查制度 | The watch
            posts:
              officer: 经办人 | Officer
              patrol: 巡查员 | Patrol
            ---
            ## 1 抽查 | Spot check
            每月抽查一次。
            ```register
            hazard:
              label: 隐患 | Hazard
              title: [what]
              happened: found_on
              enter: [officer, patrol]
              fields:
                what:     {label: 隐患 | What, type: text, required: true}
                found_on: {label: 发现日期 | Found on, type: date, required: true}
            letting:
              label: 出租屋 | Letting
              title: [room]
              enter: [officer]
              fields:
                room: {label: 房号 | Room, type: text, required: true}
                since: {label: 起租 | Since, type: date, required: true}
            ```
            ```sample
            spot-check:
              label: 月度抽查 | Monthly check
              every: month
              from: 2026-03-01
              of:
                - hazard where hazard.found_on >= period.start && hazard.found_on <= period.end
                - letting where letting.since <= period.end
              percent: "20"
              at-least: 2
              drawn-within: "5"
              checked-within: "10"
              corrected-within: "7"
              drawn-by: officer
              verified-by: [patrol]
            ```
            """;
    private static final Period MARCH = Period.parse("2026-03");
    private static final Period APRIL = Period.parse("2026-04");

    @Test
    void aMonthIsDrawnByItsSeedCheckedByAnotherAndPutRight() {
        try (Town town = Town.under(BOOK).on("2026-03-10")) {
            Viewer officer = town.someone("经办", "watch.officer");
            Viewer patrol = town.someone("巡查", "watch.patrol");
            Samples samples = samples(town);
            Sample sample = samples.find("watch.spot-check").orElseThrow();
            List<UUID> entries = new ArrayList<>();
            for (int i = 1; i <= 9; i++) {
                entries.add(town.enter(officer, "watch.hazard", Map.of("what", "隐患" + i, "found_on", "2026-03-0" + i)));
            }
            town.enter(officer, "watch.hazard", Map.of("what", "上月的", "found_on", "2026-02-27"));
            for (int i = 1; i <= 5; i++) {
                entries.add(town.enter(officer, "watch.letting", Map.of("room", "10" + i, "since", "2026-01-01")));
            }
            assertThat(state(town, officer, "spot-check-seed", "2026-03")).isEqualTo(State.OPEN);
            entered(samples.tell(officer, sample, MARCH));
            assertThat(Town.codes(samples.tell(officer, sample, MARCH))).isNotEmpty();
            assertThat(state(town, officer, "spot-check-seed", "2026-03")).isEqualTo(State.MET);
            // While the month runs nothing is drawn: what is still entered may be drawn, too.
            assertThat(Town.codes(samples.draw(officer, sample, MARCH))).contains("watch.spot_check_seed.drawn");
            assertThat(samples.standing(officer, sample, MARCH).picks()).isEmpty();

            town.on("2026-04-02");
            assertThat(state(town, officer, "spot-check", "2026-03")).isEqualTo(State.OPEN);
            // A seed told only when everything is known would be no seed.
            assertThat(town.refused(officer, "watch.spot_check_seed", Map.of("period", "2026-03", "seed", "00")))
                    .isNotEmpty();
            assertThat(Town.codes(samples.draw(patrol, sample, MARCH))).contains("post");
            entered(samples.draw(officer, sample, MARCH));
            assertThat(Town.codes(samples.draw(officer, sample, MARCH))).containsExactly("drawn");
            assertThat(state(town, officer, "spot-check", "2026-03")).isEqualTo(State.MET);
            Samples.Standing drawn = samples.standing(officer, sample, MARCH);
            String seed = drawn.seed().orElseThrow().seed();
            // Twenty in a hundred of fourteen, rounded up; by hand the same ones come first.
            assertThat(drawn.seed().orElseThrow().size()).isEqualTo(14);
            assertThat(drawn.picks().stream().map(Samples.Pick::record))
                    .containsExactlyElementsOf(entries.stream()
                            .sorted(Comparator.comparing(
                                    id -> Signing.digest((seed + id).getBytes(StandardCharsets.UTF_8))))
                            .limit(3)
                            .toList());

            // Weeks later the draw still comes out the same, whatever has changed since.
            town.on("2026-04-09");
            Samples.Pick first = drawn.picks().getFirst();
            Samples.Pick second = drawn.picks().get(1);
            Samples.Pick third = drawn.picks().get(2);
            town.enter(officer, "watch.hazard", Map.of("what", "补登", "found_on", "2026-03-31"));
            assertThat(samples.again(officer, drawn).orElseThrow().agrees()).isTrue();
            assertThat(samples.again(officer, drawn).orElseThrow().order()).hasSize(14);

            // Whoever entered it doesn't check it, and says what was seen where it differs.
            Viewer both = town.someone("经办", "watch.officer", "watch.patrol");
            assertThat(town.refused(both, "watch.spot_check_finding", finding(first, "agrees", "")))
                    .contains("watch.spot_check_finding.another");
            assertThat(town.refused(patrol, "watch.spot_check_finding", finding(first, "differs", " ")))
                    .contains("watch.spot_check_finding.found");
            town.enter(patrol, "watch.spot_check_finding", finding(first, "agrees", ""));
            UUID differs = town.enter(patrol, "watch.spot_check_finding", finding(second, "differs", "已搬走"));
            assertThat(town.refused(patrol, "watch.spot_check_finding", finding(second, "agrees", "")))
                    .contains("unique");
            assertThat(town.occurrence(patrol, "watch.spot-check-checked", first.id())
                            .state())
                    .isEqualTo(State.MET);
            assertThat(town.occurrence(patrol, "watch.spot-check-checked", third.id())
                            .state())
                    .isEqualTo(State.OPEN);
            Rate rate = samples.standing(officer, sample, MARCH).rate();
            assertThat(rate).isEqualTo(new Rate(2, 1));

            // A finding opens a correction; it is closed by putting the entry itself right, not by saying so.
            assertThat(town.occurrence(officer, "watch.spot-check-corrected", differs)
                            .state())
                    .isEqualTo(State.OPEN);
            assertThat(town.occurrences(officer, "watch.spot-check-corrected")).hasSize(1);
            town.on("2026-04-20");
            assertThat(town.occurrence(officer, "watch.spot-check-corrected", differs)
                            .state())
                    .isEqualTo(State.OVERDUE);
            String field = second.register().equals("watch.hazard") ? "found_on" : "since";
            // No entry above has this day: whichever was drawn, the correction changes it.
            town.correct(officer, second.register(), second.record(), Map.of(field, "2026-03-10"));
            Occurrence late = town.occurrence(officer, "watch.spot-check-corrected", differs);
            assertThat(late.state()).isEqualTo(State.MET_LATE);
            Samples.Finding found = samples.standing(officer, sample, MARCH)
                    .picks()
                    .get(1)
                    .finding()
                    .orElseThrow();
            assertThat(found.correctedOn()).hasValue(town.today().today());
            assertThat(found.verdict()).isEqualTo(Verdict.DIFFERS);
            assertThat(samples.again(officer, samples.standing(officer, sample, MARCH))
                            .orElseThrow()
                            .agrees())
                    .isTrue();
            // Next door nothing is known of it.
            assertThat(samples.standing(Town.nextDoor(officer), sample, MARCH).seed())
                    .isEmpty();
        }
    }

    @Test
    void withoutASeedNothingIsDrawnAndAChangedDrawIsFound() {
        try (Town town = Town.under(BOOK).on("2026-04-20")) {
            Viewer officer = town.someone("经办", "watch.officer");
            Samples samples = samples(town);
            Sample sample = samples.find("watch.spot-check").orElseThrow();
            assertThat(Town.codes(samples.tell(officer, sample, MARCH))).contains("watch.spot_check_seed.beforehand");
            assertThat(Town.codes(samples.draw(officer, sample, MARCH))).containsExactly("no-seed");
            assertThat(state(town, officer, "spot-check-seed", "2026-03")).isEqualTo(State.OVERDUE);
            for (int i = 1; i <= 4; i++) {
                town.enter(officer, "watch.hazard", Map.of("what", "隐患" + i, "found_on", "2026-04-0" + i));
            }
            entered(samples.tell(officer, sample, APRIL));
            town.on("2026-05-03");
            entered(samples.draw(officer, sample, APRIL));
            Samples.Standing drawn = samples.standing(officer, sample, APRIL);
            assertThat(drawn.picks()).hasSize(2);
            assertThat(samples.again(officer, drawn).orElseThrow().agrees()).isTrue();
            // Someone takes an inconvenient one out of the draw.
            Outcome voided = town.facts.voidRecord(
                    officer, "watch.spot_check_pick", drawn.picks().getFirst().id(), "不方便");
            entered(voided);
            assertThat(samples.again(officer, samples.standing(officer, sample, APRIL))
                            .orElseThrow()
                            .agrees())
                    .isFalse();
            // Nor is another put in its place by hand.
            assertThat(Town.codes(town.facts.enter(
                            officer,
                            "watch.spot_check_pick",
                            Map.of(
                                    "seed",
                                    drawn.seed().orElseThrow().id(),
                                    "place",
                                    BigDecimal.ONE,
                                    "entry",
                                    "watch.hazard",
                                    "record",
                                    "x"),
                            EntryOptions.none())))
                    .contains("watch.spot_check_pick.by-the-draw");
        }
    }

    @Test
    void aRateTellsHowLittleFewEntriesSay() {
        // Wilson's interval, worked out by hand: 1 of 10 lies between 1.8 % and 40.4 %.
        Rate rate = new Rate(10, 1);
        assertThat(rate.least()).isCloseTo(0.0179, within(0.0001));
        assertThat(rate.most()).isCloseTo(0.4042, within(0.0001));
        assertThat(new Rate(30, 0).most()).isCloseTo(0.1135, within(0.0001));
        assertThat(new Rate(30, 0).least()).isZero();
        assertThat(new Rate(0, 0).most()).isEqualTo(1);
        assertThat(Draw.size(3, BigDecimal.valueOf(5), 5)).isEqualTo(3);
        assertThat(Draw.size(101, BigDecimal.valueOf(5), 1)).isEqualTo(6);
    }

    @Test
    void itsMistakesAreToldAtTheirPlace() {
        Findings findings = new Findings();
        Town.compile(
                findings,
                BOOK.replace("hazard where hazard.found_on", "hazard where hazard.foundon")
                        .replace("verified-by: [patrol]", "verified-by: [patroll]")
                        .replace("at-least: 2", "at-least: 0"));
        assertThat(findings.errors())
                .extracting(Diagnostic::sentence)
                .anyMatch(says -> says.contains("foundon"))
                .anyMatch(says -> says.contains("patroll"))
                .anyMatch(says -> says.contains("at-least"));
    }

    private static Map<String, Object> finding(Samples.Pick pick, String outcome, String found) {
        return Map.of("pick", pick.id(), "outcome", outcome, "found", found);
    }

    private static State state(Town town, Viewer viewer, String duty, String period) {
        return town.occurrences(viewer, "watch." + duty).stream()
                .filter(o -> o.period().equals(period))
                .findFirst()
                .orElseThrow()
                .state();
    }

    private static void entered(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Entered.class);
    }

    private static Samples samples(Town town) {
        return new Samples(town.database, town.edition, town.facts, town.records, town.journal, town.today());
    }
}
