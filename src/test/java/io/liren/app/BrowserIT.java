package io.liren.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.Transliterator;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.liren.access.Viewer;
import io.liren.journal.Chain;
import io.liren.register.ListQuery;
import io.liren.register.RecordView;
import io.liren.register.Replay;
import io.liren.sql.Scope;
import io.liren.wording.Language;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The main paths as a person walks them, in a real browser over the invented community. */
@ExtendWith(OpenDemo.Lent.class)
class BrowserIT {
    @Test
    void aWrongPasswordIsToldAndTheRightOneOpensToday(OpenDemo demo) {
        try (Walk walk = demo.door(Walk.Size.DESK)) {
            Page page = walk.page();
            page.navigate("/");
            page.locator("[name=account]").fill("secretary");
            page.locator("[name=password]").fill("nonsense");
            page.locator("main button").click();
            walk.arrived();
            assertThat(walk.text()).contains("账号或密码不对");
            walk.shot("sign-in");
            walk.signIn("secretary", demo.password());
            assertThat(page.locator("h1").innerText()).contains("今天");
            walk.shot("today");
            assertThat(page.locator(".act").count()).isPositive();
        }
    }

    @Test
    void aMeetingEnteredOnAPhoneMeetsItsDutyAtOnce(OpenDemo demo) {
        try (Walk walk = demo.phone("secretary")) {
            Page page = walk.page();
            walk.shot("today");
            page.navigate("/?all=1");
            Locator row = page.locator(".act", new Page.LocatorOptions().setHasText("组织生活会"))
                    .first();
            assertThat(row.innerText()).contains("2026");
            row.locator("a.btn").click();
            walk.arrived();
            walk.shot("meeting");
            page.locator("main form.form button.go, main form.form .btn.go")
                    .first()
                    .click();
            walk.arrived();
            walk.shot("meeting-saved");
            assertThat(page.locator("#flash").innerText()).contains("组织生活会");
            page.navigate("/?all=1");
            assertThat(page.locator(".act", new Page.LocatorOptions().setHasText("组织生活会"))
                            .count())
                    .isZero();
            page.navigate("/rulebooks/party/1");
            walk.shot("clause");
            assertThat(walk.text()).contains("2026年");
        }
    }

    @Test
    void whatIsDerivedIsTheSameWhenDroppedAndDerivedAgain(OpenDemo demo) {
        Engine engine = demo.engine();
        Viewer anyone = new Viewer(
                new UUID(0, 1), "测试", engine.communities().getFirst(), Set.of(), Language.ZH, Optional.empty());
        var before = engine.derivations().occurrences(anyone, engine.edition().derivations());
        engine.derivations().derive(engine.communities());
        var after = engine.derivations().occurrences(anyone, engine.edition().derivations());
        assertThat(before).isNotEmpty();
        assertThat(after).isEqualTo(before);
    }

    @Test
    void theJournalHoldsAndAgreesWithTheTables(OpenDemo demo) {
        Engine engine = demo.engine();
        UUID community = engine.communities().getFirst();
        engine.owner().inTransaction(Scope.of(community), transaction -> {
            assertThat(Chain.verify(transaction, community).holds()).isTrue();
            assertThat(new Replay(engine.edition(), engine.journal(), engine.keys())
                            .firstDifference(transaction, community))
                    .isEmpty();
            return true;
        });
    }

    private static String someone(Engine engine) {
        Viewer viewer = new Viewer(
                new UUID(0, 1),
                "测试",
                engine.communities().getFirst(),
                Set.of("community.director", "community.clerk"),
                Language.ZH,
                Optional.empty());
        var first = engine.records()
                .list(viewer, ListQuery.of("community.person").size(1))
                .lines()
                .getFirst();
        return engine.titles()
                .of(viewer, "community.person", List.of(first.id()))
                .get(first.id());
    }

    private static String initials(String name) {
        Transliterator latin = Transliterator.getInstance("Han-Latin; Latin-ASCII; Lower");
        StringBuilder initials = new StringBuilder();
        for (char c : name.toCharArray()) {
            initials.append(latin.transliterate(String.valueOf(c)).charAt(0));
        }
        return initials.toString();
    }

    @Test
    void someoneIsFoundByInitialsAndCorrectedAndTheHistoryTells(OpenDemo demo) {
        String name = someone(demo.engine());
        try (Walk walk = demo.desk("clerk")) {
            Page page = walk.page();
            page.navigate("/search?q=" + initials(name));
            walk.shot("search");
            page.locator("main a[href*='/registers/community/person/']", new Page.LocatorOptions().setHasText(name))
                    .first()
                    .click();
            walk.arrived();
            walk.shot("record");
            page.locator("main a[href$='/correction']").first().click();
            walk.arrived();
            page.locator("[name=verified_on]").fill("11.20");
            page.locator("[name=reason]").fill("入户核对过");
            walk.shot("correction");
            page.locator("main form.form .btn.go").first().click();
            walk.arrived();
            walk.shot("corrected");
            assertThat(walk.text()).contains("入户核对过").contains("11月20日");
        }
    }

    @Test
    void aConsentIsWithdrawnInTwoTouchesAndWhatRestedOnItIsGone(OpenDemo demo) {
        Viewer worker = new Viewer(
                new UUID(0, 1),
                "测试",
                demo.engine().communities().getFirst(),
                Set.of("reproductive-health.worker", "community.clerk"),
                Language.ZH,
                Optional.empty());
        String offers = "reproductive-health.offer";
        RecordView offer = demo
                .engine()
                .records()
                .list(worker, ListQuery.of(offers).size(200))
                .lines()
                .stream()
                .flatMap(l -> demo.engine().records().record(worker, offers, l.id()).stream())
                .filter(r -> r.values().get("service") != null)
                .findFirst()
                .orElseThrow();
        try (Walk walk = demo.phone("health")) {
            Page page = walk.page();
            page.navigate("/registers/community/person/" + offer.values().get("person"));
            page.locator("main a[href^='/consents/']").first().click();
            walk.arrived();
            walk.shot("consent");
            assertThat(walk.text()).contains("告知书", "对您的影响", "第1版", "12个月");
            page.locator("details.answer summary", new Page.LocatorOptions().setHasText("撤回"))
                    .click();
            walk.shot("consent-withdrawing");
            assertThat(walk.text()).contains("彻底删除", "要的服务");
            page.locator("details.answer button.danger").click();
            walk.arrived();
            walk.shot("consent-withdrawn");
            assertThat(page.locator("#flash").innerText()).contains("彻底删除");
            assertThat(walk.text()).contains("已撤回");
            page.navigate("/rights/community/person/" + offer.values().get("person"));
            walk.shot("rights");
            assertThat(walk.text()).contains("自愿服务", "已撤回", "服务询问");
            Download copy = page.waitForDownload(
                    () -> page.locator("main form[action$='/copy'] button").click());
            assertThat(copy.suggestedFilename()).endsWith(".pdf");
        }
        assertThat(demo.engine()
                        .records()
                        .record(worker, offers, offer.id())
                        .orElseThrow()
                        .values()
                        .get("service"))
                .isNull();
        UUID community = demo.engine().communities().getFirst();
        demo.engine().owner().inTransaction(Scope.of(community), transaction -> {
            assertThat(Chain.verify(transaction, community).holds()).isTrue();
            return true;
        });
    }

    @Test
    void aMonthsPaymentsShowWhatCameBackAndASumOpensOntoItsReasons(OpenDemo demo) {
        try (Walk walk = demo.desk("civil")) {
            Page page = walk.page();
            page.navigate("/payments");
            walk.shot("payments");
            page.locator("main tbody a[href$='/2026-11']").click();
            walk.arrived();
            walk.shot("payment");
            assertThat(walk.text()).contains("银行退回", "由另一个人复核");
            page.locator("details.explain summary").first().click();
            page.locator("details.explain [name=why]").first().fill("账户注销，已请本人另开户，随下月补发");
            page.locator("details.explain button").first().click();
            walk.arrived();
            assertThat(walk.text()).contains("随下月补发");
            page.navigate("/registers/civil-affairs/assessment");
            page.locator("main tbody a[href*='/assessment/']").first().click();
            walk.arrived();
            page.locator("main a[href$='/reasons/amount']").click();
            walk.arrived();
            walk.shot("reasons");
            assertThat(walk.text()).contains("每人每月保障标准", "计入人数");
        }
    }

    @Test
    void aNumberOfTheReportOpensOntoItsRecords(OpenDemo demo) {
        try (Walk walk = demo.desk("publicist")) {
            Page page = walk.page();
            page.navigate("/reports");
            page.locator("main a[href^='/reports/party/']").first().click();
            walk.arrived();
            walk.shot("report");
            byte[] file = page.request()
                    .get(page.locator("main a[href*='export.xlsx']").getAttribute("href"))
                    .body();
            assertThat(new String(file, 0, 2, java.nio.charset.StandardCharsets.US_ASCII))
                    .as("an Excel file")
                    .isEqualTo("PK");
            Locator total = page.locator("main a[href*='/total/']").first();
            int number = Integer.parseInt(total.innerText().strip());
            total.click();
            walk.arrived();
            walk.shot("report-cell");
            assertThat(page.locator("tbody tr").count()).isEqualTo(number);
            page.locator("tbody a").first().click();
            walk.arrived();
            assertThat(page.url()).contains("/registers/");
        }
    }

    @Test
    void aCaseGoesOneStepOnAndTheOverviewTellsWhereItStands(OpenDemo demo) {
        try (Walk walk = demo.desk("treasurer")) {
            Page page = walk.page();
            page.navigate("/cases");
            walk.shot("cases");
            Locator cases = page.locator("main table tbody tr");
            assertThat(cases.count()).isPositive();
            boolean taken = false;
            for (int i = 0; i < Math.min(20, cases.count()) && !taken; i++) {
                page.navigate("/cases");
                String before = cases.nth(i).innerText();
                String title = cases.nth(i).locator("a").innerText();
                cases.nth(i).locator("a").click();
                walk.arrived();
                Locator ways = page.locator(".move.next details");
                if (ways.count() == 0) {
                    continue;
                }
                int done = page.locator("ol.steps li.done").count();
                ways.first().locator("summary").click();
                ways.first().locator("button").click();
                walk.arrived();
                if (page.locator(".move .oops").count() > 0) {
                    continue; // It asks for more than a day.
                }
                assertThat(page.locator("ol.steps li.done").count()).isEqualTo(done + 1);
                walk.look("case");
                page.navigate("/cases");
                assertThat(page.locator("main table tbody tr")
                                .filter(new Locator.FilterOptions().setHasText(title))
                                .allInnerTexts())
                        .doesNotContain(before);
                taken = true;
            }
            assertThat(taken)
                    .as("a case that the treasurer can take a step further")
                    .isTrue();
        }
    }

    @Test
    void aMonthIsClosedByTwoPeopleAndTakenInByTheStreetWhichSeesNumbersOnly(OpenDemo demo) {
        String sheet = "/reports/public-safety/emergencies_of_month?period=2026-10";
        try (Walk officer = demo.desk("safety")) {
            officer.go(sheet).press("编制");
            assertThat(officer.page().locator(".seal").innerText()).contains("待复核");
            assertThat(officer.page().locator(".doing").count())
                    .as("one person doesn't do both")
                    .isZero();
        }
        try (Walk director = demo.phone("director")) {
            director.go(sheet).press("封存");
            assertThat(director.page().locator(".seal").innerText()).contains("已封存");
            director.shot("report-sealed");
        }
        try (Walk officer = demo.desk("safety")) {
            officer.go(sheet).press("报送");
            assertThat(officer.page().locator(".seal").innerText()).contains("已报送");
            officer.shot("report-sent");
        }
        try (Walk street = demo.desk("street")) {
            Page page = street.page();
            assertThat(page.url()).endsWith("/street");
            street.shot("street");
            street.go("/registers");
            assertThat(page.url()).as("no community's pages").endsWith("/street");
            page.locator("tr", new Page.LocatorOptions().setHasText("突发事件月报"))
                    .locator("td[data-label=试点社区] a")
                    .click();
            street.arrived();
            assertThat(page.locator("main .sheet a").count())
                    .as("numbers, not records")
                    .isZero();
            street.press("签收");
            page.locator("main .rows li", new Page.LocatorOptions().setHasText("试点社区"))
                    .getByText("已签收")
                    .waitFor();
        }
    }

    @Test
    void theLanguageIsSwitchedAndStays(OpenDemo demo) {
        try (Walk walk = demo.desk("organiser")) {
            Page page = walk.page();
            page.locator("a", new Page.LocatorOptions().setHasText("English"))
                    .first()
                    .click();
            walk.arrived();
            walk.shot("today");
            assertThat(page.locator("html").getAttribute("lang")).startsWith("en");
            page.navigate("/rulebooks/party/6");
            walk.shot("rulebook");
            assertThat(walk.text()).contains("quarter");
            page.locator("a", new Page.LocatorOptions().setHasText("中文"))
                    .first()
                    .click();
            walk.arrived();
            walk.shot("rulebook");
            page.navigate("/registers/community/person");
            walk.shot("people");
            page.navigate("/ledgers");
            walk.shot("ledgers");
            page.navigate("/settings");
            page.locator("main a[href='/parameters']").first().click();
            walk.arrived();
            walk.shot("parameters");
            assertThat(walk.text()).contains("条例");
            // A value that two parameters of a clause have leads to both, and to no other.
            page.navigate("/rulebooks/party");
            page.locator("a.par", new Page.LocatorOptions().setHasText("十二个月"))
                    .last()
                    .click();
            walk.arrived();
            assertThat(page.locator("article.param").all().stream().map(p -> p.getAttribute("id")))
                    .containsExactlyInAnyOrder("party.probation_months", "party.extension_most");
        }
    }
}
