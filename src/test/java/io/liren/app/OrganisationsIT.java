package io.liren.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import io.liren.wording.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Organisations at work, walked through by those whose work it is: an appraisal, the calendar, a plan, minutes. */
@ExtendWith(OpenDemo.Lent.class)
class OrganisationsIT {
    /** Down to the record behind one point. */
    @Test
    void anAppraisalOpenedDownToTheRecordBehindOnePoint(OpenDemo demo) {
        try (Walk chair = demo.desk("women")) {
            chair.go("/organisations").press("2026年上半年").look("appraisal");
            chair.press("走访联系户：背后的");
            Locator evidence = chair.page()
                    .locator("#item-visits tbody tr td:last-child a")
                    .first();
            String name = evidence.innerText();
            evidence.click();
            chair.arrived();
            assertThat(chair.page().url()).contains("/registers/community/visit/");
            assertThat(chair.page().locator("h1").innerText()).isEqualTo(name);
        }
    }

    /** A month of occasions, a plan with its draft, the minutes: on a desk and in a hand, in both languages. */
    @Test
    void theCalendarAPlanAndMinutesOnAnyScreen(OpenDemo demo) {
        try (Walk walk = demo.desk("women")) {
            for (Language language : Language.values()) {
                for (Walk.Size size : Walk.Size.values()) {
                    walk.in(language).on(size);
                    walk.go("/organisations").look("organisations");
                    walk.go("/calendar?month=2026-11").look("calendar");
                    walk.go("/organisations")
                            .page()
                            .locator("#meetings a")
                            .first()
                            .click();
                    walk.arrived().look("minutes");
                    walk.go("/organisations").page().locator("#plans a").first().click();
                    walk.arrived().look("plan");
                }
            }
        }
    }
}
