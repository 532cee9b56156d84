package io.liren.appraisal;

import static org.assertj.core.api.Assertions.assertThat;

import io.liren.access.Viewer;
import io.liren.register.EntryOptions;
import io.liren.rulebook.Code;
import io.liren.rulebook.Diagnostic;
import io.liren.rulebook.Findings;
import io.liren.testing.Town;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A score sheet of a club's work: each point is worked out from what was done, or given by people who say why. */
class AppraisalTest {
    private static final String CLUB = """
            ---
            rulebook: club
            title: 会 | A club
            posts: {head: 负责人 | Head, judge: 考评人 | Judge, guest: 旁听 | Guest}
            ---
            ```register
            person:
              label: 人 | Person
              title: [name]
              fields:
                name:   {label: 姓名 | Name, type: text, required: true}
                number: {label: 号码 | Number, type: identity}
                home:   {label: 家 | Home, type: reference, to: home}
            home: {label: 家 | Home, title: [name], fields: {name: {label: 名称 | Name, type: text}}}
            worker: {label: 工作人员 | Worker, title: [person], fields: {person: {label: 谁 | Who, type: reference, to: person}}}
            team: {label: 队 | Team, title: [name], fields: {name: {label: 名称 | Name, type: text, required: true}, kind: {label: 类别 | Kind, type: choice, options: {a: 甲 | A, b: 乙 | B}}}}
            call:
              label: 走访 | Call
              title: [team, on]
              happened: on
              fields:
                team: {label: 队 | Team, type: reference, to: team, required: true}
                on:   {label: 日期 | Date, type: date, required: true}
            lesson:
              label: 课 | Lesson
              title: [team, on]
              happened: on
              fields:
                team: {label: 队 | Team, type: reference, to: team, required: true}
                on:   {label: 日期 | Date, type: date, required: true}
            ```
            ## 1 走访 | Calls
            每月走访一次。
            ```duty
            monthly-call:
              label: 走访 | Call
              for: team
              every: month
              from: 2026-01-01
              met-by: call where call.team == team
              owed-by: head
            ```
            ## 2 考评 | Appraisal
            每半年、每年考评,30天内定稿。
            ```appraisal
            work:
              label: 工作考评 | Appraisal of the work
              of: team where team.kind == 'a'
              every: [half-year, year]
              due: 30 days
              owed-by: judge
              items:
                calls:   {label: 走访 | Calls, weight: 60, computed: "rate(duty.monthly_call.filter(d, d.subject == team), period.start, period.end)"}
                lessons: {label: 课 | Lessons, weight: 20, computed: "lesson.filter(l, l.team == team && l.on >= period.start && l.on <= period.end).size() / 4"}
                order:   {label: 秩序 | Order, weight: 20, scored-by: [judge]}
              fields:
                reward: {label: 奖励 | Reward, type: text}
            ```
            """;

    @Test
    void eachPointLeadsToTheRecordBehindIt() {
        try (Town town = Town.under(CLUB).on("2026-07-10")) {
            Viewer judge = town.someone("评", "club.judge", "club.head");
            UUID team = town.enter(judge, "club.team", Map.of("name", "东队", "kind", "a"));
            UUID rest = town.enter(judge, "club.team", Map.of("name", "西队", "kind", "a"));
            UUID first = call(town, judge, team, "2026-01-10");
            call(town, judge, team, "2026-02-10");
            call(town, judge, team, "2026-03-10");
            call(town, judge, rest, "2026-03-10");
            UUID lesson = town.enter(judge, "club.lesson", Map.of("team", team, "on", "2026-05-01"));
            town.enter(judge, "club.lesson", Map.of("team", team, "on", "2026-07-01"));
            UUID sheet = sheet(town, judge, team, "first");

            // Three of six months, one lesson of four, order not scored yet.
            assertThat(town.ask("club", "work", team, "2026-H1", "calls")).isEqualTo("30");
            assertThat(town.ask("club", "work", team, "2026-H1", "lessons")).isEqualTo("5");
            assertThat(town.ask("club", "work", team, "2026-H1", "order")).isEqualTo("missing");
            assertThat(town.ask("club", "work", team, "2026-H1", "unscored")).isEqualTo("1");
            assertThat(town.ask("club", "work", team, "2026-H1", null)).isEqualTo("open");
            score(town, judge, sheet, "order", "18.5");
            assertThat(town.ask("club", "work", team, "2026-H1", "total")).isEqualTo("53.5");
            assertThat(town.ask("club", "work", team, "2026-H1", "full")).isEqualTo("100");

            Appraisals appraisals = new Appraisals(town.records, town.edition, town.today());
            Appraisal work = appraisals.find(judge, "club.work").orElseThrow();
            assertThat(appraisals.behind(judge, work, sheet, work.item("calls").orElseThrow(), 99))
                    .singleElement()
                    .satisfies(behind -> {
                        List<Appraisals.Due> due = ((Appraisals.Behind.Kept) behind).due();
                        assertThat(due).hasSize(6);
                        assertThat(due).filteredOn(Appraisals.Due::inTime).hasSize(3);
                        assertThat(due.getFirst().evidence()).containsExactly(first);
                    });
            assertThat(appraisals.behind(
                            judge, work, sheet, work.item("lessons").orElseThrow(), 99))
                    .singleElement()
                    .isEqualTo(new Appraisals.Behind.Facts("club.lesson", List.of(lesson)));
            assertThat(appraisals.scores(judge, work, sheet))
                    .singleElement()
                    .satisfies(score -> assertThat(score.basis()).isEqualTo("现场看过"));

            // A correction of a fact is a correction of the score; concluded meets the duty.
            call(town, judge, team, "2026-06-20");
            assertThat(town.ask("club", "work", team, "2026-H1", "calls")).isEqualTo("40");
            assertThat(Town.codes(town.facts.correct(
                            judge,
                            "club.work_sheet",
                            sheet,
                            1,
                            Map.of("concluded_on", "2026-07-10"),
                            EntryOptions.because("定稿"))))
                    .isEmpty();
            assertThat(town.ask("club", "work", team, "2026-H1", null)).isEqualTo("met");
            assertThat(town.ask("club", "work", rest, "2026-H1", null)).isEqualTo("open");
            assertThat(town.ask("club", "work", team, "2026", null)).isEqualTo("open");
        }
    }

    @Test
    void whatWasNotDueIsNoLossAndMoreThanAskedIsNoGain() {
        try (Town town = Town.under(CLUB).on("2026-01-20")) {
            Viewer judge = town.someone("评", "club.judge", "club.head");
            UUID team = town.enter(judge, "club.team", Map.of("name", "东队", "kind", "a"));
            for (int day = 1; day <= 6; day++) {
                town.enter(judge, "club.lesson", Map.of("team", team, "on", "2026-01-0" + day));
            }
            sheet(town, judge, team, "first");
            // January is not over: nothing was due yet, so that item is left out of the full marks.
            assertThat(town.ask("club", "work", team, "2026-H1", "calls")).isEqualTo("missing");
            assertThat(town.ask("club", "work", team, "2026-H1", "full")).isEqualTo("40");
            assertThat(town.ask("club", "work", team, "2026-H1", "lessons")).isEqualTo("20");
        }
    }

    @Test
    void peopleScoreWithEvidenceWithinTheWeightAndOnlyTheirItems() {
        try (Town town = Town.under(CLUB).on("2026-07-10")) {
            Viewer judge = town.someone("评", "club.judge", "club.head");
            UUID team = town.enter(judge, "club.team", Map.of("name", "东队", "kind", "a"));
            UUID other = town.enter(judge, "club.team", Map.of("name", "外队", "kind", "b"));
            UUID sheet = sheet(town, judge, team, "first");
            assertThat(town.refused(judge, "club.work_sheet", Map.of("team", other, "year", "2026", "part", "first")))
                    .containsExactly("club.work.of");
            assertThat(town.refused(judge, "club.work_score", score(sheet, "order", "21", "看过")))
                    .containsExactly("club.work.weight");
            Map<String, Object> bare = score(sheet, "order", "20", "看过");
            bare.remove("basis");
            assertThat(town.refused(judge, "club.work_score", bare)).containsExactly("required");
            assertThat(town.refused(
                            town.someone("旁", "club.guest"), "club.work_score", score(sheet, "order", "2", "听说")))
                    .containsExactly("post");
            assertThat(Town.codes(town.facts.correct(
                            judge,
                            "club.work_sheet",
                            sheet,
                            1,
                            Map.of("concluded_on", "2026-07-10"),
                            EntryOptions.because("定稿"))))
                    .containsExactly("club.work.unscored");
            score(town, judge, sheet, "order", "20");
            assertThat(Town.codes(town.facts.correct(
                            judge,
                            "club.work_sheet",
                            sheet,
                            1,
                            Map.of("concluded_on", "2026-07-10"),
                            EntryOptions.because("定稿"))))
                    .isEmpty();
            assertThat(town.refused(judge, "club.work_sheet", Map.of("team", team, "year", "2026", "part", "first")))
                    .containsExactly("unique");
        }
    }

    private static UUID call(Town town, Viewer judge, UUID team, String on) {
        return town.enter(judge, "club.call", Map.of("team", team, "on", on));
    }

    private static UUID sheet(Town town, Viewer judge, UUID team, String part) {
        return town.enter(judge, "club.work_sheet", Map.of("team", team, "year", "2026", "part", part));
    }

    private static void score(Town town, Viewer judge, UUID sheet, String item, String points) {
        town.enter(judge, "club.work_score", score(sheet, item, points, "现场看过"));
    }

    private static Map<String, Object> score(UUID sheet, String item, String points, String basis) {
        return new HashMap<>(Map.of("sheet", sheet, "item", item, "points", points, "basis", basis));
    }

    @Test
    void nobodyIsScored() {
        for (String people : List.of("person", "home", "worker")) {
            Findings findings = new Findings();
            Town.compile(
                    findings,
                    CLUB.replace("of: team where team.kind == 'a'", "of: " + people)
                            .replace("d.subject == team", "true")
                            .replace("l.team == team && ", ""));
            assertThat(findings.errors()).singleElement().satisfies(found -> {
                assertThat(found.code()).isEqualTo(Code.WRONG_VALUE);
                assertThat(found.message().en()).startsWith("Organisations and work are appraised, never people");
            });
        }
    }

    @Test
    void mistakesAreShownWhereTheyStand() {
        assertThat(mistakes(CLUB.replace("every: [half-year, year]", "every: month")))
                .containsExactly(Code.WRONG_VALUE);
        assertThat(mistakes(CLUB.replace("weight: 20, scored-by: [judge]", "weight: 20")))
                .containsExactly(Code.MISSING_KEY);
        assertThat(mistakes(CLUB.replace("duty.monthly_call", "duty.monthly_cal")))
                .contains(Code.UNKNOWN_NAME);
        assertThat(mistakes(CLUB.replace("scored-by: [judge]", "scored-by: [judg]")))
                .contains(Code.UNKNOWN_NAME);
    }

    private static List<Code> mistakes(String book) {
        Findings findings = new Findings();
        Town.compile(findings, book);
        return findings.errors().stream().map(Diagnostic::code).toList();
    }
}
