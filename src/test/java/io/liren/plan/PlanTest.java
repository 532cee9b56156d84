package io.liren.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.liren.access.Viewer;
import io.liren.rulebook.Code;
import io.liren.rulebook.Diagnostic;
import io.liren.rulebook.Findings;
import io.liren.testing.Town;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A year's targets, tied to what is done; and what nobody planned. */
class PlanTest {
    private static final String CLUB = """
            ---
            rulebook: club
            title: 会 | A club
            posts: {head: 负责人 | Head, clerk: 干事 | Clerk}
            ---
            ```register
            branch: {label: 分会 | Branch, title: [name], fields: {name: {label: 名称 | Name, type: text, required: true}}}
            event:
              label: 活动 | Event
              title: [name, on]
              happened: on
              fields:
                branch: {label: 分会 | Branch, type: reference, to: branch, required: true}
                name:   {label: 名称 | Name, type: text, required: true}
                sort:   {label: 类别 | Sort, type: choice, options: {sport: 体育 | Sport, talk: 讲座 | Talk}}
                on:     {label: 日期 | Date, type: date, required: true}
                people: {label: 人数 | People, type: integer}
                why:    {label: 原因 | Why, type: text}
            plan:
              label: 计划 | Plan
              title: [branch, year]
              fields:
                branch: {label: 分会 | Branch, type: reference, to: branch, required: true}
                year:   {label: 年 | Year, type: integer, required: true}
            goal:
              label: 目标 | Target
              title: [name]
              fields:
                plan:   {label: 计划 | Plan, type: reference, to: plan, required: true}
                name:   {label: 名称 | Name, type: text, required: true}
                counts: {label: 指标 | Counts, type: choice, required: true, options: {sports: 体育次数 | Sports, people: 人次 | People, other: 手填 | By hand}}
                number: {label: 数量 | Number, type: decimal, required: true}
                hand:   {label: 手填 | By hand, type: decimal}
            report:
              label: 总结 | Summary
              fields:
                branch: {label: 分会 | Branch, type: reference, to: branch, required: true}
                since:  {label: 起 | From, type: date}
                text:   {label: 内容 | Text, type: text, long: true}
            ```
            ## 1 计划 | Plan
            每年定目标。
            ```plan
            year_plan:
              label: 年度计划 | Plan of the year
              of: plan
              year: year
              targets: goal
              counts: counts
              target: number
              facts:
                sports: event where event.branch == plan.branch && event.sort == 'sport'
                people: {of: event where event.branch == plan.branch && event.sort == 'sport', sum: event.people}
                other: {given: hand}
              summary: {of: report, text: text, from: since, fill: {branch: plan.branch}}
              outside:
                of: event
                under: plan.branch == event.branch
                why: why
            ```
            """;

    @Test
    void progressFollowsFromTheFactsOfThatYearAndBranch() {
        try (Town town = Town.under(CLUB).on("2026-07-01")) {
            Viewer head = town.someone("甲", "club.head");
            UUID east = town.enter(head, "club.branch", Map.of("name", "东"));
            UUID west = town.enter(head, "club.branch", Map.of("name", "西"));
            UUID plan = town.enter(head, "club.plan", Map.of("branch", east, "year", "2026"));
            UUID sports = goal(town, head, plan, "办体育活动", "sports", "4");
            UUID people = goal(town, head, plan, "参加人次", "people", "50");
            UUID other = town.enter(
                    head,
                    "club.goal",
                    Map.of("plan", plan, "name", "写稿", "counts", "other", "number", "2", "hand", "2"));
            UUID first = event(town, head, east, "2026-01-01", "sport", 20);
            UUID last = event(town, head, east, "2026-06-30", "sport", 25);
            event(town, head, east, "2025-12-31", "sport", 99);
            event(town, head, west, "2026-03-01", "sport", 99);

            assertThat(town.values(head, "club.goal", sports))
                    .hasEntrySatisfying("done", v -> assertThat(v).hasToString("2"))
                    .hasEntrySatisfying("progress", v -> assertThat(v).hasToString("50"))
                    .containsEntry("reached", false);
            assertThat(town.values(head, "club.goal", people).get("done")).hasToString("45");
            assertThat(town.values(head, "club.goal", other)).containsEntry("reached", true);
            assertThat(town.ask("club", "year_plan", plan, null, "reached")).isEqualTo("1");

            // Each number opens onto the records behind it.
            Plans plans = new Plans(town.records, town.edition, town.today());
            Plan kind = plans.find(head, "club.year_plan").orElseThrow();
            assertThat(plans.records(head, kind, sports, kind.facts().get("sports"), 9))
                    .containsExactlyInAnyOrder(first, last);
            assertThat(plans.sheets(head, kind)).singleElement().satisfies(sheet -> {
                assertThat(sheet.targets()).isEqualTo(3);
                assertThat(sheet.reached()).isEqualTo(1);
            });
            assertThat(plans.filled(head, kind, plan, 2026))
                    .containsEntry("since", "2026-01-01")
                    .containsEntry("branch", east.toString());
        }
    }

    @Test
    void whatNobodyPlannedNeedsAReason() {
        try (Town town = Town.under(CLUB).on("2026-07-01")) {
            Viewer head = town.someone("甲", "club.head");
            UUID east = town.enter(head, "club.branch", Map.of("name", "东"));
            UUID west = town.enter(head, "club.branch", Map.of("name", "西"));
            // Without a plan nothing is outside of it.
            UUID early = event(town, head, east, "2026-01-05", "talk", 5);
            UUID plan = town.enter(head, "club.plan", Map.of("branch", east, "year", "2026"));
            goal(town, head, plan, "办体育活动", "sports", "4");
            Map<String, Object> talk = Map.of("branch", east, "name", "讲座", "on", "2026-06-01", "sort", "talk");
            assertThat(town.refused(head, "club.event", talk)).containsExactly("club.year_plan.outside");
            event(town, head, west, "2026-06-01", "talk", 5);
            event(town, head, east, "2026-06-01", "sport", 5);
            UUID talked = town.enter(
                    head,
                    "club.event",
                    Map.of("branch", east, "name", "讲座", "on", "2026-06-01", "sort", "talk", "why", "应急"));
            Plans plans = new Plans(town.records, town.edition, town.today());
            Plan kind = plans.find(head, "club.year_plan").orElseThrow();
            assertThat(plans.outside(head, kind, plan))
                    .extracting(Plans.Unplanned::id)
                    .containsExactlyInAnyOrder(early, talked);
        }
    }

    private static UUID goal(Town town, Viewer head, UUID plan, String name, String counts, String number) {
        return town.enter(head, "club.goal", Map.of("plan", plan, "name", name, "counts", counts, "number", number));
    }

    private static UUID event(Town town, Viewer head, UUID branch, String on, String sort, int people) {
        return town.enter(
                head,
                "club.event",
                Map.of("branch", branch, "name", "活动", "on", on, "sort", sort, "people", String.valueOf(people)));
    }

    @Test
    void mistakesAreShownWhereTheyStand() {
        assertThat(mistakes(CLUB.replace("    other: {given: hand}\n", ""))).containsExactly(Code.MISSING_KEY);
        assertThat(mistakes(CLUB.replace("    other: {given: hand}", "    othr: {given: hand}")))
                .contains(Code.UNKNOWN_CHOICE);
        assertThat(mistakes(CLUB.replace("event.sort == 'sport', sum", "event.sort == 'sprt', sum")))
                .containsExactly(Code.UNKNOWN_CHOICE);
        assertThat(mistakes(CLUB.replace("target: number", "target: name"))).containsExactly(Code.WRONG_TYPE);
        assertThat(mistakes(CLUB.replace("fill: {branch:", "fill: {brunch:"))).containsExactly(Code.UNKNOWN_FIELD);
        assertThat(mistakes(CLUB.replace("  why: why\n", "  why: wy\n"))).containsExactly(Code.UNKNOWN_FIELD);
    }

    private static List<Code> mistakes(String book) {
        Findings findings = new Findings();
        Town.compile(findings, book);
        return findings.errors().stream().map(Diagnostic::code).toList();
    }
}
