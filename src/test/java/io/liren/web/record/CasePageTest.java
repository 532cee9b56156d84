package io.liren.web.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.liren.access.Viewer;
import io.liren.web.WebOffice;
import io.liren.web.form.Field;
import io.liren.web.form.FormPage;
import io.liren.web.form.Input;
import io.liren.web.form.Sent;
import io.liren.web.frame.Reply;
import io.liren.web.frame.Words;
import io.liren.wording.Language;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A hardship grant from the application to the payment, all of it at the case's own page. */
class CasePageTest {
    private static final Words WORDS = Words.in(Language.ZH);
    private static final String BOOK = """
            ---
            rulebook: small
            title: 小制度 | A small rulebook
            version: 2026-01
            posts:
              clerk: 经办人 | Clerk
              head: 负责人 | Head
            ---
            ## 1 补助 | Grants
            困难补助十个工作日内评议。
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
                calls:  {label: 找过几次 | Calls, type: integer, computed: "call.filter(c, c.grant == grant && c.how == 'phone').size()"}
              list: [who, on]
              search: [who]
            visit:
              label: 入户核实 | Home visit
              title: [grant]
              enter: [clerk]
              fields:
                grant: {label: 申请 | Grant, type: reference, to: grant, required: true}
              list: [grant]
              search: [grant]
            call:
              label: 联系 | Call
              title: [grant]
              enter: [clerk]
              fields:
                grant: {label: 申请 | Grant, type: reference, to: grant, required: true}
                how:   {label: 方式 | How, type: choice, options: {phone: 电话 | Phone, door: 上门 | At the door}}
              list: [grant]
              search: [grant]
            ```
            ```procedure
            handling:
              label: 补助办理 | Handling
              of: grant
              start: applied
              states:
                applied: 待评议 | To be discussed
                asked: {label: 待补材料 | Waiting for papers, pauses: true}
                voted: 待发放 | To be paid
                paid: {label: 已发放 | Paid, final: true}
              steps:
                ask: {label: 请补材料 | Ask for papers, from: [applied], to: asked, by: [clerk], reason: true}
                answer: {label: 材料已补 | Papers came, from: [asked], to: applied, by: [clerk]}
                drop:
                  label: 联系不上 | Out of reach
                  from: [asked]
                  to: voted
                  by: [clerk]
                  needs: [{that: "grant.calls >= 2", says: 还没有找过两次 | Not called twice yet}]
                vote:
                  label: 民主评议 | Vote
                  from: [applied]
                  to: voted
                  by: [clerk]
                  needs:
                    - people
                    - {that: "visit.exists(v, v.grant == grant)", says: 还没有入户核实 | Nobody has been there yet}
                  suggest: {when: "grant.people >= 4", says: 家里人口多 | A large family}
                  decision: {quorum: "present * 3 >= eligible * 2", passes: "yes * 2 > present"}
                  within: {count: 10, unit: workdays, of: grant.on}
                pay:
                  label: 发放 | Pay
                  from: [voted]
                  to: paid
                  by: [clerk]
                  records:
                    amount: {label: 金额 | Amount, type: money, required: true}
                    number: {label: 凭证号 | Voucher, type: text}
                back: {label: 退回评议 | Back to the vote, from: [voted], to: applied, by: [clerk], reason: true}
                reopen: {label: 重新办理 | Reopen, from: [paid], to: applied, by: [head], reason: true}
            ```
            """;

    private WebOffice office;
    private RecordMaker maker;
    private RecordActs acts;
    private UUID grant;

    @BeforeEach
    void open() {
        office = new WebOffice(BOOK);
        CaseMaker cases = new CaseMaker(
                office.edition, office.records, office.derivations, office.attachments, office.titles, office.today);
        maker = new RecordMaker(
                office.edition,
                office.records,
                office.derivations,
                office.effects,
                office.attachments,
                office.titles,
                cases,
                office.today,
                List.of());
        acts = new RecordActs(office.facts, office.records, office.effects, office.attachments, cases);
        grant = office.enter("grant", Map.of("who", "甲", "on", "2026-03-05", "people", "5"));
    }

    @AfterEach
    void close() {
        office.close();
    }

    private Reply<RecordPage> shown(Viewer viewer, Optional<Tried> tried) {
        return maker.make(viewer, WORDS, "small.grant", grant, "", tried);
    }

    private CaseSteps steps(Viewer viewer) {
        return ((Reply.Show<RecordPage>) shown(viewer, Optional.empty())).page().steps();
    }

    private static CaseSteps.Now now(CaseSteps steps) {
        return steps.steps().stream()
                .filter(CaseSteps.Now.class::isInstance)
                .map(CaseSteps.Now.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private CaseSteps.Move move(Viewer viewer, String label) {
        return now(steps(viewer)).moves().stream()
                .filter(m -> m.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    private Reply<RecordPage> take(Viewer viewer, String step, Map<String, String> values) {
        Map<String, List<String>> sent = new LinkedHashMap<>();
        sent.put("on", List.of("2026-3-10"));
        values.forEach((name, value) -> sent.put(name, List.of(value)));
        return acts.step(
                viewer,
                WORDS,
                "small.grant",
                grant,
                step,
                new Sent(sent, Map.of()),
                tried -> shown(viewer, Optional.of(tried)));
    }

    private void taken(Viewer viewer, String step, Map<String, String> values) {
        assertThat(take(viewer, step, values)).isInstanceOf(Reply.Moved.class);
    }

    private static final Map<String, String> VOTES =
            Map.of("eligible", "9", "present", "7", "yes", "5", "no", "1", "abstain", "1");

    @Test
    void thePageSaysWhatIsMissingAndWhereToSeeToItAndHowLongIsLeft() {
        CaseSteps.Now now = now(steps(office.clerk()));
        assertThat(now.title()).isEqualTo("待评议");
        assertThat(now.who()).isEqualTo("办理人：经办人");
        assertThat(now.clock()).as("ten working days from 5 March").isEqualTo("还有 9 天（7 个工作日）");
        assertThat(now.clockDetail()).contains("2026年3月19日").contains("10 个工作日内");
        CaseSteps.Move vote = now.moves().getFirst();
        assertThat(vote.label()).as("the way that is expected stands first").isEqualTo("民主评议");
        assertThat(vote.main()).isTrue();
        assertThat(vote.ready()).isFalse();
        assertThat(vote.suggestions()).containsExactly("家里人口多");
        assertThat(vote.checks()).extracting(CaseSteps.Check::met).containsExactly(false, true);
        assertThat(vote.checks().getFirst().linkHref()).isEqualTo("/registers/small/visit/new?grant=" + grant);
        assertThat(vote.checks().getLast().text()).isEqualTo("已具备：人口");
        assertThat(steps(office.clerk()).steps())
                .extracting(CaseSteps.Step::title)
                .contains("发放");
    }

    @Test
    void aConditionOnWhatIsCountedLeadsToWhatItIsCountedFrom() {
        taken(office.clerk(), "ask", Map.of("note", "缺户口页"));
        CaseSteps.Move drop = move(office.clerk(), "联系不上");
        assertThat(drop.ready()).isFalse();
        assertThat(drop.checks().getFirst().linkHref())
                .as("a call of any kind, as only some are counted")
                .isEqualTo("/registers/small/call/new?grant=" + grant);
    }

    @Test
    void aStepAsksForWhatTheCaseLacksAndFillsItInWithItselfOrNotAtAll() {
        grant = office.enter("grant", Map.of("who", "乙", "on", "2026-03-05"));
        office.enter("visit", Map.of("grant", grant));
        CaseSteps.Move vote = move(office.clerk(), "民主评议");
        assertThat(vote.ready()).isTrue();
        assertThat(vote.fields()).extracting(Field::name).startsWith("people", "on", "eligible");
        assertThat(vote.fields().getFirst().required()).isTrue();
        assertThat(move(office.viewer("small.head"), "民主评议").ready())
                .as("whoever may not enter the case can't fill it in")
                .isFalse();

        Map<String, String> few = new LinkedHashMap<>(VOTES);
        few.put("people", "3");
        few.put("yes", "3");
        Reply.Show<RecordPage> refused = (Reply.Show<RecordPage>) take(office.clerk(), "vote", few);
        CaseSteps.Move again = now(refused.page().steps()).moves().getFirst();
        assertThat(again.errors()).extracting(FormPage.Problem::field).containsExactly("vote-yes");
        assertThat(again.fields().getFirst().input())
                .isInstanceOfSatisfying(
                        Input.Number.class, in -> assertThat(in.value()).isEqualTo("3"));
        assertThat(people()).as("the case is as it was").isNull();

        assertThat(take(office.clerk(), "vote", VOTES))
                .as("without it, no step")
                .isInstanceOf(Reply.Show.class);
        Map<String, String> whole = new LinkedHashMap<>(VOTES);
        whole.put("people", "3");
        taken(office.clerk(), "vote", whole);
        assertThat(people()).hasToString("3");
        assertThat(now(steps(office.clerk())).title()).isEqualTo("待发放");
        assertThat(office.records
                        .history(office.clerk(), "small.grant", grant, Optional.empty())
                        .getLast()
                        .reason())
                .isEqualTo("民主评议");
    }

    private @Nullable Object people() {
        return office.records
                .record(office.clerk(), "small.grant", grant)
                .orElseThrow()
                .values()
                .get("people");
    }

    @Test
    void votesAreTakenDownAtThePageAndARefusalKeepsWhatWasTyped() {
        office.enter("visit", Map.of("grant", grant));
        assertThat(move(office.clerk(), "民主评议").fields())
                .extracting(Field::name)
                .containsExactly("on", "eligible", "present", "yes", "no", "abstain", "note");
        Map<String, String> few = new LinkedHashMap<>(VOTES);
        few.put("yes", "3");
        Reply.Show<RecordPage> refused = (Reply.Show<RecordPage>) take(office.clerk(), "vote", few);
        assertThat(refused.accepted()).isFalse();
        CaseSteps.Move again = now(refused.page().steps()).moves().getFirst();
        assertThat(again.open()).isTrue();
        assertThat(again.errors()).extracting(FormPage.Problem::field).containsExactly("vote-yes");
        assertThat(again.errors().getFirst().text()).contains("至少要 4 票");
        assertThat(again.fields().get(3).error()).isNotEmpty();
        taken(office.clerk(), "vote", VOTES);
        CaseSteps.Done done = (CaseSteps.Done) steps(office.clerk()).steps().getFirst();
        assertThat(done.title()).isEqualTo("民主评议");
        assertThat(done.recorded()).contains(new CaseSteps.Recorded("赞成", "5"), new CaseSteps.Recorded("应到", "9"));
    }

    @Test
    void theClockStandsStillWhileTheApplicantIsAskedAndTheWayBackNeedsAReason() {
        office.enter("visit", Map.of("grant", grant));
        assertThat(take(office.clerk(), "ask", Map.of()))
                .as("a reason is needed")
                .isInstanceOf(Reply.Show.class);
        taken(office.clerk(), "ask", Map.of("note", "缺收入证明"));
        assertThat(now(steps(office.clerk())).title()).isEqualTo("待补材料");
        assertThat(move(office.clerk(), "材料已补").ready()).isTrue();
        taken(office.clerk(), "answer", Map.of());
        taken(office.clerk(), "vote", VOTES);
        taken(office.clerk(), "back", Map.of("note", "有人提出异议"));
        assertThat(now(steps(office.clerk())).title()).isEqualTo("待评议");
        assertThat(steps(office.clerk()).steps())
                .filteredOn(CaseSteps.Done.class::isInstance)
                .extracting(s -> ((CaseSteps.Done) s).note())
                .contains("缺收入证明", "有人提出异议");
    }

    @Test
    void whatIsRecordedWithAStepIsAskedForAndAClosedCaseIsReopenedByWhoMay() {
        office.enter("visit", Map.of("grant", grant));
        taken(office.clerk(), "vote", VOTES);
        Reply.Show<RecordPage> missing = (Reply.Show<RecordPage>) take(office.clerk(), "pay", Map.of("number", "凭12"));
        CaseSteps.Move pay = now(missing.page().steps()).moves().getFirst();
        assertThat(pay.errors()).extracting(FormPage.Problem::field).containsExactly("pay-amount");
        taken(office.clerk(), "pay", Map.of("number", "凭12", "amount", "800"));
        CaseSteps.Now over = now(steps(office.clerk()));
        assertThat(over.over()).isTrue();
        assertThat(over.moves()).singleElement().satisfies(m -> {
            assertThat(m.ready()).isFalse();
            assertThat(m.missing()).isEqualTo("不由您的岗位办理");
        });
        Viewer head = office.viewer("small.head");
        assertThat(move(head, "重新办理").ready()).isTrue();
        taken(head, "reopen", Map.of("note", "金额有误"));
        assertThat(now(steps(office.clerk())).title()).isEqualTo("待评议");
        CaseSteps.Move vote = move(office.clerk(), "民主评议");
        assertThat(vote.fields())
                .as("votes are cast anew")
                .filteredOn(f -> VOTES.containsKey(f.name()))
                .allMatch(f -> typed(f).isEmpty());
        taken(office.clerk(), "vote", VOTES);
        List<Field> again = move(office.clerk(), "发放").fields();
        assertThat(again)
                .filteredOn(f -> List.of("amount", "number").contains(f.name()))
                .as("what is known is filled in")
                .extracting(CasePageTest::typed, Field::hint)
                .containsExactly(tuple("800.00", "按 2026年3月10日 那次填好，有变就改"), tuple("凭12", "按 2026年3月10日 那次填好，有变就改"));
    }

    private static String typed(Field field) {
        return field.input() instanceof Input.Number number
                ? number.value()
                : field.input() instanceof Input.Text text ? text.value() : "";
    }
}
