package io.liren.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.liren.rulebook.Diagnostic;
import io.liren.rulebook.Findings;
import io.liren.rulebook.Position;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CheckedTest {
    @Test
    void whatAnExpressionReadsIsKnownAlsoThroughComputedFieldsAndReferences() {
        Checked checked = Club.checked("member.home.rooms > 2 && member.visits > 1");
        assertThat(checked.reads()).containsExactly("club.home", "club.member", "club.visit");
        assertThat(Club.checked("member.active").reads()).containsExactly("club.member");
        assertThat(Club.checked("member in v.present").reads()).containsExactly("club.member", "club.visit");
        assertThat(Club.checked("member.dues > param.fee").parameters()).containsExactly("fee", "rates");
        assertThat(Club.checked("member.grown").computedFields()).containsExactly("club.member.grown");
    }

    @Test
    void whetherItDependsOnTodayOrThePeriodIsKnown() {
        assertThat(Club.checked("member.age > 3").namesToday()).isTrue();
        assertThat(Club.checked("member.active").namesToday()).isFalse();
        assertThat(Club.checked("v.on >= period.start").namesPeriod()).isTrue();
        assertThat(Club.checked("trigger.addDays(3) > v.on").namesTrigger()).isTrue();
        assertThat(Club.checked("v.on == today").names("member")).isFalse();
    }

    @Test
    void whatAConjunctionHoldsEqualCanFillInAForm() {
        Checked checked = Club.checked("v.member == member && today == v.on && v.form != \"door\""
                + " && (v.minutes == 3 || v.cost == 2) && v.cost == v.minutes");
        assertThat(checked.equalities("v")).extracting(e -> e.field().name()).containsExactly("member", "on");
        assertThat(checked.equalities("v").getFirst().value().type()).isEqualTo(Club.MEMBER);
    }

    @Test
    void placesAreCountedInCharactersAndLines() {
        Findings findings = new Findings();
        Expressions.check(
                "member.name == \"𠮷甲\" &&\n  member.nam == \"乙\"",
                new Position("club.md", 7, 12),
                "club.1",
                Club.ENVIRONMENT,
                Type.BOOL,
                findings);
        Expressions.check(
                "member.name == \"𠮷甲\" && membre.active",
                new Position("club.md", 7, 12),
                "club.1",
                Club.ENVIRONMENT,
                Type.BOOL,
                findings);
        assertThat(findings.all())
                .extracting(Diagnostic::position)
                .containsExactly(new Position("club.md", 7, 12 + 23), new Position("club.md", 8, 10));
    }

    @Test
    void theExpectedTypeIsAskedFor() {
        Findings findings = new Findings();
        Expressions.check("member.name", Club.PLACE, "club.1", Club.ENVIRONMENT, Type.BOOL, findings);
        Expressions.check("member.sex", Club.PLACE, "club.1", Club.ENVIRONMENT, Type.TEXT, findings);
        assertThat(findings.all())
                .extracting(d -> d.message().en())
                .containsExactly("Here a yes or no is needed; the expression gives a text.");
    }

    @Test
    void aVariableHidesTheRegisterOfItsName() {
        Environment environment = Environment.of(Club.vocabulary, Map.of());
        Findings findings = new Findings();
        assertThat(Expressions.check("member.size() == 1", Club.PLACE, "", environment, Type.BOOL, findings))
                .isPresent();
        assertThat(Expressions.check(
                        "member.size() == 1",
                        Club.PLACE,
                        "",
                        environment.with("member", Club.MEMBER),
                        Type.BOOL,
                        findings))
                .isEmpty();
        assertThat(List.copyOf(findings.all())).hasSize(1);
    }
}
