package io.liren.fund;

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

/** Dues of several kinds, each by its own rule: what is due, what was paid, what is in arrears. */
class DuesTest {
    private static final String CLUB = """
            ---
            rulebook: club
            title: 会 | A club
            posts: {treasurer: 会计 | Treasurer}
            ---
            ```parameters
            bands:
              label: 比例 | Rates
              type: bands
              unit: percent
              values:
                - from: 2020-01-01
                  source: 章程 | Charter
                  value: [{upto: 3000, rate: 0.5}, {upto: 5000, rate: 1}, {upto: 10000, rate: 1.5}, {rate: 2}]
            share:
              label: 比例 | Rate
              type: decimal
              unit: percent
              values:
                - {from: 2020-01-01, value: 0.5, source: 章程 | Charter}
                - {from: 2026-03-01, value: 1, source: 章程 | Charter}
            ```
            ```register
            member:
              label: 会员 | Member
              title: [name]
              fields:
                name:  {label: 姓名 | Name, type: text, required: true}
                kind:  {label: 类别 | Kind, type: choice, options: {party: 甲 | A, union: 乙 | B, youth: 丙 | C}}
                wage:  {label: 收入 | Wage, type: money}
                since: {label: 起 | Since, type: date, required: true}
            payment:
              label: 交款 | Payment
              happened: on
              fields:
                member: {label: 会员 | Member, type: reference, to: member, required: true}
                on:     {label: 日期 | Date, type: date, required: true}
                month:  {label: 月份 | Month, type: date, required: true}
                yuan:   {label: 金额 | Yuan, type: money, required: true}
            ```
            ## 1 会费 | Dues
            每月交会费。
            ```dues
            party-dues:
              label: 甲类会费 | Dues A
              of: member where member.kind == 'party' && member.since <= period.start
              every: month
              from: 2026-01-01
              base: member.wage
              rate: param.bands
              round: half_up 0.01
              paid-by: payment where payment.member == member && payment.month == period.start
              owed-by: treasurer
              waivable-by: [treasurer]
            union-dues:
              label: 乙类会费 | Dues B
              of: member where member.kind == 'union' && member.since <= period.start
              every: month
              from: 2026-01-01
              base: member.wage
              step: 10
              rate: param.share
              round: half_up 0.01
              paid-by: payment where payment.member == member && payment.month == period.start
              due: 5 days
              owed-by: treasurer
            youth-dues:
              label: 丙类会费 | Dues C
              of: member where member.kind == 'youth' && member.since <= period.start
              every: month
              from: 2026-01-01
              base: member.wage
              rate: 0.2
              round: down 1
              least: 3
              most: 20
              paid-by: payment where payment.member == member && payment.month == period.start
              owed-by: treasurer
            ```
            """;

    @Test
    void eachByItsOwnRule() {
        try (Town town = Town.under(CLUB).on("2026-02-20")) {
            Viewer treasurer = town.someone("会计", "club.treasurer");
            record Case(String kind, String wage, String due) {}
            List<Case> cases = List.of(
                    new Case("party", "3000", "15.00"),
                    new Case("party", "3000.01", "30.00"),
                    new Case("party", "5000.01", "75.00"),
                    new Case("party", "12345.67", "246.91"),
                    new Case("union", "5678", "28.35"),
                    new Case("union", "5679.99", "28.35"),
                    new Case("youth", "1999.99", "3.00"),
                    new Case("youth", "2000", "4.00"),
                    new Case("youth", "2499.99", "4.00"),
                    new Case("youth", "2500", "5.00"),
                    new Case("youth", "9999", "19.00"),
                    new Case("youth", "10000", "20.00"),
                    new Case("youth", "30000", "20.00"));
            for (Case one : cases) {
                UUID member = town.enter(
                        treasurer,
                        "club.member",
                        Map.of("name", "某", "kind", one.kind, "wage", one.wage, "since", "2026-01-01"));
                assertThat(town.ask("club", one.kind + "-dues", member, "2026-01", "due"))
                        .as("%s of %s", one.kind, one.wage)
                        .isEqualTo(one.due);
            }
            // Under ten yuan nothing is counted, so nothing is owed.
            UUID poor = town.enter(
                    treasurer, "club.member", Map.of("name", "某", "kind", "union", "wage", "9", "since", "2026-01-01"));
            assertThat(town.ask("club", "union-dues", poor, "2026-01", null)).isEqualTo("absent");
        }
    }

    @Test
    void whatIsPaidLateOrInPartIsInArrearsUntilThen() {
        try (Town town = Town.under(CLUB).on("2026-04-10")) {
            Viewer treasurer = town.someone("会计", "club.treasurer");
            UUID member = town.enter(
                    treasurer,
                    "club.member",
                    Map.of("name", "乙", "kind", "union", "wage", "4000", "since", "2026-01-01"));
            UUID newcomer = town.enter(
                    treasurer,
                    "club.member",
                    Map.of("name", "丙", "kind", "union", "wage", "4000", "since", "2026-03-15"));
            pay(town, treasurer, member, "2026-01", "2026-01-20", "20");
            pay(town, treasurer, member, "2026-02", "2026-03-04", "15");
            // The rate doubled in March; each month is owed at its own.
            assertThat(town.ask("club", "union-dues", member, "2026-01", null)).isEqualTo("met");
            assertThat(town.ask("club", "union-dues", member, "2026-02", null)).isEqualTo("overdue");
            assertThat(town.ask("club", "union-dues", member, "2026-02", "arrears"))
                    .isEqualTo("5.00");
            assertThat(town.ask("club", "union-dues", member, "2026-03", "due")).isEqualTo("40.00");
            assertThat(town.ask("club", "union-dues", member, null, "arrears")).isEqualTo("45.00");
            assertThat(town.values(treasurer, "club.member", member))
                    .hasEntrySatisfying("union_dues_arrears", v -> assertThat(v).hasToString("45.00"))
                    .hasEntrySatisfying("union_dues_unpaid", v -> assertThat(v).hasToString("2"));
            // April is not over, and who came in mid-March owes from April on.
            assertThat(town.ask("club", "union-dues", member, "2026-04", null)).isEqualTo("open");
            assertThat(town.ask("club", "union-dues", newcomer, null, "arrears"))
                    .isEqualTo("0.00");
            pay(town, treasurer, member, "2026-02", "2026-04-02", "5");
            assertThat(town.ask("club", "union-dues", member, "2026-02", null)).isEqualTo("met-late");
            assertThat(town.ask("club", "union-dues", member, null, "arrears")).isEqualTo("40.00");
        }
    }

    private static void pay(Town town, Viewer viewer, UUID member, String month, String on, String yuan) {
        town.enter(viewer, "club.payment", Map.of("member", member, "on", on, "month", month + "-01", "yuan", yuan));
    }

    @Test
    void mistakesAreShownWhereTheyStand() {
        assertThat(mistakes(CLUB.replace("round: down 1", "round: up 1"))).containsExactly(Code.WRONG_VALUE);
        assertThat(mistakes(CLUB.replace("rate: 0.2", "rate: member.name"))).containsExactly(Code.WRONG_VALUE);
        assertThat(mistakes(CLUB.replace("step: 10", "step: member.sinse"))).containsExactly(Code.UNKNOWN_FIELD);
        assertThat(mistakes(CLUB.replace("due: 5 days", "due: 5 months"))).containsExactly(Code.WRONG_VALUE);
        assertThat(mistakes(CLUB.replace("base: member.wage\n  rate: 0.2", "rate: 0.2")))
                .containsExactly(Code.MISSING_KEY);
    }

    private static List<Code> mistakes(String book) {
        Findings findings = new Findings();
        Town.compile(findings, book);
        return findings.errors().stream().map(Diagnostic::code).toList();
    }
}
