package io.liren.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.liren.sql.Scope;
import io.liren.sql.Sql;
import io.liren.wording.Language;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Cases that hurt when they go wrong, walked in a browser: an emergency, a dispute sent up, an objection, a death. */
@ExtendWith(OpenDemo.Lent.class)
class CasesIT {
    /** The id that a statement over the first community selects. */
    private static UUID one(OpenDemo demo, Sql statement) {
        UUID here = demo.engine().communities().getFirst();
        return demo.engine()
                .owner()
                .inTransaction(
                        Scope.of(here),
                        t -> t.rows(statement.value("here", here), row -> row.uuid("id")).getFirst());
    }

    private static String gate(Walk walk) {
        return walk.page().locator("ol.steps").innerText();
    }

    /** Takes the step of that name, its fields filled in already. */
    private static void step(Walk walk, String label) {
        Locator way = walk.page()
                .locator(
                        ".move",
                        new Page.LocatorOptions()
                                .setHas(walk.page()
                                        .locator("summary", new Page.LocatorOptions().setHasText(label))))
                .first();
        if (way.locator("details[open]").count() == 0) {
            way.locator("summary").click();
        }
        way.locator("button.go").last().click();
        walk.arrived();
    }

    private static void saved(Walk walk) {
        walk.page().locator("main form.form .btn.go").first().click();
        walk.arrived();
        Locator confirm = walk.page().locator("section.confirm .btn.go");
        if (confirm.count() > 0) {
            confirm.click();
            walk.arrived();
        }
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
        UUID dispute = one(demo, Sql.of("""
                        select d.id from public_safety_dispute d
                         where d.community_id = {here} and d.opinion is not null and d.request_on is null"""));
        String address = "/registers/public-safety/dispute/" + dispute;
        try (Walk walk = demo.desk("safety")) {
            walk.go(address);
            assertThat(gate(walk)).contains("缺当事人要求上级调处的报告");
            assertThat(walk.page()
                            .locator("button[disabled]", new Page.LocatorOptions().setHasText("上交街道"))
                            .count())
                    .isEqualTo(1);
            walk.look("dispute-shut");
            walk.go(address + "/correction").write("request_on", "昨天").write("reason", "当事人交来报告");
            saved(walk);
            walk.go(address);
            assertThat(gate(walk)).doesNotContain("缺当事人要求上级调处的报告");
            step(walk, "上交街道");
            assertThat(gate(walk)).contains("已上交街道");
            walk.look("dispute-sent-up");
        }
    }

    @Test
    void anAllowanceGoesUpOnlyOnceTheObjectionIsAnsweredAndTheDecisionIsOnlyRecorded(OpenDemo demo) {
        UUID application = one(demo, Sql.of("""
                        select p.record_id as id
                          from civil_affairs_first_review_posting p
                          join civil_affairs_first_review_objection o
                            on o.community_id = p.community_id and o.posting_id = p.id
                         where p.community_id = {here} and o.answered_on is null"""));
        UUID posting = one(demo, Sql.of("""
                        select o.posting_id as id from civil_affairs_first_review_objection o
                         where o.community_id = {here} and o.answered_on is null"""));
        String address = "/registers/civil-affairs/application/" + application;
        try (Walk walk = demo.desk("civil")) {
            walk.go(address);
            assertThat(gate(walk)).contains("还有异议没答复");
            walk.look("allowance-shut");
            walk.go("/notices/civil-affairs/first_review/" + posting)
                    .choose("result", "dismissed")
                    .write("answer", "另有收入的说法已经核实，没有这回事。");
            walk.page().locator("#objections form.form .btn.go").click();
            walk.arrived();
            walk.go(address);
            assertThat(gate(walk)).doesNotContain("还有异议没答复");
            step(walk, "上报");
            assertThat(gate(walk)).contains("已上报");
            // Without number and date nothing is decided here: what the office above decided is recorded.
            step(walk, "登记上级决定");
            assertThat(gate(walk)).doesNotContain("上级已决定");
            walk.write("number", "示例民〔2026〕77号").write("decided_on", "今天").write("amount", "610");
            walk.choose("outcome", "granted");
            step(walk, "登记上级决定");
            assertThat(gate(walk)).contains("上级已决定").contains("示例民〔2026〕77号");
            walk.look("allowance-decided");
        }
    }

    @Test
    void aDeathIsConfirmedWithAllThatItSetsOffAndTheListsFollow(OpenDemo demo) {
        UUID aid = one(demo, Sql.of("""
                        select a.id from civil_affairs_aid a
                         where a.community_id = {here} and a.until_on is null and a.voided_at is null
                           and exists (select 1 from community_person p
                                        where p.community_id = a.community_id and p.id = a.payee_id
                                          and p.died_on is null)
                         order by (select count(*) from community_person p
                                    where p.community_id = a.community_id and p.household_id = a.household_id), a.id"""));
        UUID payee = one(
                demo,
                Sql.of("select a.payee_id as id from civil_affairs_aid a where a.community_id = {here} and a.id = {aid}")
                        .value("aid", aid));
        String person = "/registers/community/person/" + payee;
        try (Walk walk = demo.desk("civil")) {
            walk.go(person + "/correction").write("died_on", "昨天").write("reason", "家人告知");
            walk.page().locator("main form.form .btn.go").first().click();
            walk.arrived();
            Locator panel = walk.page().locator("section.confirm");
            assertThat(panel.count()).as("what a death sets off is shown first").isEqualTo(1);
            assertThat(panel.innerText()).contains("民政工作制度").contains("去世后核清");
            walk.look("death-confirm");
            panel.locator(".btn.go").first().click();
            walk.arrived();
            walk.go(person);
            assertThat(walk.text()).contains("去世后核清");
        }
    }
}
