package io.liren.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.liren.calendar.FixedToday;
import io.liren.testing.TestCluster;
import io.liren.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rulebook that no code has seen, fire safety, from a folder: worked through the same pages as any other. */
class UnseenRulebookIT {
    private static final Path HOME = Path.of("target", "pg", "unseen");
    private static final String SECRET = "yi-ju-hao-ji-de-hua";

    @TempDir
    private static Path folder;

    private static Connections connections;
    private static Engine engine;
    private static Server server;
    private static Playwright playwright;
    private static Browser browser;
    private static String warden;

    @BeforeAll
    static void open() throws IOException {
        Folders.delete(HOME);
        Files.copy(Path.of("src/test/rulebooks/fire-safety.md"), folder.resolve("fire-safety.md"));
        Files.copy(Path.of("rulebooks/community.md"), folder.resolve("community.md"));
        TestDatabase database = TestCluster.freshDatabase();
        connections = Connections.open(HOME, Places.cache(), Optional.of(database.address()), Progress.silent());
        engine = Engine.open(
                connections, HOME, folder, new FixedToday(LocalDate.parse("2026-04-29")), Progress.silent());
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
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run")));
        try (Walk first = window(Walk.Size.DESK, "")) {
            first.go("/first-run").write("community", "试点社区").write("street", "槐荫街道");
            first.write("name", "冯壬九").write("login", "admin").write("password", SECRET);
            first.press("建好").signIn("admin", SECRET);
            warden = first.signedIn();
        }
    }

    @AfterAll
    static void close() throws IOException {
        browser.close();
        playwright.close();
        server.close();
        connections.close();
        Folders.delete(HOME);
    }

    private static Walk window(Walk.Size size, String known) {
        return new Walk(browser, "http://127.0.0.1:" + server.port(), size, known);
    }

    private static Walk desk() {
        return window(Walk.Size.DESK, warden).expecting("422");
    }

    private static Walk phone() {
        return window(Walk.Size.PHONE, "");
    }

    /** A new account with a post, and its holder's window. */
    private static Walk colleague(String login, String name, String post) {
        String initial;
        try (Walk keeper = desk()) {
            keeper.go("/users").press("新用户").write("name", name).write("login", login);
            keeper.page().locator("[name=post]").first().selectOption(post);
            keeper.press("建账号");
            initial = keeper.page().locator("code.once").innerText();
        }
        Walk walk = window(Walk.Size.DESK, "").signIn(login, initial);
        walk.write("current", initial)
                .write("fresh", SECRET)
                .write("again", SECRET)
                .press("改好");
        return walk;
    }

    /** Takes a step of the case whose page is open. */
    private static void take(Walk walk, String step) {
        walk.page()
                .locator("main details[open] form button", new Page.LocatorOptions().setHasText(step))
                .first()
                .click();
        walk.arrived();
    }

    @Test
    void isWorkedThroughTheSamePages() {
        try (Walk warden = desk()) {
            // A register, a duty on today's page, the fact that meets it, the clause that shows it.
            warden.go("/registers/fire-safety/building/new");
            warden.write("name", "一号楼")
                    .write("since", "2026-01-01")
                    .write("homes", "40")
                    .write("shops", "2");
            warden.press("保存");
            warden.go("/").press("登记检查");
            warden.write("found", "1").press("保存");
            assertThat(warden.go("/rulebooks/fire-safety/1").text()).contains("每月检查楼栋", "已达到");

            // A limit says why not.
            warden.go("/registers/fire-safety/check/new")
                    .pick("building", "一号楼")
                    .write("on", "2026-05-01");
            warden.press("保存");
            assertThat(warden.text()).contains("检查日期晚于今天");

            // A case, its gate, its clock.
            warden.go("/registers/fire-safety/hazard/new").pick("building", "一号楼");
            warden.write("what", "杂物堵住安全出口").press("保存");
            assertThat(warden.text()).contains("待整改");

            // The ledger, the report, notices, the calendar.
            assertThat(warden.go("/ledgers/fire-safety/buildings").text()).contains("一号楼");
            assertThat(warden.go("/reports/fire-safety/fire_month").text()).contains("检查");
            assertThat(warden.go("/notices").text()).contains("隐患公示");
            warden.go("/registers/fire-safety/patrol/new")
                    .write("planned_on", "2026-04-30")
                    .press("保存");
            assertThat(warden.go("/calendar?month=2026-04").text()).contains("夜间巡逻按排班走", "待办");
            warden.look("unseen-calendar");

            // A plan whose progress nobody types.
            warden.go("/registers/fire-safety/fire_plan/new")
                    .write("year", "2026")
                    .press("保存");
            warden.go("/registers/fire-safety/lesson/new").write("name", "春季演练").choose("sort", "drill");
            warden.write("on", "2026-03-20").write("why", "先练一次").press("保存");
            warden.go("/registers/fire-safety/fire_target/new")
                    .pick("plan", "2026")
                    .write("name", "演练");
            warden.choose("counts", "drills").write("number", "2").press("保存");
            warden.go("/organisations").press("2026");
            assertThat(warden.text()).contains("50%");
            warden.look("unseen-plan");
        }
    }

    @Test
    void aHazardFoundByAResidentIsPublishedPutRightAndReported() {
        String open = "/public/" + engine.communities().getFirst();
        String code;
        try (Walk resident = phone()) {
            resident.go(open).press("反映消防隐患").write("what", "三楼飞线充电").choose("sort", "charging");
            resident.look("unseen-intake")
                    .page()
                    .waitForTimeout(2_100); // Who is quicker than a person reads is asked to look again.
            resident.press("提交");
            code = resident.page().locator(".code b").innerText().strip();
        }
        String hazard;
        String month = "/reports/fire-safety/fire_month?period=2026-03";
        try (Walk walk = desk()) {
            walk.go("/intakes").press("反映消防隐患").press("打开来件").press("登记为");
            hazard = walk.page().url().replaceAll("[?#].*", "");
            assertThat(walk.text()).contains("待整改", "三楼飞线充电");

            walk.go("/notices/fire-safety/hazard_notice/for/" + hazard.replaceAll(".*/", ""));
            walk.look("unseen-notice")
                    .page()
                    .locator("main form.form .btn.go")
                    .first()
                    .click();
            walk.arrived();
            assertThat(walk.page().locator("#flash").innerText()).contains("已公示");

            walk.go(hazard).press("登记改好").write("outcome", "已拆除，装了集中充电桩");
            take(walk, "登记改好");
            assertThat(walk.text()).contains("待复查");
            walk.go(month).press("编制");
            assertThat(walk.text()).contains("待复核");
        }
        try (Walk captain = colleague("captain", "褚甲三", "fire-safety.captain")) {
            captain.go(hazard).press("复查销号");
            take(captain, "复查销号");
            assertThat(captain.look("unseen-hazard").text()).contains("已销号");
            captain.go(month).press("封存");
            assertThat(captain.text()).contains("已封存");
        }
        try (Walk walk = desk()) {
            assertThat(walk.go(month).press("报送").text()).contains("已报送");
        }
        try (Walk resident = phone()) {
            assertThat(resident.go(open).text()).contains("隐患公示");
            resident.press("隐患公示");
            assertThat(resident.text()).contains("三楼飞线充电");
            resident.go(open + "/following").write("code", code).press("查看");
            assertThat(resident.look("unseen-followed").text()).contains("已销号", "2026年4月29日");
        }
    }
}
