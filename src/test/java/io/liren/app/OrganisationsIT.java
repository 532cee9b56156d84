package io.liren.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.liren.access.Viewer;
import io.liren.register.EntryOptions;
import io.liren.register.ListQuery;
import io.liren.register.Outcome;
import io.liren.wording.Language;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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

    private static UUID enter(OpenDemo demo, String register, Map<String, ? extends @Nullable Object> values) {
        Outcome outcome = demo.engine().facts().enter(anyone(demo), register, values, EntryOptions.none());
        assertThat(outcome).isInstanceOf(Outcome.Entered.class);
        return ((Outcome.Entered) outcome).id();
    }

    private static List<io.liren.register.Page.Line> all(OpenDemo demo, String register, String... columns) {
        return demo.engine()
                .records()
                .list(
                        anyone(demo),
                        ListQuery.of(register).columns(List.of(columns)).size(500))
                .lines();
    }

    private static UUID organisation(OpenDemo demo, String kind) {
        return all(demo, "community.organisation", "kind").stream()
                .filter(l -> kind.equals(l.values().get("kind")))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private static UUID person(OpenDemo demo, String name, String born) {
        return enter(demo, "community.person", Map.of("name", name, "sex", "female", "born_on", born));
    }

    /** From nomination to the term: one is 28 on the day, one 29; the older stands with a reason only. */
    @Test
    void anElectionWithACandidateOf28AndOneOf29(OpenDemo demo) {
        UUID branch = organisation(demo, "youth");
        UUID of28 = person(demo, "欧阳甲二八", "1997-11-25");
        UUID of29 = person(demo, "欧阳乙二九", "1997-11-24");
        for (UUID who : List.of(of28, of29)) {
            enter(demo, "youth.league_member", Map.of("person", who, "branch", branch, "came_on", "2026-01-05"));
        }
        List<Object> members = all(demo, "youth.league_member", "person").stream()
                .map(l -> l.values().get("person"))
                .toList();
        UUID meeting = enter(
                demo,
                "community.meeting",
                Map.of("bodies", List.of(branch), "kind", "general", "on", TODAY, "present", members));
        UUID seat = all(demo, "community.seat", "name").stream()
                .filter(l -> "青年志愿服务委员".equals(l.values().get("name")))
                .findFirst()
                .orElseThrow()
                .id();
        UUID election = enter(
                demo,
                "youth.election",
                Map.of("body", branch, "on", TODAY, "seat", seat, "seats", 1, "meeting", meeting));
        String page = "/elections/youth/leaders/" + election;
        String record = "/registers/youth/election/" + election;
        try (Walk organiser = demo.desk("youth-organiser").expecting("422")) {
            nominate(organiser, page, "欧阳甲二八");
            assertThat(organiser.text()).containsPattern("选举日年龄\\s+28");
            assertThat(organiser.go(page).text()).contains("1 人，不够差额");
            organiser.go(page).press("登记候选人").pick("person", "欧阳乙二九").press("保存");
            assertThat(organiser.text()).contains("这样登记不常见", "选举当日年龄不超过规定").containsPattern("选举日年龄\\s+29");
            organiser.write("acknowledged", "支部人少，本人愿意再干一届").press("保存");
            assertThat(organiser.go(page).text()).contains("2 人，差额够", "按例外提名");
            step(organiser, record, "公布候选人");
            organiser.go(page).press("登记第 1 轮计票");
            papers(organiser, members.size());
            organiser.pick("tellers", "欧阳乙二九").press("保存");
            assertThat(organiser.text()).contains("候选人不能监票");
            count(organiser, page, 1, members.size(), "3", "3");
            assertThat(organiser.text())
                    .as("level, and nobody has more than half")
                    .doesNotContain("已选出", "当选");
            assertThat(organiser.go(record).text()).contains("没有人当选");
            count(organiser, page, 2, members.size(), Integer.toString(members.size() - 4), "3");
            assertThat(organiser.look("election").text()).contains("已选出", "当选");
            step(organiser, record, "宣布结果");
        }
        try (Walk secretary = demo.phone("youth")) {
            secretary.go(page).look("election");
            secretary.go(record).press("结果上报").write("sent_up_on", "今天");
            take(secretary, "结果上报");
        }
        try (Walk organiser = demo.desk("youth-organiser").expecting("422")) {
            organiser.go(record).press("登记上级批复");
            organiser.write("approval_number", "槐团批9号").write("approved_on", "今天");
            organiser.write("term_from", "2026-12-01").write("term_until", "2029-11-30");
            take(organiser, "登记上级批复");
            assertThat(organiser.go(page).text()).contains("由有权确认的岗位确认");
        }
        try (Walk secretary = demo.desk("youth")) {
            secretary.go(page).press("确认就任");
            assertThat(secretary.text()).contains("任期已经登记");
        }
        assertThat(all(demo, "community.office", "person", "until_on"))
                .anySatisfy(l -> assertThat(l.values())
                        .containsEntry("person", of28)
                        .hasEntrySatisfying("until_on", d -> assertThat(d).hasToString("2029-11-30")));
    }

    private static void nominate(Walk walk, String page, String name) {
        walk.go(page).press("登记候选人").pick("person", name).press("保存");
    }

    private static void step(Walk walk, String record, String words) {
        walk.go(record).press(words);
        take(walk, words);
    }

    /** Presses the button of a step whose form is open. */
    private static void take(Walk walk, String words) {
        walk.page()
                .locator("main details[open] form button", new Page.LocatorOptions().setHasText(words))
                .first()
                .click();
        walk.arrived();
    }

    /** A round as its tellers report it: papers, then the votes of each. */
    private static void count(Walk walk, String page, int round, int given, String of28, String of29) {
        walk.go(page).press("登记第 " + round + " 轮计票");
        papers(walk, given);
        tellers(walk).press("保存");
        walk.go(page);
        votes(walk, "欧阳甲二八", of28);
        votes(walk, "欧阳乙二九", of29);
        walk.press("保存得票");
    }

    private static Walk papers(Walk walk, int given) {
        String all = Integer.toString(given);
        return walk.write("given", all)
                .write("returned", all)
                .write("valid", Integer.toString(given - 1))
                .write("void", "1");
    }

    private static Walk tellers(Walk walk) {
        for (String typed : List.of("王", "赵")) {
            walk.page().locator("[name='tellers.q']").fill(typed);
            walk.page()
                    .locator(".ref [data-found] label", new Page.LocatorOptions().setHasText(typed))
                    .first()
                    .click();
        }
        return walk;
    }

    private static void votes(Walk walk, String name, String number) {
        walk.page().getByLabel(name).fill(number);
    }

    /** Sent in on a phone without a name, made a petition by a worker, answered, and read by the code. */
    @Test
    void aPetitionFromAPhoneToItsAnswer(OpenDemo demo) {
        UUID community = demo.engine().communities().getFirst();
        String code;
        try (Walk resident = demo.door(Walk.Size.PHONE)) {
            resident.go("/public/" + community).press("向妇联反映");
            resident.choose("kind", "work").write("gist", "托管班退费一直没有说法").look("petition-form");
            resident.page().waitForTimeout(2_100); // Who is quicker than a person reads is asked to look again.
            resident.press("提交");
            code = resident.page().locator(".code b").innerText().strip();
            assertThat(code).isNotBlank();
        }
        try (Walk worker = demo.desk("women-executive")) {
            worker.go("/intakes").press("向妇联反映");
            worker.look("petition-inbox")
                    .press("打开来件")
                    .write("number", "网上走一遍5")
                    .press("登记为")
                    .shot("x-petition");
            assertThat(worker.text()).contains("网上走一遍5");
        }
        String record = "/registers/women/petition/"
                + all(demo, "women.petition", "number").stream()
                        .filter(l -> "网上走一遍5".equals(l.values().get("number")))
                        .findFirst()
                        .orElseThrow()
                        .id();
        try (Walk worker = demo.desk("women-executive")) {
            worker.go(record);
            assertThat(worker.text())
                    .as("sixty days from the day it came, which ends on a Saturday")
                    .contains("妇联制度 5 · 答复", "1月25日前");
            worker.press("受理").pick("handler", "王");
            take(worker, "受理");
        }
        try (Walk chair = demo.desk("women").expecting("422")) {
            // The street hands the same matter down, and wants to hear of it.
            correct(chair, record, "街道也转来了", "back_due_on", "2026-12-10", "assigned");
            chair.press("转送").write("referred_to", "区劳动监察大队").write("referred_on", "今天");
            chair.look("petition-step");
            take(chair, "转送");
            assertThat(chair.text()).contains("已转送");
        }
        try (Walk worker = demo.desk("women-executive")) {
            worker.go(record).press("答复").write("answered_on", "今天").choose("outcome", "mediated");
            take(worker, "答复");
            assertThat(worker.text()).contains("已答复");
        }
        try (Walk chair = demo.phone("women").expecting("422")) {
            assertThat(chair.go(record).text()).contains("上级交办的还没有报告结果", "还没有回访");
            correct(chair, record, "已报告", "back_on", "今天", "");
            correct(chair, record, "留的电话打不通，按不留姓名办", "asked_on", "今天", "");
            chair.press("回访办结");
            take(chair, "回访办结");
            assertThat(chair.look("petition").text()).contains("已回访办结");
        }
        try (Walk resident = demo.door(Walk.Size.PHONE)) {
            resident.go("/public/" + community + "/following").write("code", code);
            resident.page().locator("main form button").first().click();
            resident.arrived();
            assertThat(resident.look("petition-answer").text()).contains("调解成功", "区劳动监察大队");
        }
    }

    /** Corrects a field of the record, with a reason, and comes back to it. */
    private static void correct(Walk walk, String record, String why, String field, String value, String channel) {
        walk.go(record + "/correction").write(field, value).write("reason", why);
        if (!channel.isEmpty()) {
            walk.choose("channel", channel);
        }
        walk.press("保存");
    }

    /** What is missing in a quarter is collected, the share is paid over, and somebody else audits the quarter. */
    @Test
    void aQuartersDuesCollectedPaidOverAndAudited(OpenDemo demo) {
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
        try (Walk auditor = demo.phone("union-auditor").expecting("422")) {
            String closing = yuan(auditor.go(book + "?from=2026-07-01&until=2026-09-30")
                    .page()
                    .locator("#sum dd")
                    .last());
            auditor.look("fund");
            auditor.go("/registers/union/audit/new?account=" + last(book));
            auditor.write("from_on", "2026-07-01")
                    .write("until_on", "2026-09-30")
                    .write("counted", "1");
            auditor.press("保存");
            assertThat(auditor.text()).contains("实有和账面对不上，要写明原因");
            auditor.write("counted", closing).press("保存");
            assertThat(auditor.text()).contains("2026年9月30日", "经费审查");
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
