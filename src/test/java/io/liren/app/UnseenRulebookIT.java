package io.liren.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
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
    }

    @AfterAll
    static void close() throws IOException {
        browser.close();
        playwright.close();
        server.close();
        connections.close();
        Folders.delete(HOME);
    }

    private static Walk window(Walk.Size size) {
        return new Walk(browser, "http://127.0.0.1:" + server.port(), size, "");
    }

    @Test
    void isWorkedThroughTheSamePages() {
        try (Walk warden = window(Walk.Size.DESK).expecting("422")) {
            warden.go("/first-run").write("community", "试点社区").write("street", "槐荫街道");
            warden.write("name", "冯壬九").write("login", "admin").write("password", SECRET);
            warden.press("建好");
            warden.signIn("admin", SECRET);

            // A register, a duty on today's page, the fact that meets it, the clause that shows it.
            warden.go("/registers/fire-safety/building/new");
            warden.write("name", "一号楼").write("since", "2026-01-01").write("homes", "40").write("shops", "2");
            warden.press("保存");
            warden.go("/").press("登记检查");
            warden.write("found", "1").press("保存");
            assertThat(warden.go("/rulebooks/fire-safety/1").text()).contains("每月检查楼栋", "已达到");

            // A limit says why not.
            warden.go("/registers/fire-safety/check/new").pick("building", "一号楼").write("on", "2026-05-01");
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
            warden.go("/registers/fire-safety/patrol/new").write("planned_on", "2026-04-30").press("保存");
            assertThat(warden.go("/calendar?month=2026-04").text()).contains("夜间巡逻按排班走", "待办");
            warden.look("unseen-calendar");

            // A plan whose progress nobody types.
            warden.go("/registers/fire-safety/fire_plan/new").write("year", "2026").press("保存");
            warden.go("/registers/fire-safety/lesson/new").write("name", "春季演练").choose("sort", "drill");
            warden.write("on", "2026-03-20").write("why", "先练一次").press("保存");
            warden.go("/registers/fire-safety/fire_target/new").pick("plan", "2026").write("name", "演练");
            warden.choose("counts", "drills").write("number", "2").press("保存");
            warden.go("/organisations").press("2026");
            assertThat(warden.text()).contains("50%");
            warden.look("unseen-plan");
        }
        try (Walk resident = window(Walk.Size.PHONE)) {
            resident.go("/public/" + engine.communities().getFirst()).press("反映消防隐患");
            resident.write("what", "三楼飞线充电");
            resident.page().waitForTimeout(2_100); // Who is quicker than a person reads is asked to look again.
            resident.press("提交");
            assertThat(resident.page().locator(".code b").innerText()).isNotBlank();
        }
    }
}
