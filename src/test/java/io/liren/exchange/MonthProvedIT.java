package io.liren.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.liren.access.Viewer;
import io.liren.calendar.Period;
import io.liren.importing.Checked;
import io.liren.importing.Imports;
import io.liren.importing.Plan;
import io.liren.importing.Proposal;
import io.liren.importing.Target;
import io.liren.importing.Upload;
import io.liren.journal.Signing;
import io.liren.register.Attachments;
import io.liren.register.ListQuery;
import io.liren.register.Outcome;
import io.liren.report.Act;
import io.liren.report.Correction;
import io.liren.report.Report;
import io.liren.report.Reports;
import io.liren.report.SealedSheet;
import io.liren.report.Sheets;
import io.liren.rulebook.Rulebook;
import io.liren.testing.Town;
import io.liren.workbook.Limits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;

/**
 * Ledger, report and reality: a month of facts is imported, is closed, a fact of it turns out otherwise. The sealed numbers stay, the
 * correction names the record and goes up with the next report, and the inspector's file proves itself in a browser
 * without a network; one flipped byte and it doesn't.
 */
class MonthProvedIT {
    private static final Path FILES = Path.of("target", "inspector");
    private static final String BOOK = """
            ---
            rulebook: hall
            title: 调解室制度 | The hall
            version: 2026-01
            posts:
              clerk: 经办人 | Clerk
              head: 负责人 | Head
            ---
            ## 1 登记和月报 | Records and the month
            纠纷当月登记，每月五日前报送月报，每月至少回访一次。
            > Matters are recorded, the month is reported within five days, and there is a call back each month.
            ```register
            matter:
              label: 纠纷 | Matter
              title: [what, who]
              happened: told_on
              enter: [clerk]
              fields:
                what:      {label: 事由 | What, type: text, required: true}
                who:       {label: 当事人 | Who, type: text, required: true}
                told_on:   {label: 登记日期 | Told on, type: date, required: true}
                closed_on: {label: 办结日期 | Closed on, type: date}
                phone:     {label: 电话 | Phone, type: phone, sensitive: {class: L2, purpose: 联系 | contact}, for: [clerk]}
            ```
            ```duty
            closed-in-time:
              label: 按时办结 | Closed in time
              for: matter
              after: matter.told_on
              within: 15 days
              met-on: matter.closed_on
              owed-by: clerk
            ```
            ```report
            month_of_hall:
              label: 调解月报 | The month of the hall
              every: month
              rows:
                all:
                  label: 纠纷 | Matters
                  of: matter
                  measures:
                    stock: "matter.told_on <= period.end && (matter.closed_on == null || matter.closed_on > period.end)"
                    in:    "matter.told_on >= period.start && matter.told_on <= period.end"
                    out:   "matter.closed_on >= period.start && matter.closed_on <= period.end"
              columns:
                before: {label: 上月末 | Before, use: stock, period: previous}
                in:     {label: 新增 | New, use: in}
                out:    {label: 办结 | Closed, use: out}
                after:  {label: 月末 | After, use: stock}
              identities:
                - {each: "before + in - out = after", says: 上月末 + 新增 - 办结 = 月末 | Before + new - closed = after}
              basis: 本制度第1条 | Clause 1
              to: 街道 | Street
              due: 5 days
              from: 2026-03-01
              prepared-by: clerk
              reviewed-by: head
            ```
            """;
    private static final List<String> HEADS = List.of("事由", "当事人", "登记日期", "办结日期", "联系电话");
    private static final int MATTERS = 40;
    private static final Period MARCH = Period.parse("2026-03");
    private static final Period APRIL = Period.parse("2026-04");

    @Test
    void aMonthIsClosedAndProvesItself() throws IOException {
        try (Town town = Town.under(BOOK).on("2026-03-31")) {
            Viewer clerk = town.someone("经办", "hall.clerk");
            Viewer head = town.someone("负责", "hall.head");
            List<UUID> matters = month(town, clerk);
            Reports reports = new Reports(town.records, town.edition);
            Report report = reports.find("hall.month_of_hall").orElseThrow();
            Sheets sheets = sheets(town, reports);

            town.on("2026-04-03");
            close(sheets, report, MARCH, clerk, head);
            SealedSheet sealed =
                    sheets.standing(clerk, report, MARCH).prepared().orElseThrow();
            assertThat(numbers(sealed)).isEqualTo("0 + 40 - 20 = 20");

            // A matter of March was closed in April after all.
            town.on("2026-04-20");
            town.correct(clerk, "hall.matter", matters.get(1), Map.of("closed_on", "2026-04-02"));
            SealedSheet still = sheets.standing(clerk, report, MARCH).prepared().orElseThrow();
            assertThat(still.content()).as("sealed numbers").isEqualTo(sealed.content());
            assertThat(sheets.verifies(clerk, still)).isTrue();
            // Told of the row and of the total.
            assertThat(sheets.corrections(clerk, report, APRIL)).hasSize(4);
            List<Correction> corrections = sheets.corrections(clerk, report, APRIL).stream()
                    .filter(c -> c.row().equals("all"))
                    .toList();
            assertThat(corrections).extracting(Correction::column).containsExactlyInAnyOrder("out", "after");
            assertThat(corrections).allSatisfy(c -> {
                assertThat(c.period()).isEqualTo(MARCH);
                assertThat(c.records())
                        .singleElement()
                        .satisfies(r -> assertThat(r.record()).isEqualTo(matters.get(1)));
            });
            assertThat(corrections.stream()
                            .filter(c -> c.column().equals("out"))
                            .map(c -> c.was() + " → " + c.now()))
                    .containsExactly("20 → 19");

            // April begins where March really ended, and the correction goes up with it.
            town.on("2026-05-03");
            close(sheets, report, APRIL, clerk, head);
            SealedSheet april = sheets.standing(clerk, report, APRIL).prepared().orElseThrow();
            assertThat(numbers(april)).isEqualTo("21 + 0 - 1 = 20");
            assertThat(april.corrections()).hasSize(4);
            assertThat(reports.checked(clerk, report, APRIL, 5)).allMatch(Reports.Checked::holds);

            Rulebook hall = town.edition.rulebook("hall").orElseThrow();
            InspectorFile files = new InspectorFile(
                    town.database,
                    town.edition,
                    town.derivations,
                    town.records,
                    sheets,
                    town.journal,
                    new Signing(town.keys),
                    town.today());
            inABrowser(
                    files.write(clerk, hall, MARCH, false),
                    files.write(clerk, hall, MARCH, true),
                    files.write(clerk, hall, Period.parse("2026"), true));
        }
    }

    private static void inABrowser(String masked, String named, String year) throws IOException {
        Files.createDirectories(FILES);
        try (Playwright playwright = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                Browser browser = browser(playwright);
                BrowserContext offline = browser.newContext(new Browser.NewContextOptions().setOffline(true))) {
            Page page = offline.newPage();
            assertThat(opened(page, masked)).isEqualTo("verified");
            assertThat(page.locator("main").textContent())
                    .contains("调解月报", "40", "按时办结", "已达到", "已超期")
                    .doesNotContain("当事人");
            assertThat(payload(masked)).as("nothing of anyone").doesNotContain("张三丰", "当事人");
            assertThat(payload(named)).contains("张三丰").doesNotContain("19900001234");
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(FILES.resolve("masked.png"))
                    .setFullPage(true));
            assertThat(opened(page, named)).isEqualTo("verified");
            assertThat(page.locator("main").textContent()).contains("当事人1");
            assertThat(page.locator("#verdict").innerText()).contains("重算相符");
            page.locator("button").click();
            assertThat(page.locator("#verdict").innerText()).contains("Verified", "computed again and fit");
            assertThat(opened(page, year)).isEqualTo("verified");
            assertThat(page.locator("main").textContent()).contains("20 → 19");

            Random random = new Random(20260301);
            for (String part : List.of("payload", "payload", "payload", "payload", "seal", "seal", "program", "look")) {
                assertThat(opened(page, flipped(named, part, random)))
                        .as("a byte of the %s", part)
                        .isNotEqualTo("verified");
            }
        }
    }

    private static Browser browser(Playwright playwright) {
        return playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of(Optional.ofNullable(System.getenv("LIREN_BROWSER"))
                                .filter(p -> !p.isBlank())
                                .orElse("/usr/bin/chromium")))
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync")));
    }

    private static String opened(Page page, String file) throws IOException {
        Path path = FILES.resolve("file.html");
        Files.writeString(path, file);
        page.navigate(path.toAbsolutePath().toUri().toString());
        return page.locator("#verdict").getAttribute("data-state");
    }

    private static String payload(String file) {
        int from = file.indexOf('>', file.indexOf("id=\"payload\"")) + 1;
        return new String(
                Base64.getDecoder().decode(file.substring(from, file.indexOf("</", from))), StandardCharsets.UTF_8);
    }

    /** The file with one byte inside one of its elements made another. */
    private static String flipped(String file, String part, Random random) {
        int from = file.indexOf('>', file.indexOf("id=\"" + part + "\"")) + 1;
        int to = file.indexOf("</", from);
        byte[] bytes = file.substring(from, to).getBytes(StandardCharsets.UTF_8);
        int at = random.nextInt(bytes.length);
        // Stays a letter, so that it is a change that the eye passes over.
        bytes[at] = (byte) (bytes[at] == 'A' ? 'B' : 'A');
        return file.substring(0, from) + new String(bytes, StandardCharsets.UTF_8) + file.substring(to);
    }

    /** The hall keeps the month in a workbook, the last days of it in a table exported as csv. */
    private static List<UUID> month(Town town, Viewer clerk) throws IOException {
        List<List<String>> rows =
                IntStream.range(0, MATTERS).mapToObj(MonthProvedIT::matter).toList();
        imported(town, clerk, "三月调解登记.xlsx", workbook(rows.subList(0, 30)));
        imported(town, clerk, "三月补登.csv", csv(rows.subList(30, MATTERS)));
        io.liren.register.Page page =
                town.records.list(clerk, ListQuery.of("hall.matter").size(MATTERS));
        Map<Object, UUID> byName = page.lines().stream()
                .collect(Collectors.toMap(l -> l.values().get("who"), io.liren.register.Page.Line::id));
        return rows.stream().map(row -> byName.get(row.get(1))).toList();
    }

    private static List<String> matter(int number) {
        int day = 1 + number % 20;
        return number % 2 == 0
                ? List.of("漏水", "当事人" + number, "2026.3." + day, "", "/")
                : List.of(
                        "噪声",
                        number == 3 ? "张三丰" : "当事人" + number,
                        "2026年3月%d日".formatted(day),
                        "2026-03-%02d".formatted(day + 5),
                        "199 0000 1234");
    }

    private static byte[] workbook(List<List<String>> rows) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(out, "Office", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("三月");
            sheet.value(0, 0, "2026年3月调解登记表");
            sheet.range(0, 0, 0, HEADS.size() - 1).merge();
            line(sheet, 1, HEADS);
            for (int row = 0; row < rows.size(); row++) {
                line(sheet, row + 2, rows.get(row));
            }
            sheet.finish();
        }
        return out.toByteArray();
    }

    private static void line(Worksheet sheet, int row, List<String> values) {
        for (int column = 0; column < values.size(); column++) {
            sheet.value(row, column, values.get(column));
        }
    }

    private static byte[] csv(List<List<String>> rows) {
        return Stream.concat(Stream.of(HEADS), rows.stream())
                .map(row -> String.join(",", row) + "\r\n")
                .collect(Collectors.joining())
                .getBytes(Charset.forName("GB18030"));
    }

    private static void imported(Town town, Viewer clerk, String name, byte[] file) {
        Imports imports = new Imports(town.database, town.facts, town.records, town.today(), Limits.USUAL);
        Upload upload = imports.upload(clerk, imports.bring(clerk, "hall.matter", name, file))
                .orElseThrow();
        Proposal proposal = imports.propose(clerk, upload, Optional.empty(), Optional.empty());
        Plan plan = Plan.of(proposal.sheet(), proposal.heading().last(), proposal.chosen());
        assertThat(plan.columns().values())
                .extracting(Target::field)
                .containsExactlyInAnyOrder("what", "who", "told_on", "closed_on", "phone");
        Checked entered = imports.enter(clerk, upload, plan, read -> {});
        assertThat(entered.problems()).isEmpty();
        assertThat(entered.kept()).isTrue();
    }

    private static void close(Sheets sheets, Report report, Period period, Viewer clerk, Viewer head) {
        assertThat(sheets.act(clerk, report, period, Act.PREPARE, "")).isInstanceOf(Outcome.Entered.class);
        assertThat(sheets.act(head, report, period, Act.REVIEW, "")).isInstanceOf(Outcome.Entered.class);
        assertThat(sheets.act(clerk, report, period, Act.SEND, "")).isInstanceOf(Outcome.Entered.class);
    }

    private static String numbers(SealedSheet sheet) {
        return number(sheet, "before") + " + " + number(sheet, "in") + " - " + number(sheet, "out") + " = "
                + number(sheet, "after");
    }

    private static String number(SealedSheet sheet, String column) {
        return sheet.number("all", column).orElseThrow().toPlainString();
    }

    private static Sheets sheets(Town town, Reports reports) {
        return new Sheets(
                town.database,
                town.facts,
                new Attachments(town.database, town.today()),
                town.journal,
                new Signing(town.keys),
                reports,
                town.today());
    }
}
