package io.liren.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.liren.access.Viewer;
import io.liren.calendar.FixedToday;
import io.liren.calendar.Today;
import io.liren.register.EntryOptions;
import io.liren.register.Outcome;
import io.liren.wording.Language;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What residents see and send in without signing in, and what workers make of it, in a browser. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OpenDoorIT {
    private static final Path HOME = Path.of("target", "pg", "open");
    private static final Path BOOKS = Path.of("target", "pg", "open-books");
    private static final Path PICTURES = Path.of("target", "pictures");
    private static final String SECRET = "yi-ju-hao-ji-de-hua";
    private static final LocalDate MONDAY = LocalDate.parse("2026-04-27");
    private static final Days DAYS = new Days();
    private static Connections connections;
    private static Engine engine;
    private static Server server;
    private static Playwright playwright;
    private static Browser browser;
    private static UUID community;

    /** A day that the stories move on. */
    private static final class Days implements Today {
        private Today now = new FixedToday(MONDAY);

        void moveTo(String day) {
            now = new FixedToday(LocalDate.parse(day));
        }

        @Override
        public LocalDate today() {
            return now.today();
        }

        @Override
        public Instant now() {
            return now.now();
        }

        @Override
        public ZoneId zone() {
            return now.zone();
        }
    }

    @BeforeAll
    static void openAnOffice() throws Exception {
        Folders.delete(HOME);
        Folders.delete(BOOKS);
        Files.createDirectories(BOOKS);
        Files.createDirectories(PICTURES);
        for (String book : List.of("community.md", "public-safety.md")) {
            Files.copy(Path.of("rulebooks", book), BOOKS.resolve(book));
        }
        Files.writeString(BOOKS.resolve("volunteers.md"), LanguageReferenceTest.rulebook());
        connections = Connections.open(HOME, Places.cache(), Optional.empty(), Progress.silent());
        engine = Engine.open(connections, HOME, BOOKS, DAYS, Progress.silent());
        server = Server.start(engine, 0);
        Visitor founder = new Visitor(server.port());
        founder.get("/first-run");
        founder.post(
                "/first-run",
                Map.of("community", "试点社区", "street", "槐荫街道", "name", "冯壬九", "login", "admin", "password", SECRET));
        community = engine.communities().getFirst();
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        String path = Optional.ofNullable(System.getenv("LIREN_BROWSER"))
                .filter(p -> !p.isBlank())
                .orElse("/usr/bin/chromium");
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of(path))
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run")));
    }

    @AfterAll
    static void close() throws Exception {
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
        Folders.delete(BOOKS);
    }

    private static BrowserContext desk() {
        return window(1280, 900, "zh-CN");
    }

    private static BrowserContext phone(String language) {
        return window(390, 844, language);
    }

    private static BrowserContext window(int width, int height, String language) {
        return browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setLocale(language)
                .setBaseURL("http://127.0.0.1:" + server.port()));
    }

    private static Page signedIn(BrowserContext window) {
        Page page = window.newPage();
        page.navigate("/");
        page.waitForLoadState();
        page.locator("[name=account]").fill("admin");
        page.locator("[name=password]").fill(SECRET);
        page.locator("main button").click();
        page.waitForLoadState();
        return page;
    }

    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve("open-" + name + ".png"))
                .setFullPage(true));
    }

    private static String text(Page page) {
        return page.locator("main").innerText();
    }

    private static UUID entered(String register, Map<String, ?> values) {
        Viewer leader = new Viewer(
                UUID.randomUUID(),
                "测试",
                community,
                Set.of("volunteers.leader", "volunteers.secretary"),
                Language.ZH,
                Optional.empty());
        Outcome outcome = engine.facts().enter(leader, "volunteers." + register, values, EntryOptions.none());
        assertThat(outcome).isInstanceOf(Outcome.Entered.class);
        return ((Outcome.Entered) outcome).id();
    }

    @Test
    void aNoticeIsPublishedObjectedToAnsweredAndEnds() {
        DAYS.moveTo("2026-04-27");
        UUID neighbour = entered("neighbour", Map.of("name", "王小明"));
        UUID grant = entered(
                "grant",
                Map.of(
                        "neighbour", neighbour,
                        "people", "2",
                        "amount", "300",
                        "reason", "家里着了小火",
                        "decided_on", "2026-04-20"));
        String address;
        try (BrowserContext desk = desk()) {
            Page page = signedIn(desk);
            page.navigate("/registers/volunteers/grant/" + grant);
            page.locator("a.btn", new Page.LocatorOptions().setHasText("公示：补助公示"))
                    .click();
            page.waitForLoadState();
            assertThat(text(page)).contains("王某某", "300.00元", "困难情况").doesNotContain("王小明得");
            picture(page, "draft");
            page.locator("form.form .btn.go").click();
            page.waitForLoadState();
            assertThat(page.locator("#flash").innerText()).contains("已公示");
            picture(page, "posting");
            page.locator("a.btn", new Page.LocatorOptions().setHasText("张贴件")).click();
            page.waitForLoadState();
            picture(page, "poster");
            address = page.locator(".scan small").first().innerText();
            assertThat(address).contains("/public/" + community + "/notices/");
        }
        String code = objected(address);
        try (BrowserContext desk = desk()) {
            DAYS.moveTo("2026-05-08");
            Page page = signedIn(desk);
            page.navigate("/notices");
            assertThat(text(page)).contains("异议待答复");
            picture(page, "notices");
            page.locator(".rows a", new Page.LocatorOptions().setHasText("王小明"))
                    .first()
                    .click();
            page.waitForLoadState();
            assertThat(text(page)).doesNotContain("人数不对");
            page.locator("#objections .mask summary").first().click();
            page.locator("#objections .mask button").first().click();
            page.waitForLoadState();
            page.locator("#objections").getByText("人数不对").waitFor();
            page.locator("#objections .pick label", new Page.LocatorOptions().setHasText("不成立"))
                    .click();
            page.locator("#objections textarea").fill("经核实，户口簿上是两人。");
            picture(page, "answering");
            page.locator("#objections .btn.go").click();
            page.waitForLoadState();
            assertThat(text(page)).contains("已期满", "已答复");
            picture(page, "ended");
        }
        try (BrowserContext phone = phone("zh-CN")) {
            Page page = phone.newPage();
            assertThat(page.navigate(address).status())
                    .as("it came down by itself")
                    .isEqualTo(404);
            assertThat(text(page)).contains("不在了").doesNotContain("王某某");
            picture(page, "gone-phone");
            page.navigate("/public/" + community + "/following");
            page.locator("[name=code]")
                    .fill(code.toLowerCase(java.util.Locale.ROOT).replace("-", " "));
            page.locator("main .btn.go").click();
            page.waitForLoadState();
            assertThat(text(page)).contains("已答复", "户口簿上是两人");
            picture(page, "followed-phone");
        }
    }

    /** Somebody objects on a phone; their code. */
    private static String objected(String address) {
        try (BrowserContext phone = phone("zh-CN");
                BrowserContext english = phone("en-GB")) {
            Page page = phone.newPage();
            page.navigate("/public");
            page.waitForLoadState();
            picture(page, "front-phone");
            assertThat(page.locator("h1").innerText()).contains("试点社区");
            page.navigate(address);
            page.waitForLoadState();
            assertThat(text(page)).contains("王某某").doesNotContain("王小明", "小火");
            picture(page, "public-phone");
            page.locator(".object summary").click();
            page.locator("[name=content]").fill("家里人数不对，是三个人");
            page.locator("[name=contact]").fill("13800138000");
            page.locator(".object .btn.go").click();
            page.waitForLoadState();
            if (page.locator(".oops").count() > 0) {
                // Quicker than a person reads: asked to look again.
                assertThat(page.locator(".oops").innerText()).contains("再看一遍");
                page.waitForTimeout(2100);
                page.locator(".object .btn.go").click();
                page.waitForLoadState();
            }
            picture(page, "sent-phone");
            Page other = english.newPage();
            other.navigate(address);
            other.waitForLoadState();
            assertThat(text(other)).contains("Notice of a grant", "¥300.00");
            picture(other, "public-en-phone");
            return page.locator(".code b").innerText();
        }
    }

    @Test
    void aTextThatTellsTooMuchIsNotPublishedAndStaysOffTheStandingList() {
        DAYS.moveTo("2026-04-27");
        UUID neighbour = entered("neighbour", Map.of("name", "李丁 13900139000"));
        UUID grant = entered(
                "grant", Map.of("neighbour", neighbour, "people", "1", "amount", "120", "decided_on", "2026-04-20"));
        UUID other = entered("neighbour", Map.of("name", "欧阳某九"));
        entered("grant", Map.of("neighbour", other, "people", "4", "amount", "900", "decided_on", "2026-04-20"));
        try (BrowserContext desk = desk();
                BrowserContext phone = phone("zh-CN")) {
            Page page = signedIn(desk);
            page.navigate("/notices/volunteers/grant_notice/for/" + grant);
            assertThat(page.locator("form.form .btn.go").isEnabled()).isTrue();
            UUID told = entered("neighbour", Map.of("name", "孙"));
            UUID plain = entered(
                    "grant",
                    Map.of(
                            "neighbour",
                            told,
                            "people",
                            "1",
                            "amount",
                            "120",
                            "reason",
                            "2026年4月27日",
                            "decided_on",
                            "2026-04-20"));
            page.navigate("/notices/volunteers/grant_notice/for/" + plain);
            assertThat(page.locator(".oops").innerText()).contains("敏感内容", "困难情况");
            assertThat(page.locator("form.form .btn.go").isEnabled()).isFalse();
            picture(page, "leak");
            page.navigate("/notices/volunteers/grants_open");
            picture(page, "standing");
            Page open = phone.newPage();
            open.navigate("/public/" + community + "/lists/volunteers/grants_open");
            assertThat(text(open)).contains("欧阳某某", "900.00元").doesNotContain("欧阳某九", "13900139000");
            picture(open, "standing-phone");
        }
    }

    @Test
    void anAnonymousReportFromAPhoneGetsItsAnswer() {
        DAYS.moveTo("2026-06-01");
        String code;
        try (BrowserContext phone = phone("zh-CN")) {
            Page page = phone.newPage();
            page.navigate("/public/" + community);
            page.locator("a", new Page.LocatorOptions().setHasText("反映情况")).click();
            page.waitForLoadState();
            picture(page, "form-phone");
            page.locator(".pick label", new Page.LocatorOptions().setHasText("安全隐患"))
                    .click();
            page.locator("[name=facts]").fill("井盖松动，夜里看不见");
            page.waitForTimeout(2100);
            page.locator("form.form .btn.go").click();
            page.waitForLoadState();
            assertThat(page.locator(".oops").innerText()).contains("在哪里");
            assertThat(page.locator("[name=facts]").inputValue()).isEqualTo("井盖松动，夜里看不见");
            picture(page, "form-wrong-phone");
            page.locator("[name=place]").fill("北门外");
            page.waitForTimeout(2100);
            page.locator("form.form .btn.go").click();
            page.waitForLoadState();
            code = page.locator(".code b").innerText();
            followed(page, code);
            assertThat(text(page)).contains("等待查看");
        }
        try (BrowserContext desk = desk()) {
            Page page = signedIn(desk);
            page.navigate("/?all=1");
            assertThat(text(page)).contains("查看来件");
            page.locator(".act", new Page.LocatorOptions().setHasText("查看来件"))
                    .first()
                    .locator("a.btn")
                    .click();
            page.waitForLoadState();
            page.locator("a.btn", new Page.LocatorOptions().setHasText("办理这件来件"))
                    .click();
            page.waitForLoadState();
            assertThat(text(page)).doesNotContain("井盖松动");
            picture(page, "received");
            page.locator("form.form .btn.go").first().click();
            page.waitForLoadState();
            assertThat(text(page)).contains("井盖松动", "北门外", "安全隐患");
            picture(page, "received-open");
            page.locator("form.form .btn.go").first().click();
            page.waitForLoadState();
            assertThat(page.locator("#flash").innerText()).contains("已登记");
            assertThat(text(page)).contains("北门外", "待核实");
            picture(page, "received-record");
            page.navigate("/intakes");
            assertThat(text(page)).contains("已受理");
            picture(page, "inbox");
        }
        try (BrowserContext phone = phone("zh-CN");
                BrowserContext english = phone("en-GB")) {
            Page page = phone.newPage();
            followed(page, code);
            assertThat(text(page)).contains("办到这一步", "待核实").doesNotContain("井盖松动");
            picture(page, "report-followed-phone");
            Page other = english.newPage();
            other.navigate("/public/" + community + "/forms/public-safety/report");
            picture(other, "form-en-phone");
        }
    }

    private static void followed(Page page, String code) {
        page.navigate("/public/" + community + "/following");
        page.locator("[name=code]").fill(code);
        page.locator("main .btn.go").click();
        page.waitForLoadState();
    }

    @Test
    void aDocumentIsIssuedNumberedAndDownloaded() throws Exception {
        DAYS.moveTo("2026-06-01");
        UUID neighbour = entered("neighbour", Map.of("name", "钱子二"));
        UUID grant = entered(
                "grant", Map.of("neighbour", neighbour, "people", "2", "amount", "300", "decided_on", "2026-04-20"));
        try (BrowserContext desk = desk()) {
            Page page = signedIn(desk);
            page.navigate("/registers/volunteers/grant/" + grant);
            page.locator("a.btn", new Page.LocatorOptions().setHasText("出具：补助通知书"))
                    .click();
            page.waitForLoadState();
            assertThat(text(page)).contains("钱子二", "300.00元", "还没有出具");
            page.locator("form.form .btn.go").click();
            page.waitForLoadState();
            assertThat(text(page)).contains("志愿〔2026〕1号");
            picture(page, "document");
            page.locator("form.form .btn.go").click();
            page.waitForLoadState();
            assertThat(text(page)).contains("志愿〔2026〕2号");
            byte[] pdf = file(page, "PDF", "document.pdf");
            assertThat(new String(pdf, 0, 5, java.nio.charset.StandardCharsets.US_ASCII))
                    .isEqualTo("%PDF-");
            byte[] word = file(page, "Word", "document.docx");
            assertThat(io.liren.paper.Docx.html(word)).contains("补助通知书", "志愿〔2026〕2号", "钱子二", "（盖章）");
        }
    }

    private static byte[] file(Page page, String button, String name) throws Exception {
        var download = page.waitForDownload(() -> page.locator("a.btn", new Page.LocatorOptions().setHasText(button))
                .first()
                .click());
        download.saveAs(PICTURES.resolve(name));
        return Files.readAllBytes(PICTURES.resolve(name));
    }

    /** Last: from then on this address is slowed down. */
    @Test
    @Order(Integer.MAX_VALUE)
    void aMachineAndAFloodAreTurnedAwayAndWhatWasWrittenStays() throws Exception {
        DAYS.moveTo("2026-06-01");
        String form = "/public/" + community + "/forms/public-safety/report";
        Visitor machine = new Visitor(server.port());
        machine.get(form);
        Map<String, String> report = Map.of("kind", "safety", "place", "东门", "facts", "灯不亮");
        assertThat(machine.post(form, report).body())
                .as("quicker than a person reads")
                .contains("再看一遍", "灯不亮");
        machine.forget();
        assertThat(machine.post(form, report).statusCode()).as("a forged token").isEqualTo(403);
        Visitor guesser = new Visitor(server.port());
        String following = "/public/" + community + "/following";
        guesser.get(following);
        int answered = 0;
        for (int i = 0; i < 20; i++) {
            answered = guesser.post(following, Map.of("code", "AAAA-BBBB-CC" + (10 + i)))
                    .statusCode();
        }
        assertThat(answered).as("slowed down").isEqualTo(429);
    }
}
