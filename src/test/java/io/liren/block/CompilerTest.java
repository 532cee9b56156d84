package io.liren.block;

import static org.assertj.core.api.Assertions.assertThat;

import io.liren.calendar.Today;
import io.liren.duty.DutyKind;
import io.liren.register.RegisterKind;
import io.liren.rulebook.Code;
import io.liren.rulebook.Diagnostic;
import io.liren.rulebook.Findings;
import io.liren.rulebook.Rulebook;
import io.liren.rulebook.RulebookReader;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Rulebooks that run, and rulebooks at fault. */
class CompilerTest {
    private static final String ABSENCE = """
            ---
            rulebook: absence
            title: 外出 | Absence
            posts:
              organiser: 组织员 | Organiser
            ---
            ## 6 长期外出 | Away for long
            外出的人每季度汇报一次。

            > Who is away reports every quarter.

            ```register
            person:
              label: 人 | Person
              title: [name]
              fields:
                name: {label: 姓名 | Name, type: text, required: true}
                away_since: {label: 外出日 | Away since, type: date}
            report:
              label: 汇报 | Report
              title: [person, on]
              happened: on
              fields:
                person: {label: 人 | Person, type: reference, to: person, required: true}
                on: {label: 日期 | Date, type: date, required: true}
            ```

            ```duty
            quarterly:
              label: 季度汇报 | Quarterly report
              for: person where person.away_since != null && person.away_since.addMonths(6) <= period.start
              every: quarter
              met-by: report where report.person == person
              owed-by: organiser
            ```
            """;

    private final Findings findings = new Findings();

    private Edition compile(String text) {
        Rulebook rulebook = RulebookReader.read("rulebooks/absence.md", text, findings);
        return new Compiler(List.of(new RegisterKind(), new DutyKind())).compile(List.of(rulebook), findings);
    }

    @Test
    void aDutyBecomesOneStatementForManyCommunities() {
        Edition edition = compile(ABSENCE);
        assertThat(findings.all()).isEmpty();
        Derivation duty = edition.derivation("absence.quarterly").orElseThrow();
        String sql = duty.statement()
                .apply(DerivationScope.of(
                        List.of(new UUID(1, 1), new UUID(2, 2)),
                        LocalDate.parse("2025-01-01"),
                        LocalDate.parse("2026-10-02"),
                        Today.SHANGHAI))
                .readable();
        assertThat(sql)
                .contains(
                        "c.id = any(",
                        "from absence_report e",
                        "e.community_id = s.community_id",
                        "e.\"on\" as happened_on",
                        "min(r.happened_on) as met_on");
        assertThat(duty.reads()).containsExactlyInAnyOrder("absence.person", "absence.report");
        assertThat(duty.prefill()).containsExactly(new Prefill.Subject("person"));
        assertThat(edition.standing(edition.clause("absence.6").orElseThrow())).isEqualTo(Standing.EXECUTED);
    }

    @Test
    void theDutyIsPutIntoASentence() {
        Edition edition = compile(ABSENCE);
        assertThat(edition.parts().getLast().inWords().zh()).isEqualTo("每季度,为每一位符合条件的人:季度汇报。由组织员负责。");
    }

    @Test
    void anUnknownFieldIsShownAtItsPlaceWithTheNearest() {
        compile(ABSENCE.replace("person.away_since != null", "person.away_sinse != null"));
        Diagnostic found = findings.errors().getFirst();
        assertThat(found.code()).isEqualTo(Code.UNKNOWN_FIELD);
        assertThat(found.nearest()).contains("away_since");
        assertThat(found.position().line()).isEqualTo(31);
        assertThat(found.position().column()).isEqualTo(28);
        assertThat(found.clause()).isEqualTo("absence.6");
    }

    @Test
    void textAndBlockMustSayTheSame() {
        Edition agreed = compile(ABSENCE);
        ProseCheck.check(agreed, findings);
        assertThat(findings.all()).isEmpty();
        Edition changed = compile(ABSENCE.replace("每季度汇报一次", "每月汇报一次"));
        ProseCheck.check(changed, findings);
        assertThat(findings.all()).extracting(Diagnostic::code).containsExactly(Code.PROSE, Code.PROSE, Code.PROSE);
    }

    @Test
    void allMistakesOfARunAreReported() {
        compile(ABSENCE.replace("every: quarter", "every: quater").replace("owed-by: organiser", "owed-by: organizer"));
        assertThat(findings.errors()).hasSize(1);
        compile(ABSENCE.replace("type: date}", "type: dat}").replace("owed-by: organiser", "owed-by: organizer"));
        assertThat(findings.errors().size()).isGreaterThan(2);
    }

    @Test
    void aRegisterOfAHyphenatedRulebookIsNamedWithUnderscores() {
        Rulebook away = RulebookReader.read(
                "rulebooks/far-away.md",
                ABSENCE.replace("rulebook: absence", "rulebook: far-away")
                        .replace("person", "traveller")
                        .replace("report", "letter"),
                findings);
        Rulebook own = RulebookReader.read(
                "rulebooks/absence.md",
                ABSENCE.replace("title: 外出 | Absence", "title: 外出 | Absence\nuses: [far-away]")
                        .replace(
                                "<= period.start",
                                "<= period.start && far_away.traveller.exists(p, p.name == person.name)"),
                findings);
        new Compiler(List.of(new RegisterKind(), new DutyKind())).compile(List.of(away, own), findings);
        assertThat(findings.all()).isEmpty();
    }
}
