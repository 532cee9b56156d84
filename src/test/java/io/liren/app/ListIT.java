package io.liren.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Working through a list by keyboard, keeping how one likes to see it, pasting rows into it. */
@ExtendWith(OpenDemo.Lent.class)
class ListIT {
    private static final String PEOPLE = "/registers/community/person?sort=name";

    @Test
    void aRowIsLookedAtBesideTheListByKeyboardAlone(OpenDemo demo) {
        try (Walk walk = demo.desk("clerk")) {
            Page page = walk.go(PEOPLE).page();
            Locator glance = page.locator("#glance .glance h2");
            page.keyboard().press("j");
            page.keyboard().press("Space");
            glance.waitFor();
            assertThat(page.url()).contains("seen=").contains("sort=name");
            String second = page.locator("tbody tr").nth(1).locator("a").innerText();
            page.keyboard().press("j");
            page.locator("#glance .glance h2", new Page.LocatorOptions().setHasText(second))
                    .waitFor();
            walk.look("glance");
            String address = page.url();
            page.keyboard().press("Escape");
            assertThat(glance.count()).isZero();
            assertThat(page.url()).doesNotContain("seen=");
            walk.go(address.substring(address.indexOf("/registers")));
            assertThat(glance.innerText())
                    .as("a colleague who is sent the address sees the same")
                    .isEqualTo(second);
            page.keyboard().press("/");
            assertThat(page.evaluate("() => document.activeElement.name")).isEqualTo("q");
        }
    }

    @Test
    void columnsAreChosenOnceAndAViewIsKeptUnderItsName(OpenDemo demo) {
        try (Walk walk = demo.desk("clerk")) {
            Page page = walk.go(PEOPLE).page();
            Locator heads = page.locator("thead th");
            int before = heads.count();
            walk.press("列");
            page.locator("[name=columns][value=sex]").uncheck();
            walk.press("显示这些列");
            assertThat(heads.count()).isEqualTo(before - 1);
            assertThat(page.url()).as("where one was").contains("sort=name");
            walk.go(PEOPLE);
            assertThat(heads.count()).as("and it stays so").isEqualTo(before - 1);
            walk.press("存为视图");
            page.locator("form[action='/views'] [name=name]").fill("按姓名");
            walk.press("存下");
            walk.look("view");
            walk.go("/registers/community/person").press("按姓名");
            assertThat(page.url()).contains("sort=name");
            page.locator("form[action='/views/removal'] button").first().click();
            walk.arrived().press("列");
            walk.press("恢复原样");
            assertThat(heads.count()).isEqualTo(before);
        }
    }

    @Test
    void rowsCopiedFromExcelAreCheckedBeforeAnythingIsEntered(OpenDemo demo) {
        try (Walk walk = demo.desk("clerk")) {
            Page page = walk.go("/registers/community/person").page();
            walk.press("粘贴")
                    .write(
                            "rows",
                            "姓名\t性别\t出生日期\n试甲\t男\t1960-1-1\n试丙\t男\t1961-1-1\n试丁\t男\t1962-1-1\n试戊\t女\t1963-1-1\n试乙\t女\t1990-02-30");
            walk.look("paste");
            walk.press("读取");
            assertThat(walk.text()).contains("姓名", "出生日期");
            page.locator("form.columns .btn.go").click();
            page.waitForURL("**/found");
            page.locator("main").getByText("1990-02-30").first().waitFor();
            assertThat(walk.text()).contains("新增 4", "有问题 1 行");
            walk.look("pasted");
            walk.go("/registers/community/person?name.has=试乙");
            assertThat(page.locator("tbody tr").count()).isZero();
        }
    }
}
