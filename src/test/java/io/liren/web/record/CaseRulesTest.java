package io.liren.web.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.liren.access.Viewer;
import io.liren.derivation.Occurrence;
import io.liren.journal.Chain;
import io.liren.journal.Difference;
import io.liren.register.Replay;
import io.liren.sql.Scope;
import io.liren.web.WebOffice;
import io.liren.web.form.Sent;
import io.liren.web.frame.Reply;
import io.liren.web.frame.Words;
import io.liren.wording.Language;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rulebook changes while a grant is being handled: the case keeps the text it began under until it is moved on. */
class CaseRulesTest {
    private static final Words WORDS = Words.in(Language.ZH);
    private static final String HEAD = """
            ---
            rulebook: small
            title: 小制度 | A small rulebook
            version: VERSION
            posts:
              clerk: 经办人 | Clerk
              head: 负责人 | Head
            ---
            ## 1 补助 | Grants
            困难补助按程序办理。
            ```register
            grant:
              label: 补助申请 | Grant
              title: [who]
              happened: on
              enter: [clerk]
              fields:
                who:    {label: 申请人 | Applicant, type: text, required: true}
                on:     {label: 日期 | Date, type: date, required: true}
                people: {label: 人口 | People, type: integer}
                income: {label: 收入 | Income, type: money}
              list: [who, on]
              search: [who]
            ```
            """;
    private static final String OLD = HEAD.replace("VERSION", "2025-06") + """
            ```procedure
            handling:
              label: 补助办理 | Handling
              of: grant
              start: applied
              states: {applied: 待评议 | To be discussed, voted: 待发放 | To be paid, paid: {label: 已发放 | Paid, final: true}}
              steps:
                vote: {label: 评议 | Vote, from: [applied], to: voted, by: [clerk], needs: [people], within: {count: 10, unit: workdays, of: grant.on}}
                tell: {label: 告知 | Tell, from: [voted], to: voted, by: [head], records: {by_phone: {label: 电话告知 | By phone, type: boolean}}}
                pay: {label: 发放 | Pay, from: [voted], to: paid, by: [clerk]}
            ```
            """;
    private static final String NEW = HEAD.replace("VERSION", "2026-03") + """
            ```procedure
            handling:
              label: 补助办理 | Handling
              of: grant
              start: applied
              states: {applied: 待评议 | To be discussed, checked: 待审核 | To be checked, voted: 待发放 | To be paid, paid: {label: 已发放 | Paid, final: true}}
              steps:
                vote: {label: 评议 | Vote, from: [applied], to: checked, by: [clerk], needs: [people, income], within: {count: 3, unit: workdays, of: grant.on}}
                check: {label: 审核 | Check, from: [checked], to: voted, by: [head]}
                pay: {label: 发放 | Pay, from: [voted], to: paid, by: [head]}
            ```
            """;

    private WebOffice before;
    private WebOffice office;
    private UUID old;
    private UUID fresh;

    @BeforeEach
    void theTextChangesWhileACaseIsOpen() {
        before = new WebOffice(OLD);
        old = before.enter("grant", Map.of("who", "甲", "on", "2026-03-10", "people", "5"));
        office = before.startedAgain(LocalDate.of(2026, 3, 11), NEW);
        fresh = office.enter("grant", Map.of("who", "乙", "on", "2026-03-11", "people", "2"));
    }

    @AfterEach
    void close() {
        before.close();
    }

    private static CaseMaker cases(WebOffice at) {
        return new CaseMaker(at.edition, at.records, at.derivations, at.attachments, at.titles, at.today);
    }

    private static Reply<RecordPage> shown(WebOffice at, Viewer viewer, UUID grant, Optional<Tried> tried) {
        return new RecordMaker(
                        at.edition,
                        at.records,
                        at.derivations,
                        at.effects,
                        at.attachments,
                        at.titles,
                        cases(at),
                        at.today,
                        List.of())
                .make(viewer, WORDS, "small.grant", grant, "", tried);
    }

    private CaseSteps steps(UUID grant) {
        return ((Reply.Show<RecordPage>) shown(office, office.clerk(), grant, Optional.empty()))
                .page()
                .steps();
    }

    private List<CaseSteps.Move> moves(UUID grant) {
        return now(grant).moves();
    }

    private CaseSteps.Now now(UUID grant) {
        return steps(grant).steps().stream()
                .filter(CaseSteps.Now.class::isInstance)
                .map(CaseSteps.Now.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private Optional<List<String>> refusal(WebOffice at, Viewer viewer, UUID grant, String step, String note) {
        Reply<RecordPage> reply = new RecordActs(at.facts, at.records, at.effects, at.attachments, cases(at))
                .step(
                        viewer,
                        WORDS,
                        "small.grant",
                        grant,
                        step,
                        new Sent(Map.of("on", List.of(at.today.today().toString()), "note", List.of(note)), Map.of()),
                        tried -> new Reply.Moved<>(
                                "refused",
                                String.join(
                                        " ",
                                        tried.problems().stream()
                                                .map(p -> p.says().zh())
                                                .toList())));
        Reply.Moved<RecordPage> moved = (Reply.Moved<RecordPage>) reply;
        return moved.address().equals("refused") ? Optional.of(List.of(moved.flash())) : Optional.empty();
    }

    private LocalDate due(UUID grant) {
        return office.derivations.owed(office.clerk(), office.edition.derivations()).stream()
                .filter(o -> o.subject().filter(grant::equals).isPresent())
                .map(Occurrence::dueOn)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void eachCaseKeepsTheGatesAndTheClockOfItsOwnText() {
        office.derivations.derive(List.of(WebOffice.HERE));
        assertThat(due(old)).as("ten working days").isEqualTo(LocalDate.of(2026, 3, 24));
        assertThat(due(fresh)).as("three working days").isEqualTo(LocalDate.of(2026, 3, 16));
        assertThat(refusal(office, office.clerk(), fresh, "vote", ""))
                .hasValueSatisfying(said -> assertThat(said.toString()).contains("收入"));
        assertThat(refusal(office, office.clerk(), old, "vote", ""))
                .as("its own text asks for no income")
                .isEmpty();
        assertThat(now(old).title()).as("and led to the payment at once").isEqualTo("待发放");
        assertThat(refusal(office, office.viewer("small.head"), old, "check", ""))
                .hasValueSatisfying(said -> assertThat(said.toString()).contains("没有这一步"));
        assertThat(refusal(office, office.viewer("small.head"), old, "pay", ""))
                .hasValueSatisfying(said -> assertThat(said.toString()).contains("这一步由经办人办理"));
        assertThat(refusal(office, office.viewer("small.head"), old, "tell", ""))
                .as("a step that only the old text has")
                .isEmpty();
        assertThat(refusal(office, office.clerk(), old, "pay", "")).isEmpty();
        assertThat(now(old).over()).isTrue();
        assertThat(moves(old)).as("what is over is not moved on").isEmpty();
    }

    @Test
    void thePageTellsWhichTextHoldsAndWhatIsDifferentInTodays() {
        CaseSteps.Text text = steps(old).text();
        assertThat(text.holds()).startsWith("依据制度：2025-06 版（2026年3月10日起");
        assertThat(text.newer()).contains("2026-03 版（2026年3月11日起");
        assertThat(text.differences())
                .contains("新增环节「审核」", "取消环节「告知」", "「评议」新增条件：收入", "「评议」期限原来 10 个工作日，现在 3 个工作日", "「发放」原来由经办人办理，现在由负责人办理");
        assertThat(steps(fresh).text().holds()).contains("2026-03 版");
        assertThat(steps(fresh).text().newer()).isEmpty();
        assertThat(moves(fresh)).extracting(CaseSteps.Move::label).containsExactly("评议");
        assertThat(moves(old)).extracting(CaseSteps.Move::label).containsExactly("评议", "按新制度办理");
    }

    @Test
    void aCaseIsMovedOnWithAReasonThatTheJournalKeeps() {
        office.derivations.derive(List.of(WebOffice.HERE));
        assertThat(refusal(office, office.clerk(), fresh, "move_on", "再来一次"))
                .hasValueSatisfying(said -> assertThat(said.toString()).contains("已经按现行制度"));
        assertThat(refusal(office, office.clerk(), old, "move_on", ""))
                .hasValueSatisfying(said -> assertThat(said.toString()).contains("写明为什么"));
        assertThat(refusal(office, office.clerk(), old, "move_on", "申请人要求")).isEmpty();
        assertThat(due(old)).as("three working days from the application").isEqualTo(LocalDate.of(2026, 3, 13));
        assertThat(steps(old).text().newer()).isEmpty();
        assertThat(steps(old).steps())
                .filteredOn(CaseSteps.Done.class::isInstance)
                .extracting(s -> s.title() + " " + ((CaseSteps.Done) s).note())
                .containsExactly("按新制度办理 申请人要求");
        assertThat(now(old).title()).isEqualTo("待评议");
        assertThat(refusal(office, office.clerk(), old, "vote", ""))
                .hasValueSatisfying(said -> assertThat(said.toString()).contains("收入"));
        Optional<Difference> difference = office.database.inTransaction(
                Scope.of(WebOffice.HERE),
                tx -> new Replay(office.edition, office.journal, office.keys).firstDifference(tx, WebOffice.HERE));
        assertThat(difference).isEmpty();
        assertThat(office.database
                        .inTransaction(Scope.of(WebOffice.HERE), tx -> Chain.verify(tx, WebOffice.HERE))
                        .holds())
                .isTrue();
    }

    @Test
    void aCaseWhoseTextFitsTheRegistersNoMoreSaysSoAndCanOnlyBeMovedOn() {
        String without = NEW.replace("2026-03", "2026-04")
                .replace("by: [head]", "by: [clerk]")
                .replace("  head: 负责人 | Head\n", "");
        WebOffice third = office.startedAgain(LocalDate.of(2026, 3, 12), without);
        office = third;
        assertThat(steps(old).text().newer()).contains("已经不能运行");
        assertThat(moves(old)).extracting(CaseSteps.Move::label).containsExactly("按新制度办理");
        assertThat(refusal(office, office.clerk(), old, "vote", ""))
                .hasValueSatisfying(said -> assertThat(said.toString()).contains("先「按新制度办理」"));
        assertThat(refusal(office, office.clerk(), old, "move_on", "旧文本不能运行")).isEmpty();
        assertThat(moves(old)).extracting(CaseSteps.Move::label).containsExactly("评议");
    }
}
