package io.liren.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.liren.access.Viewer;
import io.liren.register.EntryOptions;
import io.liren.register.Outcome;
import io.liren.testing.TestCluster;
import io.liren.testing.TestDatabase;
import io.liren.wording.Language;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A rulebook that no code has seen, fire safety, from a folder: worked through the same pages as any other. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UnseenRulebookIT {
    private static final Path HOME = Path.of("target", "pg", "unseen");
    private static final String SECRET = "yi-ju-hao-ji-de-hua";

    @TempDir
    private static Path folder;

    private static final LocalDate DAY = LocalDate.parse("2026-04-29");
    private static final MovingToday clock = new MovingToday(DAY);

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
        engine = Engine.open(connections, HOME, folder, clock, Progress.silent());
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
    @Order(1)
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

    private static final String BOOK = "/registers/fire-safety/";

    /** What was there already: nobody's walk. */
    private static UUID there(String register, Map<String, ?> values) {
        Viewer anyone = new Viewer(
                new UUID(0, 7),
                "准备",
                engine.communities().getFirst(),
                new HashSet<>(DemoCommand.everyPost(engine.edition())),
                Language.ZH,
                Optional.empty());
        Outcome outcome = engine.facts().enter(anyone, register, values, EntryOptions.none());
        assertThat(outcome).isInstanceOf(Outcome.Entered.class);
        return ((Outcome.Entered) outcome).id();
    }

    private static UUID person(String name) {
        return there("community.person", Map.of("name", name, "sex", "female", "born_on", "1980-05-06"));
    }

    /** Opens the form of a register with these fields filled in, and saves it. */
    private static Walk enter(Walk walk, String register, String filled) {
        return walk.go(BOOK + register + "/new?" + filled).press("保存");
    }

    private static String value(Walk walk, String label) {
        return walk.page()
                .locator("dl.facts div", new Page.LocatorOptions().setHasText(label))
                .first()
                .innerText();
    }

    @Test
    void everyOtherKindOfBlockWorksThereToo() throws IOException {
        List<UUID> people = List.of(person("褚甲一"), person("卫乙二"), person("蒋丙三"));
        try (Walk warden = desk();
                Walk captain =
                        colleague("captain-2", "沈丁四", "fire-safety.captain").expecting("422");
                Walk keeper =
                        colleague("keeper", "韩戊五", "fire-safety.bookkeeper").expecting("422")) {
            aNoticeToPutRightIsNumberedAndPrinted(warden);
            aTableOfOthersIsFilledAndNoted(warden);
            whatRestsOnConsentGoesWithIt(warden, people.getFirst());
            whatTheCameraSawIsClearedWhenItIsOver(warden);
            sharesAreOwedPaidAndNeverOverdrawn(warden, keeper, captain);
            anAllowanceIsPaidByOneAndCheckedByAnother(captain, keeper, people);
            equipmentIsNotGivenOutThatIsNotThere(warden);
            UUID group = aMeetingCountsOnlyWithMoreThanHalf(warden, people);
            aCaptainIsElected(warden, people);
            theGroupsWorkIsAppraised(captain, group);
            checksAreLookedAtAgain(warden, captain);
            aFireIsTimedWithTaps(warden);
        }
    }

    private void aNoticeToPutRightIsNumberedAndPrinted(Walk warden) {
        UUID hazard = there("fire-safety.hazard", Map.of("what", "灭火器过期", "found_on", "2026-04-20"));
        warden.go(BOOK + "hazard/" + hazard).press("隐患整改通知书");
        warden.page().locator("main form.form .btn.go").first().click();
        warden.arrived();
        assertThat(warden.look("unseen-document").text()).contains("消安〔2026〕1号", "灭火器过期");
        for (Locator file : warden.page().locator("main ul.rows a.btn").all()) {
            byte[] content =
                    warden.page().request().get(file.getAttribute("href")).body();
            assertThat(new String(content, 0, 4, StandardCharsets.ISO_8859_1)).isIn("PK\u0003\u0004", "%PDF");
        }
        assertThat(warden.page().locator("main ul.rows a.btn").count()).isEqualTo(2);
    }

    private void aTableOfOthersIsFilledAndNoted(Walk warden) throws IOException {
        there("fire-safety.building", Map.of("name", "五号楼", "since", "2026-01-01", "homes", 36));
        Path table = folder.resolve("asked.xlsx");
        try (OutputStream out = Files.newOutputStream(table);
                Workbook book = new Workbook(out, "test", "1.0")) {
            Worksheet sheet = book.newWorksheet("表");
            sheet.value(0, 0, "楼栋");
            sheet.value(0, 1, "户数");
            sheet.value(1, 0, "五号楼");
        }
        warden.go("/tables");
        warden.page().locator("#in-file").setInputFiles(table);
        warden.page().locator("#in-demand").selectOption("fire-safety.fire_tables");
        warden.page().locator("#in-register").selectOption("fire-safety.building");
        warden.write("asked-by", "某科")
                .page()
                .locator("main form .btn.go")
                .first()
                .click();
        warden.arrived();
        assertThat(warden.look("unseen-table").text()).contains("某科");
        assertThat(warden.go("/ledgers/fire-safety/tables_without_basis").text())
                .contains("某科");
    }

    private void whatRestsOnConsentGoesWithIt(Walk warden, UUID elder) {
        String home = "person=" + elder + "&on=2026-04-02&alarm=没有";
        assertThat(enter(warden, "home_note", home).text())
                .as("nobody has asked yet")
                .contains("同意");
        String consent = "/consents/fire-safety/home_notes/for/" + elder;
        warden.go(consent).press("同意");
        warden.page().locator("main details[open] button").first().click();
        warden.arrived();
        enter(warden, "home_note", home);
        assertThat(warden.page().url()).as(warden.text()).doesNotContain("/new");
        warden.go(consent).look("unseen-consent").press("撤回");
        assertThat(warden.text()).contains("燃气报警器");
        warden.page().locator("main details[open] button").first().click();
        warden.arrived();
        assertThat(warden.go(BOOK + "home_note").text()).contains("褚甲一").doesNotContain("没有");
        assertThat(enter(warden, "home_note", home).text()).contains("同意");
    }

    private void whatTheCameraSawIsClearedWhenItIsOver(Walk warden) {
        UUID seen = there("fire-safety.footage", Map.of("on", "2026-04-02", "seen", "纸箱冒烟"));
        String record = BOOK + "footage/" + seen;
        warden.go(record + "/correction").write("cleared_on", "今天").write("reason", "事情了结");
        warden.press("保存");
        assertThat(warden.go(record).text()).contains("到期销毁").doesNotContain("纸箱冒烟", "erased when due");
    }

    private void sharesAreOwedPaidAndNeverOverdrawn(Walk warden, Walk keeper, Walk captain) {
        UUID building = there("fire-safety.building", Map.of("name", "六号楼", "since", "2026-01-01", "shops", 2));
        enter(warden, "fire_account", "name=消防专户");
        String dues = "/dues/fire-safety/shop-share?period=2026-Q1";
        assertThat(keeper.go(dues).look("unseen-dues").text()).contains("六号楼", "40.00");
        keeper.go("/organisations").press("消防专户");
        String book = keeper.page().url().replaceAll("\\?.*", "");
        String account = "fire_account=" + book.replaceAll(".*/", "");
        enter(
                keeper,
                "fire_entry",
                account + "&on=2026-03-05&line=share&yuan=40&quarter=2026-01-01&building=" + building);
        assertThat(row(keeper.go(dues), "六号楼").innerText()).contains("已交清");
        enter(keeper, "fire_entry", account + "&on=2026-03-20&line=tools&yuan=40.50");
        assertThat(keeper.page().url()).as("there are 40 yuan").contains("/new");
        keeper.write("yuan", "35.50").press("保存");
        assertThat(keeper.go(book).look("unseen-fund").text()).contains("4.50");
        enter(captain, "fire_audit", account + "&since=2026-01-01&until=2026-03-31&counted=4.50");
        assertThat(captain.page().url()).as(captain.text()).doesNotContain("/new");
    }

    private static Locator row(Walk walk, String words) {
        return walk.page()
                .locator("tbody tr", new Page.LocatorOptions().setHasText(words))
                .first();
    }

    private void anAllowanceIsPaidByOneAndCheckedByAnother(Walk captain, Walk keeper, List<UUID> people) {
        enter(captain, "allowance", "person=" + people.get(1) + "&monthly=60&from_on=2026-03-01");
        String list = "/payments/fire-safety/patrol_pay/2026-04";
        keeper.go(list).page().locator("main form.move .btn.go").first().click();
        keeper.arrived().press("送复核");
        assertThat(keeper.page().locator("main form.move").count())
                .as("nobody checks what they drew up")
                .isZero();
        captain.go(list).press("复核通过");
        keeper.go(list).page().locator("main details summary.btn.go").click();
        keeper.page().locator("main details[open] form.form .btn.go").click();
        keeper.arrived();
        assertThat(row(keeper, "卫乙二").locator("[data-label=到账]").innerText()).contains("60.00");
        keeper.look("unseen-payments");
    }

    private void equipmentIsNotGivenOutThatIsNotThere(Walk warden) {
        UUID tool = there("fire-safety.tool", Map.of("name", "灭火器"));
        UUID lot = there("fire-safety.tool_lot", Map.of("tool", tool, "number", "A1", "good_to", "2027-01-01"));
        enter(warden, "tool_move", "lot=" + lot + "&on=2026-04-05&kind=got&number=10");
        enter(warden, "tool_move", "lot=" + lot + "&on=2026-04-06&kind=given&number=11");
        assertThat(warden.page().url()).as("there are ten").contains("/new");
        warden.write("number", "4").press("保存");
        assertThat(warden.go(BOOK + "tool_lot/" + lot).look("unseen-stock").text())
                .containsPattern("结存\\s+6");
    }

    private UUID aMeetingCountsOnlyWithMoreThanHalf(Walk warden, List<UUID> people) {
        UUID group = there("fire-safety.group", Map.of("name", "消防小组", "since", "2025-01-01"));
        people.forEach(who ->
                there("fire-safety.group_member", Map.of("group", group, "person", who, "from_on", "2025-01-01")));
        String meeting = "group=" + group + "&on=2026-04-10&items=hazards&items=money&present=" + people.get(0);
        enter(warden, "group_meeting", meeting + "&decided=换灭火器");
        assertThat(warden.page().url()).as("one of three resolves nothing").contains("/new");
        warden.pick("present", "卫乙二").press("保存");
        assertThat(warden.page().url()).as(warden.text()).doesNotContain("/new");
        assertThat(warden.go("/organisations").look("unseen-body").text()).contains("消防小组", "2026年4月10日");
        return group;
    }

    private void aCaptainIsElected(Walk warden, List<UUID> people) {
        UUID poll = there("fire-safety.captain_poll", Map.of("on", "2026-04-28", "seats", 1, "present", people));
        String page = "/elections/fire-safety/captain_elected/" + poll;
        for (String name : List.of("褚甲一", "卫乙二")) {
            warden.go(page).press("登记候选人").pick("person", name).press("保存");
        }
        warden.go(page).press("登记第 1 轮计票");
        warden.write("given", "3").write("returned", "3").write("valid", "3").write("void", "0");
        warden.pick("tellers", "蒋丙三").press("保存");
        warden.go(page).page().getByLabel("褚甲一").fill("2");
        warden.page().getByLabel("卫乙二").fill("1");
        warden.press("保存得票");
        assertThat(warden.look("unseen-election").text()).contains("已选出", "当选");
        warden.go(page).press("确认就任");
        assertThat(warden.go(BOOK + "captaincy").text()).contains("褚甲一", "2028年4月28日");
    }

    private void theGroupsWorkIsAppraised(Walk captain, UUID group) {
        enter(captain, "group_work_sheet", "group=" + group + "&year=2026&part=whole");
        captain.go("/organisations")
                .page()
                .locator("main a[href^='/appraisals/']")
                .first()
                .click();
        String page = captain.arrived().page().url().replaceAll(".*(/appraisals/[^?#]*).*", "$1");
        assertThat(captain.text()).contains("按月检查", "会风");
        enter(captain, "group_work_score", "sheet=" + page.replaceAll(".*/", "") + "&item=spirit&points=30&basis=到会齐");
        assertThat(row(captain.go(page), "会风").innerText()).contains("30");
        assertThat(captain.look("unseen-appraisal").text()).contains("到会齐");
    }

    private void checksAreLookedAtAgain(Walk warden, Walk captain) {
        UUID building = there("fire-safety.building", Map.of("name", "七号楼", "since", "2026-04-01"));
        there("fire-safety.check", Map.of("building", building, "on", "2026-04-08", "found", 0));
        String sample = "/samples/fire-safety/check-again?period=2026-04";
        warden.go(sample).page().locator("main form.doing button").click();
        assertThat(warden.arrived().text())
                .as("the seed stands there before the month is over")
                .containsPattern("[0-9a-f]{32}");
        clock.goTo(LocalDate.parse("2026-05-02"));
        warden.go(sample).page().locator("main form.doing button").click();
        warden.arrived();
        captain.go(sample).page().locator("main ol.rows a.btn").first().click();
        captain.arrived().choose("outcome", "agrees").press("保存");
        assertThat(warden.go(sample).look("unseen-sample").text()).contains("相符");
        clock.goTo(DAY);
    }

    private void aFireIsTimedWithTaps(Walk warden) {
        there("fire-safety.number_to_call", Map.of("name", "消防站", "phone", "19900001234"));
        warden.go("/urgent").press("现在有事");
        Locator fire = warden.page().locator(".urgent article").first();
        assertThat(fire.innerText()).contains("还剩 5 分钟", "还剩 30 分钟");
        fire.locator("button").first().click();
        warden.arrived().look("unseen-urgent");
        assertThat(warden.page().locator(".urgent article").first().innerText())
                .contains("到场时间")
                .doesNotContain("还剩 5 分钟");
    }
}
