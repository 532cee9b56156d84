package io.liren.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.Transliterator;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.liren.access.Viewer;
import io.liren.calendar.FixedToday;
import io.liren.journal.Chain;
import io.liren.register.ListQuery;
import io.liren.register.RecordView;
import io.liren.register.Replay;
import io.liren.sql.Scope;
import io.liren.wording.Language;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The main paths as a person walks them, in a real browser over the invented community. */
class BrowserIT {
    private static final Path HOME = Path.of("target", "pg", "browser");
    private static final Path PICTURES = Path.of("target", "pictures");
    private static Connections connections;
    private static Engine engine;
    private static Server server;
    private static Playwright playwright;
    private static Browser browser;

    @BeforeAll
    static void openTheDemo() throws Exception {
        Folders.delete(HOME);
        Files.createDirectories(PICTURES);
        connections = Connections.open(HOME, Places.cache(), Optional.empty(), Progress.silent());
        engine = Engine.open(
                connections,
                HOME,
                Path.of("rulebooks"),
                new FixedToday(LocalDate.parse("2026-11-24")),
                Progress.silent());
        DemoCommand.prepare(engine);
        server = Server.start(engine, 0);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        String path = Optional.ofNullable(System.getenv("LIREN_BROWSER"))
                .filter(p -> !p.isBlank())
                .orElse("/usr/bin/chromium");
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of(path))
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    @AfterAll
    static void closeTheDemo() throws Exception {
        if (playwright != null) {
            playwright.close();
        }
        if (server != null) {
            server.close();
        }
        if (connections != null) {
            connections.close();
        }
        Folders.delete(HOME);
    }

    private static BrowserContext window(int width, int height) {
        return browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setLocale("zh-CN")
                .setBaseURL("http://127.0.0.1:" + server.port()));
    }

    private static Page signedIn(BrowserContext window, String account) {
        Page page = window.newPage();
        page.navigate("/");
        page.waitForLoadState();
        page.locator("[name=account]").fill(account);
        page.locator("[name=password]").fill("liren-demo-2026");
        page.locator("main button").click();
        page.waitForLoadState();
        return page;
    }

    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
    }

    private static String text(Page page) {
        return page.locator("main").innerText();
    }

    @Test
    void aWrongPasswordIsToldAndTheRightOneOpensToday() {
        try (BrowserContext window = window(1280, 860)) {
            Page page = window.newPage();
            page.navigate("/");
            page.locator("[name=account]").fill("secretary");
            page.locator("[name=password]").fill("nonsense");
            page.locator("main button").click();
            page.waitForLoadState();
            assertThat(text(page)).contains("账号或密码不对");
            picture(page, "sign-in");
            page = signedIn(window, "secretary");
            assertThat(page.locator("h1").innerText()).contains("今天");
            picture(page, "today");
            assertThat(page.locator(".act").count()).isPositive();
        }
    }

    @Test
    void aMeetingEnteredOnAPhoneMeetsItsDutyAtOnce() {
        try (BrowserContext window = window(390, 844)) {
            Page page = signedIn(window, "secretary");
            picture(page, "today-phone");
            page.navigate("/?all=1");
            Locator row = page.locator(".act", new Page.LocatorOptions().setHasText("组织生活会"))
                    .first();
            assertThat(row.innerText()).contains("2026");
            row.locator("a.btn").click();
            page.waitForLoadState();
            picture(page, "meeting-phone");
            page.locator("main form.form button.go, main form.form .btn.go")
                    .first()
                    .click();
            page.waitForLoadState();
            picture(page, "meeting-saved-phone");
            assertThat(page.locator("#flash").innerText()).contains("组织生活会");
            page.navigate("/?all=1");
            assertThat(page.locator(".act", new Page.LocatorOptions().setHasText("组织生活会"))
                            .count())
                    .isZero();
            page.navigate("/rulebooks/party/1");
            picture(page, "clause-phone");
            assertThat(text(page)).contains("2026年");
        }
    }

    @Test
    void whatIsDerivedIsTheSameWhenDroppedAndDerivedAgain() {
        Viewer anyone = new Viewer(
                new UUID(0, 1), "测试", engine.communities().getFirst(), Set.of(), Language.ZH, Optional.empty());
        var before = engine.derivations().occurrences(anyone, engine.edition().derivations());
        engine.derivations().derive(engine.communities());
        var after = engine.derivations().occurrences(anyone, engine.edition().derivations());
        assertThat(before).isNotEmpty();
        assertThat(after).isEqualTo(before);
    }

    @Test
    void theJournalHoldsAndAgreesWithTheTables() {
        UUID community = engine.communities().getFirst();
        engine.owner().inTransaction(Scope.of(community), transaction -> {
            assertThat(Chain.verify(transaction, community).holds()).isTrue();
            assertThat(new Replay(engine.edition(), engine.journal(), engine.keys())
                            .firstDifference(transaction, community))
                    .isEmpty();
            return true;
        });
    }

    private static String someone() {
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
    void someoneIsFoundByInitialsAndCorrectedAndTheHistoryTells() {
        String name = someone();
        try (BrowserContext window = window(1280, 860)) {
            Page page = signedIn(window, "clerk");
            page.navigate("/search?q=" + initials(name));
            picture(page, "search");
            page.locator("main a[href*='/registers/community/person/']", new Page.LocatorOptions().setHasText(name))
                    .first()
                    .click();
            page.waitForLoadState();
            picture(page, "record");
            page.locator("main a[href$='/correction']").first().click();
            page.waitForLoadState();
            page.locator("[name=verified_on]").fill("11.20");
            page.locator("[name=reason]").fill("入户核对过");
            picture(page, "correction");
            page.locator("main form.form .btn.go").first().click();
            page.waitForLoadState();
            picture(page, "corrected");
            assertThat(text(page)).contains("入户核对过").contains("11月20日");
        }
    }

    @Test
    void aConsentIsWithdrawnInTwoTouchesAndWhatRestedOnItIsGone() {
        Viewer worker = new Viewer(
                new UUID(0, 1),
                "测试",
                engine.communities().getFirst(),
                Set.of("reproductive-health.worker", "community.clerk"),
                Language.ZH,
                Optional.empty());
        String offers = "reproductive-health.offer";
        RecordView offer =
                engine.records().list(worker, ListQuery.of(offers).size(200)).lines().stream()
                        .flatMap(l -> engine.records().record(worker, offers, l.id()).stream())
                        .filter(r -> r.values().get("service") != null)
                        .findFirst()
                        .orElseThrow();
        try (BrowserContext window = window(390, 844)) {
            Page page = signedIn(window, "health");
            page.navigate("/registers/community/person/" + offer.values().get("person"));
            page.locator("main a[href^='/consents/']").first().click();
            page.waitForLoadState();
            picture(page, "consent-phone");
            assertThat(text(page)).contains("告知书", "对您的影响", "第1版", "12个月");
            page.locator("details.answer summary", new Page.LocatorOptions().setHasText("撤回"))
                    .click();
            picture(page, "consent-withdrawing-phone");
            assertThat(text(page)).contains("彻底删除", "要的服务");
            page.locator("details.answer button.danger").click();
            page.waitForLoadState();
            picture(page, "consent-withdrawn-phone");
            assertThat(page.locator("#flash").innerText()).contains("彻底删除");
            assertThat(text(page)).contains("已撤回");
            page.navigate("/rights/community/person/" + offer.values().get("person"));
            picture(page, "rights-phone");
            assertThat(text(page)).contains("自愿服务", "已撤回", "服务询问");
            Download copy = page.waitForDownload(
                    () -> page.locator("main form[action$='/copy'] button").click());
            assertThat(copy.suggestedFilename()).endsWith(".pdf");
        }
        assertThat(engine.records()
                        .record(worker, offers, offer.id())
                        .orElseThrow()
                        .values()
                        .get("service"))
                .isNull();
        UUID community = engine.communities().getFirst();
        engine.owner().inTransaction(Scope.of(community), transaction -> {
            assertThat(Chain.verify(transaction, community).holds()).isTrue();
            return true;
        });
    }

    @Test
    void aMonthsPaymentsShowWhatCameBackAndASumOpensOntoItsReasons() {
        try (BrowserContext window = window(1280, 860)) {
            Page page = signedIn(window, "civil");
            page.navigate("/payments");
            picture(page, "payments");
            page.locator("main tbody a").first().click();
            page.waitForLoadState();
            picture(page, "payment");
            assertThat(text(page)).contains("银行退回", "777.00", "由另一个人复核");
            page.locator("details.explain summary").first().click();
            page.locator("details.explain [name=why]").first().fill("账户注销，已请本人另开户，随下月补发");
            page.locator("details.explain button").first().click();
            page.waitForLoadState();
            assertThat(text(page)).contains("随下月补发");
            page.navigate("/registers/civil-affairs/assessment");
            page.locator("main tbody a[href*='/assessment/']").first().click();
            page.waitForLoadState();
            page.locator("main a[href$='/reasons/amount']").click();
            page.waitForLoadState();
            picture(page, "reasons");
            assertThat(text(page)).contains("每人每月保障标准", "计入人数");
        }
    }

    @Test
    void aNumberOfTheReportOpensOntoItsRecords() {
        try (BrowserContext window = window(1280, 860)) {
            Page page = signedIn(window, "publicist");
            page.navigate("/reports");
            page.locator("main a[href^='/reports/party/']").first().click();
            page.waitForLoadState();
            picture(page, "report");
            byte[] file = page.request()
                    .get(page.locator("main a[href*='export.xlsx']").getAttribute("href"))
                    .body();
            assertThat(new String(file, 0, 2, java.nio.charset.StandardCharsets.US_ASCII))
                    .as("an Excel file")
                    .isEqualTo("PK");
            Locator total = page.locator("main a[href*='/total/']").first();
            int number = Integer.parseInt(total.innerText().strip());
            total.click();
            page.waitForLoadState();
            picture(page, "report-cell");
            assertThat(page.locator("tbody tr").count()).isEqualTo(number);
            page.locator("tbody a").first().click();
            page.waitForLoadState();
            assertThat(page.url()).contains("/registers/");
        }
    }

    @Test
    void aCaseGoesOneStepOnAndTheOverviewTellsWhereItStands() {
        try (BrowserContext window = window(1280, 860)) {
            Page page = signedIn(window, "treasurer");
            page.navigate("/cases");
            picture(page, "cases");
            Locator cases = page.locator("main table tbody tr");
            assertThat(cases.count()).isPositive();
            boolean taken = false;
            for (int i = 0; i < Math.min(20, cases.count()) && !taken; i++) {
                page.navigate("/cases");
                String before = cases.nth(i).innerText();
                String title = cases.nth(i).locator("a").innerText();
                cases.nth(i).locator("a").click();
                page.waitForLoadState();
                Locator ways = page.locator("form.move details");
                if (ways.count() == 0) {
                    continue;
                }
                int done = page.locator("ol.steps li.done").count();
                ways.first().locator("summary").click();
                ways.first().locator("button").click();
                page.waitForLoadState();
                assertThat(page.locator("ol.steps li.done").count()).isEqualTo(done + 1);
                picture(page, "case");
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
    void aMonthIsClosedByTwoPeopleAndTakenInByTheStreetWhichSeesNumbersOnly() {
        String sheet = "/reports/public-safety/emergencies_of_month?period=2026-10";
        try (BrowserContext window = window(1280, 860)) {
            Page officer = signedIn(window, "safety");
            officer.navigate(sheet);
            pressed(officer, "编制");
            assertThat(officer.locator(".seal").innerText()).contains("待复核");
            assertThat(officer.locator(".doing").count())
                    .as("one person doesn't do both")
                    .isZero();
        }
        try (BrowserContext window = window(390, 844)) {
            Page director = signedIn(window, "director");
            director.navigate(sheet);
            pressed(director, "封存");
            assertThat(director.locator(".seal").innerText()).contains("已封存");
            picture(director, "report-sealed-phone");
        }
        try (BrowserContext window = window(1280, 860)) {
            Page officer = signedIn(window, "safety");
            officer.navigate(sheet);
            pressed(officer, "报送");
            assertThat(officer.locator(".seal").innerText()).contains("已报送");
            picture(officer, "report-sent");
        }
        try (BrowserContext window = window(1280, 860)) {
            Page street = signedIn(window, "street");
            assertThat(street.url()).endsWith("/street");
            picture(street, "street");
            street.navigate("/registers");
            assertThat(street.url()).as("no community's pages").endsWith("/street");
            street.locator("tr", new Page.LocatorOptions().setHasText("突发事件月报"))
                    .locator("td[data-label=试点社区] a")
                    .click();
            street.waitForLoadState();
            assertThat(street.locator("main .sheet a").count())
                    .as("numbers, not records")
                    .isZero();
            pressed(street, "签收");
            street.locator("main .rows li", new Page.LocatorOptions().setHasText("试点社区"))
                    .getByText("已签收")
                    .waitFor();
        }
    }

    private static void pressed(Page page, String button) {
        page.locator(".doing button", new Page.LocatorOptions().setHasText(button))
                .first()
                .click();
        page.waitForLoadState();
    }

    @Test
    void theLanguageIsSwitchedAndStays() {
        try (BrowserContext window = window(1280, 860)) {
            Page page = signedIn(window, "organiser");
            page.locator("a", new Page.LocatorOptions().setHasText("English"))
                    .first()
                    .click();
            page.waitForLoadState();
            picture(page, "today-english");
            assertThat(page.locator("html").getAttribute("lang")).startsWith("en");
            page.navigate("/rulebooks/party/6");
            picture(page, "rulebook-english");
            assertThat(text(page)).contains("quarter");
            page.locator("a", new Page.LocatorOptions().setHasText("中文"))
                    .first()
                    .click();
            page.waitForLoadState();
            picture(page, "rulebook");
            page.navigate("/registers/community/person");
            picture(page, "people");
            page.navigate("/ledgers");
            picture(page, "ledgers");
            page.navigate("/settings");
            page.locator("main a[href='/parameters']").first().click();
            page.waitForLoadState();
            picture(page, "parameters");
            assertThat(text(page)).contains("条例");
        }
    }
}
