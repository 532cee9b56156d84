package io.liren.duty;

import static org.assertj.core.api.Assertions.assertThat;

import io.liren.access.Viewer;
import io.liren.derivation.State;
import io.liren.rulebook.Code;
import io.liren.rulebook.Diagnostic;
import io.liren.rulebook.Findings;
import io.liren.testing.Town;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** One clause's state is an input of another. */
class LeaningTest {
    private static final String VISITS = """
            ---
            rulebook: visits
            title: 看望 | Visits
            posts: {worker: 工作人员 | Worker}
            ---
            ```register
            home:
              label: 家庭 | Home
              title: [name]
              fields: {name: {label: 名称 | Name, type: text, required: true}, street: {label: 街 | Street, type: text}}
            visit:
              label: 看望 | Visit
              happened: on
              fields:
                home: {label: 谁家 | Home, type: reference, to: home, required: true}
                on:   {label: 日期 | Date, type: date, required: true}
            ```
            ## 1 看望 | Visits
            每月看望每户。
            ```duty
            see-each:
              label: 看望 | Visit
              for: home
              every: month
              from: 2026-01-01
              met-by: visit where visit.home == home
              owed-by: worker
              waivable-by: [worker]
            ```
            """;

    private static final String SCORES = """
            ---
            rulebook: scores
            title: 检查 | Checks
            uses: [visits]
            posts: {checker: 检查人 | Checker}
            ---
            ```register
            street:
              label: 街 | Street
              title: [name]
              fields:
                name: {label: 名称 | Name, type: text, required: true}
                kept: {label: 做到率 | Rate, type: decimal, computed: "round(rate(duty.see_each.filter(d, d.subject.street == street.name), date(\\"2026-01-01\\"), date(\\"2026-12-31\\")), 2)"}
            talk:
              label: 谈话 | Talk
              happened: on
              fields:
                street: {label: 街 | Street, type: reference, to: street, required: true}
                on:     {label: 日期 | Date, type: date, required: true}
            ```
            ## 1 谈话 | Talks
            当月没有全部看望的街,要谈话一次。
            ```duty
            talk-to:
              label: 谈话 | Talk
              for: street where street.kept < 1
              every: month
              from: 2026-03-01
              met-by: talk where talk.street == street
              owed-by: checker
            ```
            """;

    @Test
    void aDutyArisesFromHowFarAnotherRulebooksDutyIsMet() {
        try (Town town = Town.under(VISITS, SCORES)) {
            Viewer worker = town.on("2026-03-20").someone("甲", "visits.worker", "scores.checker");
            UUID first = town.enter(worker, "visits.home", Map.of("name", "一家", "street", "东街"));
            UUID second = town.enter(worker, "visits.home", Map.of("name", "二家", "street", "东街"));
            town.enter(worker, "visits.home", Map.of("name", "三家", "street", "西街"));
            UUID east = town.enter(worker, "scores.street", Map.of("name", "东街"));
            UUID quiet = town.enter(worker, "scores.street", Map.of("name", "北街"));
            town.enter(worker, "visits.visit", Map.of("home", first, "on", "2026-01-10"));
            town.enter(worker, "visits.visit", Map.of("home", second, "on", "2026-01-12"));
            town.enter(worker, "visits.visit", Map.of("home", first, "on", "2026-02-10"));

            // Four were due by now, three of them met; March is not over and nothing was due of the north.
            assertThat(town.values(worker, "scores.street", east).get("kept")).hasToString("0.75");
            assertThat(town.values(worker, "scores.street", quiet).get("kept")).isNull();
            assertThat(town.occurrences(worker, "scores.talk-to"))
                    .singleElement()
                    .satisfies(o -> assertThat(o.state()).isEqualTo(State.OPEN));

            // A visit of the other rulebook settles it, in the same transaction.
            town.on("2026-03-22");
            town.enter(worker, "visits.visit", Map.of("home", second, "on", "2026-02-11"));
            assertThat(town.values(worker, "scores.street", east).get("kept")).hasToString("1.00");
            assertThat(town.occurrences(worker, "scores.talk-to")).isEmpty();

            // What was known before that is still known.
            town.on("2026-03-25");
            assertThat(town.values(Town.asOf(worker, "2026-03-21"), "scores.street", east))
                    .extractingByKey("kept")
                    .hasToString("0.75");
        }
    }

    @Test
    void whatHappensNextDoorCountsForNobodyHere() {
        try (Town town = Town.under(VISITS, SCORES)) {
            Viewer worker = town.on("2026-03-20").someone("甲", "visits.worker", "scores.checker");
            Viewer neighbour = Town.nextDoor(worker);
            UUID theirs = town.enter(neighbour, "visits.home", Map.of("name", "一家", "street", "东街"));
            town.enter(neighbour, "visits.visit", Map.of("home", theirs, "on", "2026-01-10"));
            UUID east = town.enter(worker, "scores.street", Map.of("name", "东街"));
            assertThat(town.values(worker, "scores.street", east).get("kept")).isNull();
        }
    }

    @Test
    void dutiesThatLeanOnEachOtherInACircleAreRefused() {
        Findings findings = new Findings();
        Town.compile(
                findings,
                VISITS.replace("for: home", "for: home where rate(duty.again, period.start, period.end) != 1") + """
                ```duty
                again:
                  label: 再看望 | Again
                  for: home where duty.see_each.exists(d, d.subject == home && d.met_on == null)
                  every: month
                  met-by: visit where visit.home == home
                  owed-by: worker
                ```
                """);
        assertThat(findings.errors()).extracting(Diagnostic::code).containsOnly(Code.CYCLE);
        assertThat(findings.errors()).hasSize(2);
        assertThat(findings.errors().getFirst().message().en()).contains("leans on duties that lean on it");
    }

    @Test
    void aDutyThatNobodyKnowsIsToldWithTheNearest() {
        Findings findings = new Findings();
        Town.compile(findings, VISITS, SCORES.replace("duty.see_each", "duty.see_eech"));
        assertThat(findings.errors()).first().satisfies(found -> {
            assertThat(found.code()).isEqualTo(Code.UNKNOWN_NAME);
            assertThat(found.nearest()).containsExactly("see_each");
        });
    }

    @Test
    void aRateIsOfADuty() {
        Findings findings = new Findings();
        Town.compile(
                findings,
                VISITS,
                SCORES.replace("rate(duty.see_each.filter(d, d.subject.street", "rate(visit.filter(d, d.home.street"));
        assertThat(findings.errors())
                .first()
                .satisfies(found -> assertThat(found.message().en()).contains("rate(duty.name, from, until)"));
    }
}
