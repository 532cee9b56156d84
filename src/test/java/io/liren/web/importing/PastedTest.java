package io.liren.web.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.liren.importing.Checked;
import io.liren.importing.Imports;
import io.liren.importing.Plan;
import io.liren.importing.Proposal;
import io.liren.importing.Upload;
import io.liren.register.ListQuery;
import io.liren.register.RegisterModel;
import io.liren.web.WebOffice;
import io.liren.workbook.Limits;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows copied from Excel: checked cell by cell, then all of them entered or none. */
class PastedTest {
    private WebOffice office;
    private Imports imports;
    private RegisterModel person;

    @BeforeEach
    void open() {
        office = new WebOffice();
        imports = new Imports(office.database, office.facts, office.records, office.today, Limits.USUAL);
        person = office.records.registers().model("small.person");
    }

    @AfterEach
    void close() {
        office.close();
    }

    private String read(String rows) {
        return new String(Pasted.file(rows, person), StandardCharsets.UTF_8);
    }

    private Upload brought(String rows) {
        UUID id = imports.bring(office.clerk(), "small.person", "rows.csv", Pasted.file(rows, person));
        return imports.upload(office.clerk(), id).orElseThrow();
    }

    private Plan plan(Upload upload) {
        Proposal proposal = imports.propose(office.clerk(), upload, Optional.empty(), Optional.empty());
        Plan plan = Plan.of(0, proposal.heading().last(), proposal.chosen());
        imports.confirm(office.clerk(), upload, plan);
        return plan;
    }

    private int people() {
        return office.records
                .list(office.clerk(), ListQuery.of("small.person"))
                .lines()
                .size();
    }

    @Test
    void cellsStandBetweenTabsAndOneWithALineBreakIsQuoted() {
        assertThat(read("姓名\t类别\r\n甲\t甲类\r\n\r\n")).isEqualTo("\"姓名\",\"类别\"\n\"甲\",\"甲类\"");
        assertThat(read("Name\tKind\n\"one\nand \"\"two\"\"\"\tB")).contains("\"one\nand \"\"two\"\"\",\"B\"");
        assertThat(read(" \n\t\n")).isEmpty();
    }

    @Test
    void withoutAHeadingTheColumnsStandInTheOrderOfTheForm() {
        assertThat(read("甲,乙\t1960-1-1")).isEqualTo("\"姓名\",\"出生日期\",\"电话\",\"类别\"\n\"甲,乙\",\"1960-1-1\"");
    }

    @Test
    void oneWrongCellIsToldAtItsCellAndNothingIsEnteredUntilAllIsRight() {
        Upload wrong = brought(
                "姓名\t出生日期\t类别\n甲\t1960-1-1\t甲类\n丙\t1961-1-1\t乙类\n丁\t1962-1-1\t乙类\n戊\t1963-1-1\t甲类\n乙\t1990-02-30\t乙类");
        Checked checked = imports.enter(office.clerk(), wrong, plan(wrong), rows -> {});
        assertThat(checked.kept()).isFalse();
        assertThat(checked.problems()).isNotEmpty();
        assertThat(people()).isZero();
        Upload right = brought("甲\t1960-1-1\t\t甲类\n乙\t1961-2-3\t\t乙类");
        assertThat(imports.enter(office.clerk(), right, plan(right), rows -> {}).kept())
                .isTrue();
        assertThat(people()).isEqualTo(2);
    }
}
