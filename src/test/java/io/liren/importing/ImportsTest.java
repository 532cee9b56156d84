package io.liren.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.liren.access.Viewer;
import io.liren.journal.Chain;
import io.liren.register.IdentityNumber;
import io.liren.register.ListQuery;
import io.liren.register.Page;
import io.liren.sql.Scope;
import io.liren.web.WebOffice;
import io.liren.workbook.Cell;
import io.liren.workbook.Limits;
import io.liren.workbook.Line;
import io.liren.workbook.Workbook;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tables as offices keep them become records. */
class ImportsTest {
    private static final String BOOK = """
            ---
            rulebook: small
            title: 小制度 | A small rulebook
            version: 2026-01
            posts:
              clerk: 经办人 | Clerk
            ---
            ## 1 登记 | Records
            人员登记。
            ```register
            home:
              label: 房屋 | Home
              title: [building, room]
              enter: [clerk]
              fields:
                building: {label: 楼栋 | Building, type: text, required: true}
                room:     {label: 室 | Room, type: text, required: true}
              unique: [[building, room]]
            person:
              label: 居民 | Person
              title: [name]
              enter: [clerk]
              fields:
                name:     {label: 姓名 | Name, type: text, required: true}
                sex:      {label: 性别 | Sex, type: choice, options: {male: 男 | Male, female: 女 | Female}}
                born:     {label: 出生日期 | Born, type: date}
                identity: {label: 公民身份号码 | Identity number, type: identity, unique: true, derive: {birth: born, sex: sex}, sensitive: {class: L2, purpose: 核对身份 | identity}, for: [clerk]}
                phone:    {label: 电话 | Phone, type: phone, sensitive: {class: L2, purpose: 联系 | contact}, for: [clerk]}
                home:     {label: 住房 | Home, type: reference, to: home}
                moved:    {label: 迁入日期 | Moved in, type: date}
                here:     {label: 常住 | Lives here, type: boolean}
                note:     {label: 备注 | Note, type: text}
              list: [name, born, home]
              search: [name]
            visit:
              label: 走访 | Visit
              title: [person, on]
              happened: on
              about: person
              enter: [clerk]
              fields:
                person: {label: 居民 | Person, type: reference, to: person, required: true}
                on:     {label: 走访日期 | Date, type: date, required: true}
                gift:   {label: 慰问金 | Gift, type: money, min: 0, max: 5000}
              list: [person, on, gift]
            ```
            ```limit
            not_in_future: {on: visit, must: "visit.on <= today", otherwise: block, says: 日期不能晚于今天 | Not after today, field: on}
            modest: {on: visit, must: "visit.gift == null || visit.gift <= 1000", otherwise: warn, says: 超过 1000 元 | More than 1000 yuan, field: gift}
            ```
            """;
    private WebOffice office;
    private Imports imports;

    @BeforeEach
    void open() {
        office = new WebOffice(BOOK);
        imports = new Imports(office.database, office.facts, office.records, office.today, Limits.USUAL);
    }

    @AfterEach
    void close() {
        office.close();
    }

    /** Fills a sheet. */
    interface Filling {
        void fill(Worksheet sheet);
    }

    static byte[] xlsx(Filling filling) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            try (org.dhatim.fastexcel.Workbook workbook = new org.dhatim.fastexcel.Workbook(out, "Office", "1.0")) {
                Worksheet sheet = workbook.newWorksheet("名册");
                filling.fill(sheet);
                sheet.finish();
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static void line(Worksheet sheet, int row, Object... values) {
        for (int i = 0; i < values.length; i++) {
            switch (values[i]) {
                case null -> {}
                case Number number -> sheet.value(row, i, number);
                case LocalDate date -> {
                    sheet.value(row, i, date);
                    sheet.style(row, i).format("yyyy/m/d").set();
                }
                case Object text -> sheet.value(row, i, text.toString());
            }
        }
    }

    static String number(String first17) {
        return first17 + IdentityNumber.check(first17 + "0");
    }

    private Viewer clerk() {
        return office.clerk();
    }

    private Upload brought(String register, String name, byte[] content) {
        UUID id = imports.bring(clerk(), "small." + register, name, content);
        return imports.upload(clerk(), id).orElseThrow();
    }

    private Plan proposed(Upload upload) {
        Proposal proposal = imports.propose(clerk(), upload, Optional.empty(), Optional.empty());
        Plan plan = Plan.of(proposal.sheet(), proposal.heading().last(), proposal.chosen());
        imports.confirm(clerk(), upload, plan);
        return plan;
    }

    private List<Map<String, Object>> people(String register) {
        Page page =
                office.records.list(clerk(), ListQuery.of("small." + register).size(200));
        return page.lines().stream().map(l -> (Map<String, Object>) l.values()).toList();
    }

    private static byte[] roll() {
        return xlsx(sheet -> {
            sheet.value(0, 0, "槐荫社区居民花名册");
            sheet.range(0, 0, 0, 9).merge();
            sheet.value(1, 0, "填表日期:2026年3月1日");
            line(sheet, 2, "序号", "姓 名", "性别", "身份证号", "出生年月", "联系电话", "住房", "迁入日期", "是否常住", "备注");
            line(
                    sheet,
                    3,
                    1,
                    "张　甲",
                    "男",
                    number("99010119500307123"),
                    "1950.3.7",
                    "１３８００００１１１１",
                    "3号楼 201",
                    45992,
                    "是",
                    "３号楼楼长");
            line(sheet, 4, 2, "李乙乙", "女", "990101620815124", "1962年8月15日", 13800002222L, "同上", "2025年3月5日", "√", "/");
            line(sheet, 5, 3, "王丙", "女 ", null, "1988-12-1", null, "3号楼301 ", LocalDate.of(2026, 1, 2), "否", null);
            line(sheet, 6, "填表人:孙丙三", null, null, null, "审核人:周戊五");
        });
    }

    @Test
    void aRollAsOfficesKeepItIsRead() {
        office.enter("home", Map.of("building", "3号楼", "room", "201"));
        office.enter("home", Map.of("building", "3号楼", "room", "301"));
        Upload upload = brought("person", "花名册.xlsx", roll());
        Proposal proposal = imports.propose(clerk(), upload, Optional.empty(), Optional.empty());
        assertThat(proposal.heading().last()).isEqualTo(3);
        assertThat(proposal.chosen())
                .doesNotContainKey(0)
                .containsEntry(1, Target.of("name"))
                .containsEntry(2, Target.of("sex"))
                .containsEntry(3, Target.of("identity"))
                .containsEntry(4, Target.of("born"))
                .containsEntry(5, Target.of("phone"))
                .containsEntry(6, Target.of("home"))
                .containsEntry(7, Target.of("moved"))
                .containsEntry(8, Target.of("here"))
                .containsEntry(9, Target.of("note"));
        Plan plan = proposed(upload);
        Checked checked = imports.check(clerk(), upload, plan, rows -> {});
        assertThat(checked.problems()).isEmpty();
        assertThat(checked.fresh()).isEqualTo(3);
        assertThat(people("person")).isEmpty();
        Checked entered = imports.enter(clerk(), upload, plan, rows -> {});
        assertThat(entered.kept()).isTrue();
        List<Map<String, Object>> people = people("person");
        assertThat(people).extracting(p -> p.get("name")).containsExactlyInAnyOrder("张甲", "李乙乙", "王丙");
        assertThat(people)
                .extracting(p -> p.get("born"))
                .containsExactlyInAnyOrder(
                        LocalDate.of(1950, 3, 7), LocalDate.of(1962, 8, 15), LocalDate.of(1988, 12, 1));
        office.database.inTransaction(Scope.of(WebOffice.HERE), tx -> {
            assertThat(Chain.verify(tx, WebOffice.HERE).holds()).isTrue();
            return true;
        });
        assertThat(imports.upload(clerk(), upload.id())).isEmpty();
    }

    @Test
    void everyProblemIsSaidAtItsCellAndNothingIsKeptUntilTheyAreGone() throws IOException {
        byte[] file = xlsx(sheet -> {
            line(sheet, 0, "姓名", "身份证号", "出生日期", "住房");
            line(sheet, 1, "赵甲", number("99010119500307123"), "1951-01-01", null);
            line(sheet, 2, "钱乙", 990101195003071234L, null, null);
            line(sheet, 3, null, number("99010119620815124"), null, null);
            line(sheet, 4, "孙丙", null, "2026.1", "9号楼 999");
            line(sheet, 5, "李丁", null, "1990-02-30", null);
            line(sheet, 6, "周戊", number("99010119880101125"), null, null);
            line(sheet, 7, "周戊", number("99010119880101125"), null, null);
            line(sheet, 8, "吴己", null, "1970年1月", null);
        });
        Upload upload = brought("person", "名单.xlsx", file);
        Plan plan = proposed(upload);
        Checked checked = imports.check(clerk(), upload, plan, rows -> {});
        assertThat(checked.problems().keySet()).containsExactly(2, 3, 4, 5, 6, 8);
        assertThat(said(checked, 2)).contains("出生日期").contains("不一致");
        assertThat(said(checked, 3)).contains("存成了数字");
        assertThat(said(checked, 4)).contains("请填写姓名");
        assertThat(said(checked, 5)).contains("没有「9号楼 999」");
        assertThat(said(checked, 6)).contains("没有");
        assertThat(said(checked, 8)).contains("第 7 行重复");
        assertThat(imports.enter(clerk(), upload, plan, rows -> {}).kept()).isFalse();
        assertThat(people("person")).isEmpty();

        ByteArrayOutputStream back = new ByteArrayOutputStream();
        imports.giveBack(clerk(), upload, plan, checked, back);
        try (Workbook workbook = Workbook.open(back.toByteArray(), Limits.USUAL)) {
            List<Line> lines = new ArrayList<>();
            workbook.read(0, lines::add);
            assertThat(lines.getFirst().cell(4).text()).isEqualTo("导入结果");
            assertThat(lines.get(2).cell(4).text()).contains("存成了数字");
            assertThat(lines.get(8).cell(4)).isEqualTo(Cell.BLANK);
            assertThat(lines.get(8).cell(0).text()).isEqualTo("吴己");
        }

        Plan onlyGood = plan.decided(Plan.Choice.SKIP, Plan.Choice.SKIP, Map.of(), true, Optional.empty());
        Checked entered = imports.enter(clerk(), upload, onlyGood, rows -> {});
        assertThat(entered.kept()).isTrue();
        assertThat(entered.fresh()).isEqualTo(2);
        assertThat(people("person")).extracting(p -> p.get("name")).containsExactlyInAnyOrder("周戊", "吴己");
    }

    private static String said(Checked checked, int line) {
        return checked.problems().getOrDefault(line, List.of()).stream()
                .map(p -> p.says().zh())
                .reduce("", String::concat);
    }

    @Test
    void whoIsKnownIsOfferedForMergingAndThePastVersionStays() {
        UUID jia = office.enter(
                "person", Map.of("name", "赵甲", "identity", number("99010119500307123"), "phone", "13800001111"));
        UUID yi = office.enter("person", Map.of("name", "钱乙", "born", LocalDate.of(1962, 8, 15)));
        byte[] file = "姓名,身份证号,出生日期,电话\r\n赵甲甲,%s,,\r\n钱乙,%s,1962/8/15,13900002222\r\n"
                .formatted(number("99010119500307123"), number("99010119620815124"))
                .getBytes(Charset.forName("GB18030"));
        Upload upload = brought("person", "名单.csv", file);
        Plan plan = proposed(upload);
        Checked checked = imports.check(clerk(), upload, plan, rows -> {});
        assertThat(checked.known().get(2).record()).isEqualTo(jia);
        assertThat(checked.known().get(2).sure()).isTrue();
        assertThat(checked.known().get(3).record()).isEqualTo(yi);
        assertThat(checked.known().get(3).sure()).isFalse();
        assertThat(checked.skipped()).isEqualTo(2);
        Plan merging = plan.decided(Plan.Choice.UPDATE, Plan.Choice.UPDATE, Map.of(), false, Optional.empty());
        Checked entered = imports.enter(clerk(), upload, merging, rows -> {});
        assertThat(entered.problems()).isEmpty();
        assertThat(entered.corrected()).isEqualTo(2);
        assertThat(people("person")).extracting(p -> p.get("name")).containsExactlyInAnyOrder("赵甲甲", "钱乙");
        assertThat(office.records.history(clerk(), "small.person", jia, Optional.empty()))
                .hasSize(2);
        assertThat(office.records
                        .record(clerk(), "small.person", jia)
                        .orElseThrow()
                        .values()
                        .get("phone"))
                .as("an empty cell takes nothing away")
                .isNotNull();
    }

    @Test
    void aWriteInTheMeantimeIsNotOverwritten() {
        UUID jia = office.enter("person", Map.of("name", "赵甲", "identity", number("99010119500307123")));
        office.enter("visit", Map.of("person", jia, "on", "2026-03-01"));
        byte[] visits = xlsx(sheet -> {
            line(sheet, 0, "居民", "居民公民身份号码", "走访日期", "慰问金");
            line(sheet, 1, "赵甲", number("99010119500307123"), "3.5", 200);
            line(sheet, 2, "赵甲", null, "2026-12-31", 300);
            line(sheet, 3, "赵甲", null, "2026年3月6日", 2000);
            line(sheet, 4, "赵甲", null, "2026年3月7日", 6000);
        });
        Upload upload = brought("visit", "走访.xlsx", visits);
        Plan plan = proposed(upload);
        assertThat(plan.columns()).containsEntry(1, new Target("person", Optional.of("identity")));
        Checked checked = imports.check(clerk(), upload, plan, rows -> {});
        assertThat(said(checked, 3)).contains("日期不能晚于今天");
        assertThat(said(checked, 4)).contains("超过 1000 元");
        assertThat(checked.problems().get(4).getFirst().blocking()).isFalse();
        assertThat(said(checked, 5)).contains("不能大于");
        Plan going = plan.decided(Plan.Choice.SKIP, Plan.Choice.SKIP, Map.of(), true, Optional.of("春节慰问"));
        Checked entered = imports.enter(clerk(), upload, going, rows -> {});
        assertThat(entered.kept()).isTrue();
        assertThat(entered.fresh()).isEqualTo(2);
        assertThat(people("visit")).hasSize(3);
    }

    @Test
    void theSameHeadingIsReadTheSameWayNextTime() {
        byte[] file = xlsx(sheet -> {
            line(sheet, 0, "甲方", "乙方");
            line(sheet, 1, "赵甲", "1950-3-7");
        });
        Upload first = brought("person", "一.xlsx", file);
        assertThat(imports.propose(clerk(), first, Optional.empty(), Optional.empty())
                        .chosen())
                .doesNotContainKey(0);
        imports.confirm(clerk(), first, Plan.of(0, 1, Map.of(0, Target.of("name"), 1, Target.of("born"))));
        Upload second = brought("person", "二.xlsx", file);
        Proposal again = imports.propose(clerk(), second, Optional.empty(), Optional.empty());
        assertThat(again.remembered()).isTrue();
        assertThat(again.chosen()).containsEntry(0, Target.of("name")).containsEntry(1, Target.of("born"));
    }

    @Test
    void mergedCellsSayTheSameInEachLineAndNamesMayStandInTwoLines() {
        office.enter("home", Map.of("building", "3号楼", "room", "201"));
        byte[] file = xlsx(sheet -> {
            line(sheet, 0, "住房", "家庭成员", null, "备注");
            sheet.range(0, 0, 1, 0).merge();
            sheet.range(0, 1, 0, 2).merge();
            sheet.range(0, 3, 1, 3).merge();
            line(sheet, 1, null, "姓名", "出生日期");
            line(sheet, 2, "3号楼201", "赵甲", "1950-3-7");
            line(sheet, 3, null, "钱乙", "1952-3-7");
            sheet.range(2, 0, 3, 0).merge();
        });
        Upload upload = brought("person", "家庭.xlsx", file);
        Plan plan = proposed(upload);
        assertThat(plan.heading()).isEqualTo(2);
        assertThat(plan.columns())
                .containsEntry(0, Target.of("home"))
                .containsEntry(1, Target.of("name"))
                .containsEntry(2, Target.of("born"));
        assertThat(imports.enter(clerk(), upload, plan, rows -> {}).fresh()).isEqualTo(2);
        assertThat(people("person")).allMatch(p -> p.get("home") != null);
    }
}
