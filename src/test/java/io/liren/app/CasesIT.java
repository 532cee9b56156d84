package io.liren.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.liren.sql.Scope;
import io.liren.sql.Sql;
import io.liren.wording.Language;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Cases that hurt when they go wrong, walked in a browser: an emergency, a dispute sent up, an allowance, a death. */
@ExtendWith(OpenDemo.Lent.class)
class CasesIT {
    private static final String APPLICATIONS = "/registers/civil-affairs/application/";
    private static final String NUMBER = "示例民〔2026〕77号";

    /** The ids that a statement over the first community selects. */
    private static List<UUID> ids(OpenDemo demo, Sql statement) {
        UUID here = demo.engine().communities().getFirst();
        return demo.engine()
                .owner()
                .inTransaction(Scope.of(here), t -> t.rows(statement.value("here", here), row -> row.uuid("id")));
    }

    private static UUID one(OpenDemo demo, Sql statement) {
        return ids(demo, statement).getFirst();
    }

    private static String name(OpenDemo demo, UUID person) {
        UUID here = demo.engine().communities().getFirst();
        return demo.engine()
                .owner()
                .inTransaction(
                        Scope.of(here),
                        t -> t.rows(
                                        Sql.of(
                                                        "select name from community_person where community_id = {here} and id = {p}")
                                                .value("here", here)
                                                .value("p", person),
                                        row -> row.text("name"))
                                .getFirst());
    }

    /** What stands where the case stands: its way, its clock, what is missing. */
    private static String gate(Walk walk) {
        return walk.page().locator("ol.steps").innerText();
    }

    private static Locator move(Walk walk, String label) {
        return walk.page()
                .locator(
                        ".move",
                        new Page.LocatorOptions()
                                .setHas(walk.page().locator("summary", new Page.LocatorOptions().setHasText(label))))
                .first();
    }

    /** Takes the step of that name, its fields filled in already. */
    private static void step(Walk walk, String label) {
        Locator way = move(walk, label);
        if (way.locator("details[open]").count() == 0) {
            way.locator("summary").click();
        }
        way.locator("button.go").last().click();
        walk.arrived();
    }

    /** Saves the form on the page, and confirms what it sets off. */
    private static void saved(Walk walk) {
        walk.page().locator("main form.form .btn.go").first().click();
        walk.arrived();
        if (walk.page().locator(".care [name=acknowledged]").count() > 0) {
            walk.write("acknowledged", "正在补齐");
            walk.page().locator("main form.form .btn.go").first().click();
            walk.arrived();
        }
        Locator confirm = walk.page().locator("section.confirm .btn.go");
        if (confirm.count() > 0) {
            confirm.click();
            walk.arrived();
        }
    }

    /** Corrects one field of a record, with a reason, and comes back to it. */
    private static void corrected(Walk walk, String record, String field, String value) {
        walk.go(record + "/correction").write(field, value).write("reason", "补登");
        saved(walk);
        walk.go(record);
    }

    private static boolean shut(Walk walk, String label) {
        return walk.page()
                        .locator("button[disabled]", new Page.LocatorOptions().setHasText(label))
                        .count()
                == 1;
    }

    @Test
    void anEmergencyBeginsInTwoTapsOnAPhoneAtNightAndItsClocksRun(OpenDemo demo) {
        try (Walk walk = demo.phone("safety")) {
            Page page = walk.page();
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
            walk.go("/");
            page.locator("nav.tabs a[href='/urgent']").click();
            walk.arrived();
            assertThat(page.locator(".urgent .call a[href^='tel:']").count()).isGreaterThan(1);
            int before = page.locator(".urgent article").count();
            walk.press("现在有事");
            assertThat(page.locator(".urgent article").count()).isEqualTo(before + 1);
            Locator newest = page.locator(".urgent article").first();
            assertThat(newest.innerText()).contains("还剩 30 分钟").contains("还剩 60 分钟");
            newest.locator("button").first().click();
            walk.arrived();
            newest = page.locator(".urgent article").first();
            assertThat(newest.innerText())
                    .doesNotContain("还剩 30 分钟")
                    .contains("还剩 60 分钟")
                    .contains("口头报告的时刻");
            walk.look("urgent");
            walk.in(Language.EN).look("urgent").on(Walk.Size.DESK).fits();
        }
    }

    @Test
    void aDisputeIsNotSentUpUntilTheThreeConditionsHold(OpenDemo demo) {
        String id = one(demo, Sql.of("""
                        select d.id from public_safety_dispute d
                         where d.community_id = {here} and d.back_on is not null and d.request_on is null""")).toString();
        String address = "/registers/public-safety/dispute/" + id;
        List<String> conditions = List.of("缺当事人要求上级调处的报告", "缺调解委员会的调查材料或初步意见", "缺确实解决不了的理由");
        try (Walk walk = demo.desk("safety")) {
            walk.expecting("status of 422").go(address);
            assertThat(gate(walk)).contains(conditions);
            assertThat(shut(walk, "上交街道")).isTrue();
            walk.look("dispute-shut");
            corrected(walk, address, "request_on", "昨天");
            assertThat(gate(walk)).doesNotContain(conditions.get(0)).contains(conditions.subList(1, 3));
            assertThat(shut(walk, "上交街道")).isTrue();
            corrected(walk, address, "unsettled_why", "用途要由主管部门认定");
            assertThat(gate(walk)).doesNotContain(conditions.get(2)).contains(conditions.get(1));
            assertThat(shut(walk, "上交街道")).isTrue();
            walk.go("/registers/public-safety/mediation/new?kind=inquiry&dispute=" + id)
                    .write("record", "到地下室看过");
            saved(walk);
            walk.go(address);
            step(walk, "上交街道");
            assertThat(gate(walk)).contains("已上交街道");
            walk.look("dispute-sent-up");
        }
    }

    @Test
    void anAllowanceIsStoppedAtEachGateOnceFromTheApplicationToItsFirstPayment(OpenDemo shared) {
        MovingToday clock = new MovingToday(MadeDemo.today().today());
        try (OpenDemo demo = shared.apart(clock)) {
            UUID applicant = applicant(demo);
            UUID application = filedSurveyedAndPosted(demo, applicant);
            answered(demo, application);
            clock.goTo(clock.today().plusDays(8));
            decided(demo, application, applicant);
            paid(demo);
        }
    }

    /** Somebody who heads a household and has never had an allowance. */
    private static UUID applicant(OpenDemo demo) {
        return one(demo, Sql.of("""
                        select p.id from community_person p
                         where p.community_id = {here} and p.relation = 'head' and p.died_on is null
                           and p.voided_at is null and p.lives_until is null
                           and not exists (select 1 from civil_affairs_application a
                                            where a.community_id = p.community_id and a.household_id = p.household_id)
                           and not exists (select 1 from civil_affairs_aid a
                                            where a.community_id = p.community_id and a.household_id = p.household_id)
                         order by p.id desc"""));
    }

    /** Applied for, accepted, surveyed by two, posted; each of it refused once before it may be. */
    private static UUID filedSurveyedAndPosted(OpenDemo demo, UUID applicant) {
        List<UUID> surveyors = ids(demo, Sql.of("""
                        select p.id from community_person p
                         where p.community_id = {here} and p.relation = 'other' and p.died_on is null
                         order by p.id limit 2"""));
        try (Walk walk = demo.desk("civil");
                Walk surveyor = demo.desk("surveyor")) {
            walk.go("/registers/civil-affairs/application/new?household=" + household(demo, applicant) + "&applicant="
                    + applicant + "&relative=none&channel=window");
            saved(walk);
            UUID id = one(
                    demo,
                    Sql.of("select id from civil_affairs_application"
                                    + " where community_id = {here} and applicant_id = {p}")
                            .value("p", applicant));
            String application = APPLICATIONS + id;
            walk.go(application);
            Locator accepting = move(walk, "街道受理");
            accepting.locator("summary").click();
            accepting.locator("[name=authorised_on]").fill("今天");
            accepting.locator("[name=accepted_on]").fill("今天");
            step(walk, "街道受理");

            surveyor.expecting("status of 422").go(application);
            assertThat(gate(surveyor)).contains("还没有入户调查", "访问的邻居不够");
            String survey = "/registers/civil-affairs/survey/new?application=" + id;
            surveyor.go(survey + "&way=home&signed=true&team=" + surveyors.getFirst());
            saved(surveyor);
            assertThat(surveyor.text()).as("nobody goes there alone").contains("入户要两名调查员一起去");
            surveyor.pick("team", name(demo, surveyors.getLast()));
            saved(surveyor);
            assertThat(surveyor.page().url()).as(surveyor.text()).doesNotContain("/new");
            for (int i = 0; i < 2; i++) {
                surveyor.go(survey + "&way=neighbour&team=" + surveyors.getFirst());
                saved(surveyor);
                assertThat(surveyor.text()).contains("邻里访问");
            }
            surveyor.go(application);
            assertThat(gate(surveyor)).doesNotContain("还没有入户调查", "访问的邻居不够");
            step(surveyor, "完成调查");

            walk.go(application);
            assertThat(gate(walk)).contains("初审建议还没有公示");
            walk.go(application + "/correction").write("people", "1").write("proposed", "530");
            walk.choose("proposal", "grant").write("reason", "初审");
            saved(walk);
            walk.go("/notices/civil-affairs/first_review/for/" + id);
            walk.page().locator("form.form .btn.go").click();
            walk.arrived();
            walk.press("张贴件");
            String open = walk.page().locator(".scan small").first().innerText();
            walk.go(application);
            step(walk, "开始公示");
            assertThat(gate(walk)).contains("公示还没有满天数");
            walk.look("allowance-posted");
            objected(demo, open);
            walk.go(application);
            assertThat(gate(walk)).contains("还有异议没答复");
            assertThat(shut(walk, "上报")).isTrue();
            walk.look("allowance-shut");
            return id;
        }
    }

    /** Somebody disagrees, on a phone, without an account. */
    private static void objected(OpenDemo demo, String notice) {
        try (Walk phone = demo.door(Walk.Size.PHONE)) {
            phone.expecting("status of 422").go(notice);
            phone.page().locator(".object summary").click();
            phone.write("content", "他家还有一处出租房");
            phone.page().waitForTimeout(2_100); // Who is quicker than a person reads is asked to look again.
            phone.page().locator(".object .btn.go").click();
            phone.arrived();
            assertThat(phone.page().locator(".code b").innerText()).isNotBlank();
            phone.look("objection-sent");
        }
    }

    /** The objection is answered; the notice still has to run its days. */
    private static void answered(OpenDemo demo, UUID application) {
        UUID posting = one(
                demo,
                Sql.of("select id from civil_affairs_first_review_posting"
                                + " where community_id = {here} and record_id = {application}")
                        .value("application", application));
        try (Walk walk = demo.desk("civil")) {
            walk.go("/notices/civil-affairs/first_review/" + posting)
                    .choose("result", "dismissed")
                    .write("answer", "另有收入的说法已经核实，没有这回事。");
            walk.page().locator("#objections form.form .btn.go").click();
            walk.arrived();
            walk.go(APPLICATIONS + application);
            assertThat(gate(walk)).doesNotContain("还有异议没答复").contains("公示还没有满天数");
            assertThat(shut(walk, "上报")).isTrue();
        }
    }

    /** Days later the notice has ended: it goes up, and what the office above decided is recorded. */
    private static void decided(OpenDemo demo, UUID application, UUID applicant) {
        try (Walk walk = demo.desk("civil")) {
            walk.expecting("status of 422").go(APPLICATIONS + application);
            step(walk, "上报");
            assertThat(gate(walk)).contains("已上报");
            // Without number and date nothing is decided here.
            step(walk, "登记上级决定");
            assertThat(gate(walk)).doesNotContain("上级已决定");
            walk.write("number", NUMBER).write("decided_on", "今天").write("amount", "530");
            walk.choose("outcome", "granted");
            step(walk, "登记上级决定");
            assertThat(gate(walk)).contains("上级已决定").contains(NUMBER);
            walk.look("allowance-decided");
            walk.go("/registers/civil-affairs/aid/new?household=" + household(demo, applicant) + "&payee=" + applicant
                    + "&application=" + application + "&number=" + NUMBER + "&decided_on=2026-12-02"
                    + "&from_on=2026-12-01&amount=530&people=1&class=b");
            saved(walk);
            assertThat(walk.page().locator("#flash").innerText()).contains("已登记");
        }
    }

    private static UUID household(OpenDemo demo, UUID person) {
        return one(
                demo,
                Sql.of("select household_id as id from community_person where community_id = {here} and id = {person}")
                        .value("person", person));
    }

    /** The list of the month in which it begins: drawn up by one, checked by another, paid. */
    private static void paid(OpenDemo demo) {
        String list = "/payments/civil-affairs/aid_paid/2026-12";
        try (Walk walk = demo.desk("civil")) {
            walk.go(list);
            assertThat(walk.text()).contains(NUMBER);
            walk.page().locator("main form.move .btn.go").first().click();
            walk.arrived();
            walk.press("送复核");
            assertThat(walk.page().locator("main form.move").count())
                    .as("nobody checks what they drew up")
                    .isZero();
        }
        try (Walk walk = demo.desk("checker")) {
            walk.go(list).press("复核通过");
        }
        try (Walk walk = demo.desk("civil")) {
            walk.go(list);
            walk.page().locator("main details summary.btn.go").click();
            walk.page().locator("main details[open] form.form .btn.go").click();
            walk.arrived();
            assertThat(walk.page()
                            .locator("tbody tr", new Page.LocatorOptions().setHasText(NUMBER))
                            .locator("[data-label=到账]")
                            .innerText())
                    .contains("530.00");
            walk.look("allowance-paid");
        }
    }

    @Test
    void aDeathIsConfirmedWithAllThatItSetsOffAndEveryListFollowsAtOnce(OpenDemo demo) {
        UUID aid = one(demo, Sql.of("""
                        select a.id from civil_affairs_aid a
                         where a.community_id = {here} and a.until_on is null and a.voided_at is null
                           and (select count(*) from community_person p
                                 where p.community_id = a.community_id and p.household_id = a.household_id
                                   and p.died_on is null) = 1
                         order by a.id"""));
        UUID payee = one(
                demo,
                Sql.of(
                                "select a.payee_id as id from civil_affairs_aid a where a.community_id = {here} and a.id = {aid}")
                        .value("aid", aid));
        String person = "/registers/community/person/" + payee;
        List<String> lists = List.of("/ledgers/civil-affairs/aid_in_force", "/payments/civil-affairs/aid_paid/2027-01");
        String open = "/notices/civil-affairs/recipients"; // Without given names: only their number tells.
        try (Walk walk = demo.desk("civil")) {
            String name = walk.go(person).page().locator("h1").innerText().strip();
            for (String list : lists) {
                assertThat(count(walk, list, name)).as(list + " before").isEqualTo(1);
            }
            int recipients = count(walk, open, "");
            walk.go(person + "/correction").write("died_on", "昨天").write("reason", "家人告知");
            walk.page().locator("main form.form .btn.go").first().click();
            walk.arrived();
            Locator panel = walk.page().locator("section.confirm");
            assertThat(panel.count()).as("what a death sets off is shown first").isEqualTo(1);
            assertThat(panel.innerText()).contains("民政工作制度", "去世后核清", "移出「在领家庭台账」", "移出「现住居民台账」", "不再列入「救助金发放」");
            walk.look("death-confirm");
            panel.locator(".btn.go").first().click();
            walk.arrived();
            walk.go(person);
            assertThat(walk.text()).contains("去世后核清");
            walk.look("death-entered");
            for (String list : lists) {
                assertThat(count(walk, list, name)).as(list + " after").isZero();
            }
            assertThat(count(walk, open, "")).isEqualTo(recipients - 1);
        }
    }

    private static int count(Walk walk, String list, String name) {
        return walk.go(list)
                .page()
                .locator("main tbody tr", new Page.LocatorOptions().setHasText(name))
                .count();
    }
}
