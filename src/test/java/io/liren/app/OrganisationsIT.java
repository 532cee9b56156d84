package io.liren.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.liren.access.Viewer;
import io.liren.register.ListQuery;
import io.liren.wording.Language;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Organisations at work, walked through by those whose work it is: an election, a petition, dues, an appraisal. */
@ExtendWith(OpenDemo.Lent.class)
class OrganisationsIT {
    private static final String TODAY = "2026-11-24";

    /** Someone who may do everything, for what a walk finds there when it begins. */
    private static Viewer anyone(OpenDemo demo) {
        Set<String> posts = new HashSet<>(DemoCommand.everyPost(demo.engine().edition()));
        return new Viewer(
                new UUID(0, 7), "准备", demo.engine().communities().getFirst(), posts, Language.ZH, Optional.empty());
    }

    /** What is missing in a quarter is collected, the share is paid over, and the auditor sees it in the book. */
    @Test
    void aQuartersDuesCollectedAndPaidOver(OpenDemo demo) {
        String book;
        try (Walk treasurer = demo.desk("union-treasurer")) {
            treasurer.go("/dues/union/member-dues?period=2026-Q3").look("dues");
            Locator behind = treasurer
                    .page()
                    .locator("tbody tr", new Page.LocatorOptions().setHasText("有欠交"))
                    .first();
            String name = behind.locator("a").first().innerText();
            String member = last(behind.locator("a").first().getAttribute("href"));
            String missing = yuan(behind.locator("td").nth(3));
            String month = unpaid(demo, UUID.fromString(member));

            treasurer.go("/organisations").press("工会经费专户").look("fund");
            book = treasurer.page().url().replaceAll("\\?.*", "");
            treasurer.press("登记经费收支").write("on", TODAY).write("amount", missing);
            treasurer.choose("kind", "dues");
            treasurer.pick("member", name).write("month", month).press("保存");
            treasurer.go("/dues/union/member-dues?period=2026-Q3");
            assertThat(row(treasurer, name).innerText()).contains("已交清");

            Locator owed = owed(treasurer.go(book));
            BigDecimal share = new BigDecimal(yuan(owed.locator("td").nth(1)))
                    .subtract(new BigDecimal(yuan(owed.locator("td").nth(2))));
            treasurer.press("登记经费收支").write("on", TODAY).write("amount", share.toPlainString());
            treasurer.choose("kind", "paid_up");
            treasurer.write("quarter", "2026-10-01").press("保存");
            assertThat(owed(treasurer.go(book)).innerText()).contains("已达到");
        }
        try (Walk auditor = demo.phone("union-auditor")) {
            auditor.go(book).look("fund");
            assertThat(owed(auditor).innerText()).contains("已达到");
        }
    }

    private static String last(String address) {
        return address.substring(address.lastIndexOf('/') + 1);
    }

    private static String yuan(Locator cell) {
        return cell.textContent().replaceAll("[^0-9.]", "");
    }

    private static Locator row(Walk walk, String words) {
        return walk.page()
                .locator("tbody tr", new Page.LocatorOptions().setHasText(words))
                .first();
    }

    private static Locator owed(Walk walk) {
        return walk.page()
                .locator("#owed tbody tr", new Page.LocatorOptions().setHasText("2026年第四季度"))
                .first();
    }

    /** The first day of the month of the third quarter for which this member has not paid. */
    private static String unpaid(OpenDemo demo, UUID member) {
        List<String> paid = demo
                .engine()
                .records()
                .list(
                        anyone(demo),
                        ListQuery.of("union.fund_entry")
                                .columns(List.of("member", "month"))
                                .size(500))
                .lines()
                .stream()
                .filter(l -> member.equals(l.values().get("member")))
                .map(l -> String.valueOf(l.values().get("month")))
                .toList();
        return Stream.of("2026-07-01", "2026-08-01", "2026-09-01")
                .filter(m -> !paid.contains(m))
                .findFirst()
                .orElseThrow();
    }

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

    /** A month of occasions, a plan with its draft, the minutes: in Chinese on a desk, in English in a hand. */
    @Test
    void theCalendarAPlanAndMinutesOnAnyScreen(OpenDemo demo) {
        try (Walk walk = demo.desk("women")) {
            for (Language language : Language.values()) {
                walk.in(language).on(language == Language.ZH ? Walk.Size.DESK : Walk.Size.PHONE);
                walk.go("/organisations").look("organisations");
                walk.go("/calendar?month=2026-11").look("calendar");
                walk.go("/organisations").page().locator("#meetings a").first().click();
                walk.arrived().look("minutes");
                walk.go("/organisations").page().locator("#plans a").first().click();
                walk.arrived().look("plan");
            }
        }
    }
}
