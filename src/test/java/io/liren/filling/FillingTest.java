package io.liren.filling;

import static org.assertj.core.api.Assertions.assertThat;

import io.liren.demand.Demand;
import io.liren.demand.DemandKind;
import io.liren.paper.DocxTable;
import io.liren.register.Attachments;
import io.liren.register.IdentityNumber;
import io.liren.register.ListQuery;
import io.liren.register.Revealing;
import io.liren.sql.Scope;
import io.liren.sql.Sql;
import io.liren.web.WebOffice;
import io.liren.workbook.Limits;
import io.liren.workbook.Line;
import io.liren.workbook.Workbook;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A superior sends a table; what the registers know goes in, and the request is noted. */
class FillingTest {
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
            person:
              label: 居民 | Person
              title: [name]
              enter: [clerk]
              fields:
                name:     {label: 姓名 | Name, type: text, required: true}
                born:     {label: 出生日期 | Born, type: date}
                identity: {label: 公民身份号码 | Identity number, type: identity, unique: true, sensitive: {class: L2, purpose: 核对身份 | identity}, for: [clerk]}
                phone:    {label: 电话 | Phone, type: phone, sensitive: {class: L2, purpose: 联系 | contact}, for: [clerk]}
                age:      {label: 年龄 | Age, type: integer, computed: "person.born.yearsUntil(today)"}
              search: [name]
            ```
            ```demand
            request:
              label: 上级要的表 | Tables asked for
              by: [clerk]
            ```
            ```ledger
            without_basis:
              label: 没有依据的要表 | Without a basis
              of: request where request.basis == null
              columns: [name, asked_by, minutes]
              sums: [minutes]
            ```
            """;
    private static final String NUMBER = "99010119500307123" + IdentityNumber.check("990101195003071230");
    private WebOffice office;
    private Filling filling;
    private Attachments attachments;

    @BeforeEach
    void open() {
        office = new WebOffice(List.of(new DemandKind()), BOOK);
        attachments = new Attachments(office.database, office.today);
        filling = new Filling(
                office.records,
                new Revealing(office.database, office.records, office.today),
                office.facts,
                attachments,
                office.edition);
        office.enter("person", Map.of("name", "赵甲", "born", "1950-03-07", "identity", NUMBER, "phone", "13800001111"));
        office.enter("person", Map.of("name", "钱乙", "born", "1962-08-15"));
    }

    @AfterEach
    void close() {
        office.close();
    }

    private static byte[] sheet(java.util.function.Consumer<Worksheet> filling) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            try (org.dhatim.fastexcel.Workbook workbook = new org.dhatim.fastexcel.Workbook(out, "Office", "1.0")) {
                Worksheet sheet = workbook.newWorksheet("表");
                filling.accept(sheet);
                sheet.finish();
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void line(Worksheet sheet, int row, String... texts) {
        for (int column = 0; column < texts.length; column++) {
            if (!texts[column].isEmpty()) {
                sheet.value(row, column, texts[column]);
            }
        }
    }

    private Filling.Result.Filled filled(byte[] file, String name, String basis, String purpose) {
        Demand demand = filling.demands(office.clerk()).getFirst();
        Filling.Result result = filling.fill(
                office.clerk(), demand, new Filling.Asked(name, file, "small.person", "", "街道民政办", basis, purpose, 3));
        assertThat(result).isInstanceOf(Filling.Result.Filled.class);
        return (Filling.Result.Filled) result;
    }

    private byte[] went(Filling.Result.Filled result) {
        Object id = office.records
                .record(office.clerk(), result.register(), result.request())
                .orElseThrow()
                .values()
                .get("went");
        return attachments.read(office.clerk(), (UUID) id).orElseThrow().content();
    }

    @Test
    void whoIsNamedIsLookedUpAndWhatNobodyHasIsMarked() {
        byte[] file = sheet(s -> {
            line(s, 0, "2026年高龄老人情况统计表");
            line(s, 1, "序号", "姓名", "身份证号", "年龄", "联系电话", "养老保险号", "备注");
            line(s, 2, "1", "赵甲", "", "", "", "", "");
            line(s, 3, "2", "查无此人", "", "", "", "", "");
        });
        Filling.Result.Filled masked = filled(file, "高龄统计.xlsx", "", "");
        assertThat(masked.rows()).isEqualTo(2);
        try (Workbook workbook = Workbook.open(went(masked), Limits.USUAL)) {
            List<Line> lines = new ArrayList<>();
            workbook.read(0, lines::add);
            assertThat(lines.get(2).cell(2).text()).contains("*").doesNotContain(NUMBER);
            assertThat(lines.get(2).cell(3).text()).isEqualTo("76");
            assertThat(lines.get(2).cell(5).text()).isEqualTo(Blank.UNKNOWN);
            assertThat(lines.get(2).cell(6).blank()).isTrue();
            assertThat(lines.get(3).cell(3).text()).isEqualTo(Blank.UNKNOWN);
        }
        assertThat(looks()).isZero();
        Filling.Result.Filled open = filled(file, "高龄统计.xlsx", "民发〔2026〕3号", "高龄津贴核对");
        try (Workbook workbook = Workbook.open(went(open), Limits.USUAL)) {
            List<Line> lines = new ArrayList<>();
            workbook.read(0, lines::add);
            assertThat(lines.get(2).cell(2).text()).isEqualTo(NUMBER);
            assertThat(lines.get(2).cell(4).text()).isEqualTo("13800001111");
        }
        assertThat(looks()).isEqualTo(2);
        var ledger = office.ledgers.find(office.clerk(), "small.without_basis").orElseThrow();
        var sheet =
                office.ledgers.sheet(office.clerk(), ledger, java.util.List.of(), java.util.Optional.empty(), 0, 10);
        assertThat(sheet.lines()).hasSize(1);
        assertThat(sheet.sums()).containsEntry("minutes", new BigDecimal("3"));
    }

    private long looks() {
        return office.database.inTransaction(
                Scope.of(WebOffice.HERE),
                transaction -> transaction.one(Sql.of("select count(*) as n from look_log"), row -> row.whole("n")));
    }

    @Test
    void anEmptyWordTableIsFilledWithTheRecordsChosenAndGrows() {
        byte[] file = DocxTable.write("花名册", List.of(), List.of("序号", "姓名", "出生日期"), List.of(List.of("", "", "")));
        Filling.Result.Filled result = filled(file, "花名册.docx", "", "");
        List<List<String>> rows = DocxTable.read(went(result));
        assertThat(rows).hasSize(3);
        assertThat(rows.get(1).get(1)).isEqualTo("钱乙");
        assertThat(rows.get(1).get(2)).isEqualTo(LocalDate.of(1962, 8, 15).toString());
        assertThat(rows.get(2)).containsExactly("2", "赵甲", "1950-03-07");
        assertThat(office.records
                        .list(office.clerk(), ListQuery.of("small.request"))
                        .lines())
                .hasSize(1);
    }

    @Test
    void aTableWithTooFewLinesBeforeItsEndIsToldSo() {
        byte[] file = sheet(s -> {
            line(s, 0, "姓名", "出生日期");
            s.value(1, 0, "");
            line(s, 2, "填表人:", "");
        });
        Filling.Result result = filling.fill(
                office.clerk(),
                filling.demands(office.clerk()).getFirst(),
                new Filling.Asked("表.xlsx", file, "small.person", "", "街道", "", "", 1));
        assertThat(result)
                .isInstanceOfSatisfying(
                        Filling.Result.Refused.class,
                        refused -> assertThat(refused.why().getFirst().zh()).contains("只有 1 行"));
    }
}
