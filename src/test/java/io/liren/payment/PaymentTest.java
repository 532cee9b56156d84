package io.liren.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.liren.access.Viewer;
import io.liren.calendar.Period;
import io.liren.derivation.Occurrence;
import io.liren.derivation.State;
import io.liren.register.Bulk;
import io.liren.register.EntryOptions;
import io.liren.register.Outcome;
import io.liren.rulebook.Code;
import io.liren.rulebook.Diagnostic;
import io.liren.rulebook.Findings;
import io.liren.testing.Town;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Money that is due to people each month: drawn up, checked by another, paid, and every difference explained. */
class PaymentTest {
    private static final String CLUB = """
            ---
            rulebook: club
            title: 互助会 | Mutual aid
            posts: {clerk: 经办 | Clerk, checker: 复核 | Checker, chair: 会长 | Chair}
            ---
            ```register
            person: {label: 人 | Person, title: [name], enter: [chair], fields: {name: {label: 姓名 | Name, type: text, required: true}}}
            account:
              label: 账户 | Account
              title: [person]
              enter: [chair]
              fields:
                person: {label: 户主 | Holder, type: reference, to: person, required: true}
                number: {label: 号码 | Number, type: text, required: true}
            pension:
              label: 补助 | Pension
              title: [person]
              enter: [chair]
              fields:
                person:   {label: 谁 | Who, type: reference, to: person, required: true}
                account:  {label: 账户 | Account, type: reference, to: account}
                yuan:     {label: 每月 | A month, type: money, required: true}
                held:     {label: 暂扣 | Held back, type: money}
                from_on:  {label: 起 | From, type: date, required: true}
                until_on: {label: 止 | Until, type: date}
            ```
            ## 1 发放 | Payment
            每月5日前造册复核,10日前足额到账,25日前结册。
            ```payment-list
            pay:
              label: 补助发放 | Payment of pensions
              of: pension where pension.from_on <= period.end && (pension.until_on == null || pension.until_on >= period.start)
              every: month
              from: 2026-01-01
              granted: pension.yuan
              due: "pension.yuan - (pension.held == null ? 0 : pension.held)"
              accounts: account
              account: pension.account
              list-by: 5 days
              pay-by: 10 days
              close-by: 25 days
              prepared-by: [clerk]
              checked-by: [checker]
              read: [chair]
            ```
            """;

    private static Town town;
    private final Viewer chair = town.someone("会长", "club.chair");
    private final Viewer clerk = town.someone("经办", "club.clerk");
    private final Viewer checker = town.someone("复核", "club.checker");
    private final Viewer both = town.someone("两手", "club.clerk", "club.checker");
    private UUID jia;
    private UUID yi;

    @BeforeAll
    static void open() {
        town = Town.under(CLUB);
    }

    @AfterAll
    static void close() {
        town.close();
    }

    /** Each story has two pensions of its own; those of earlier stories have ended. */
    @BeforeEach
    void begin() {
        town.on("2026-03-01");
        for (var line : town.records
                .list(chair, io.liren.register.ListQuery.of("club.pension").size(100))
                .lines()) {
            voidAll("club.pay_reason");
            voidAll("club.pay_transfer");
            voidAll("club.pay_step");
            voidAll("club.pay_line");
            voidAll("club.pay_list");
            town.facts.voidRecord(chair, "club.pension", line.id(), "下一个故事");
        }
        jia = pension("甲", "300", "2026-02-01");
        yi = pension("乙", "200", "2026-03-01");
        town.on("2026-03-03");
    }

    private void voidAll(String register) {
        Viewer all = town.someone("收拾", "club.chair", "club.clerk", "club.checker");
        town.database.inTransaction(
                io.liren.sql.Scope.of(Town.HERE),
                t -> t.update(io.liren.sql.Sql.of(
                                "update {table} set voided_at = entered_at where community_id = {here} and voided_at is null")
                        .name("table", register.replace('.', '_'))
                        .value("here", all.community())));
    }

    private UUID pension(String name, String yuan, String from) {
        UUID person = town.enter(chair, "club.person", Map.of("name", name));
        UUID account = town.enter(chair, "club.account", Map.of("person", person, "number", "6222" + name.hashCode()));
        return town.enter(
                chair, "club.pension", Map.of("person", person, "account", account, "yuan", yuan, "from_on", from));
    }

    private final Payments payments = new Payments(town.records, town.edition, town.today());
    private final PaymentList list = payments.find(clerk, "club.pay").orElseThrow();

    private Payments.Month month(String period) {
        return payments.month(checker, list, Period.parse(period));
    }

    private UUID drawnUp(Viewer by, String month) {
        UUID record = town.enter(by, "club.pay_list", Map.of("starts_on", month + "-01"));
        List<Bulk.Line> lines = payments.draft(by, list, Period.parse(month), record).stream()
                .map(Bulk.Line::of)
                .toList();
        assertThat(town.facts.bulk(by, "club.pay_line", lines)).isInstanceOf(Bulk.Result.Entered.class);
        return record;
    }

    private List<String> step(Viewer by, UUID record, String step) {
        return town.refused(by, "club.pay_step", Map.of("list", record, "step", step, "note", "核对过"));
    }

    private UUID line(UUID pension, String month) {
        return month(month).rows().stream()
                .filter(r -> r.entitled().equals(pension))
                .findFirst()
                .orElseThrow()
                .line()
                .orElseThrow();
    }

    private List<String> moved(String day, UUID pension, String what, String yuan) {
        Map<String, Object> values = new HashMap<>(
                Map.of("line", line(pension, "2026-03"), "on", day, "what", what, "amount", yuan, "receipt", "R1"));
        if (what.equals("returned")) {
            values.put("why", "账户注销");
        }
        return town.refused(clerk, "club.pay_transfer", values);
    }

    private String word(UUID pension) {
        return town.ask("club", "pay", pension, "2026-03", null);
    }

    @Test
    void aListIsDrawnUpPaidAndExplainedWithOneActEach() {
        PaymentActs acts = new PaymentActs(payments, town.facts);
        Period march = Period.parse("2026-03");
        assertThat(acts.prepare(clerk, list, march)).isEmpty();
        assertThat(month("2026-03").rows()).hasSize(2).allMatch(r -> r.line().isPresent());
        assertThat(acts.prepare(clerk, list, march))
                .as("again adds nobody twice")
                .isEmpty();
        assertThat(acts.step(clerk, list, march, Step.SUBMIT, "")).isEmpty();
        assertThat(acts.step(clerk, list, march, Step.CHECK, "")).isNotEmpty();
        assertThat(acts.step(checker, list, march, Step.CHECK, "")).isEmpty();
        town.on("2026-03-09");
        assertThat(acts.paid(checker, list, march, town.today().today(), "R9")).isNotEmpty();
        assertThat(acts.paid(clerk, list, march, town.today().today(), "R9")).isEmpty();
        assertThat(month("2026-03").paid()).isEqualByComparingTo("500");
        assertThat(moved("2026-03-10", jia, "returned", "300")).contains("club.pay.not-ahead");
        town.on("2026-03-10");
        assertThat(moved("2026-03-10", jia, "returned", "300")).isEmpty();
        assertThat(acts.step(checker, list, march, Step.CLOSE, "")).isNotEmpty();
        assertThat(acts.explain(clerk, list, march, jia, Difference.RETURNED, new BigDecimal("299"), "账户注销"))
                .as("another sum than the difference")
                .isNotEmpty();
        assertThat(acts.explain(clerk, list, march, jia, Difference.RETURNED, new BigDecimal("300"), "账户注销"))
                .isEmpty();
        assertThat(acts.step(checker, list, march, Step.CLOSE, "")).isEmpty();
        assertThat(month("2026-03").state()).isEqualTo(ListState.CLOSED);
        assertThat(payments.months(clerk, list, 12))
                .extracting(Payments.Month::period)
                .startsWith(march);
    }

    private State paid(UUID pension, String period) {
        return town.occurrences(chair, "club.pay-paid").stream()
                .filter(o -> o.subject().filter(pension::equals).isPresent()
                        && o.period().equals(period))
                .map(Occurrence::state)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aMonthGoesFromDraftToClosed() {
        UUID record = drawnUp(clerk, "2026-03");
        assertThat(month("2026-03").due()).isEqualByComparingTo("500");
        assertThat(step(clerk, record, "submit")).isEmpty();
        assertThat(step(checker, record, "check")).isEmpty();
        town.on("2026-03-09");
        assertThat(moved("2026-03-09", jia, "paid", "300")).isEmpty();
        assertThat(moved("2026-03-09", yi, "paid", "200")).isEmpty();
        assertThat(paid(jia, "2026-03")).isEqualTo(State.MET);
        assertThat(step(checker, record, "close")).isEmpty();
        Payments.Month month = month("2026-03");
        assertThat(month.state()).isEqualTo(ListState.CLOSED);
        assertThat(month.paid()).isEqualByComparingTo("500");
        assertThat(month.differences()).isZero();
        assertThat(month.taken()).extracting(Payments.Taken::step).containsExactly(Step.SUBMIT, Step.CHECK, Step.CLOSE);
        assertThat(town.occurrences(chair, "club.pay-closed"))
                .filteredOn(o -> o.period().equals("2026-03"))
                .extracting(Occurrence::state)
                .containsExactly(State.MET);
        // February was never drawn up: the one who was entitled then is still owed.
        assertThat(paid(jia, "2026-02")).isEqualTo(State.OVERDUE);
        assertThat(town.values(chair, "club.pension", jia).get("pay_arrears")).hasToString("300.00");
        assertThat(month("2026-02").rows())
                .extracting(r -> r.unexplained().orElseThrow().kind())
                .containsExactly(Difference.MISSING);
    }

    @Test
    void nothingIsTypedThatTheRecordsTell() {
        UUID record = town.enter(clerk, "club.pay_list", Map.of("starts_on", "2026-03-01"));
        Map<String, Object> right = payments.draft(clerk, list, Period.parse("2026-03"), record).stream()
                .filter(l -> l.get("entitled").equals(jia))
                .findFirst()
                .orElseThrow();
        for (Map<String, ?> wrong : List.of(
                Map.of("due", "299"),
                Map.of("due", "301"),
                Map.of("granted", "299"),
                Map.of(
                        "account",
                        payments.draft(clerk, list, Period.parse("2026-03"), record)
                                        .getLast()
                                        .get("account")
                                        .equals(right.get("account"))
                                ? payments.draft(clerk, list, Period.parse("2026-03"), record)
                                        .getFirst()
                                        .get("account")
                                : payments.draft(clerk, list, Period.parse("2026-03"), record)
                                        .getLast()
                                        .get("account")))) {
            Map<String, Object> line = new HashMap<>(right);
            line.putAll(wrong);
            assertThat(town.refused(clerk, "club.pay_line", line))
                    .as("%s", wrong)
                    .containsExactly("club.pay.matches");
        }
        assertThat(town.refused(clerk, "club.pay_line", right)).isEmpty();
        // One who is not entitled yet, and the wrong beginning of a period.
        UUID later = pension("丙", "100", "2026-05-01");
        assertThat(town.refused(
                        clerk,
                        "club.pay_line",
                        Map.of("list", record, "entitled", later, "granted", "100", "due", "100")))
                .containsExactly("club.pay.matches");
        assertThat(town.refused(clerk, "club.pay_list", Map.of("starts_on", "2026-04-02")))
                .containsExactly("club.pay.period");
        assertThat(town.refused(clerk, "club.pay_list", Map.of("starts_on", "2026-06-01")))
                .containsExactly("club.pay.period");
    }

    @Test
    void whoDrawsUpNeverChecksAndWhoChecksNeverPays() {
        UUID record = drawnUp(both, "2026-03");
        assertThat(step(both, record, "submit")).isEmpty();
        assertThat(step(both, record, "check")).containsExactly("club.pay.another");
        assertThat(step(clerk, record, "check")).containsExactly("club.pay.post");
        assertThat(step(checker, record, "check")).isEmpty();
        Map<String, Object> paid = Map.of("line", line(jia, "2026-03"), "what", "paid", "amount", "300");
        Viewer turned = town.someone("复核", "club.clerk");
        assertThat(town.refused(turned, "club.pay_transfer", paid)).containsExactly("club.pay.payer");
        assertThat(town.refused(clerk, "club.pay_transfer", paid)).isEmpty();
        // Whoever recorded what the bank did does not close the book either.
        Viewer alsoChecks = town.someone("经办", "club.checker");
        assertThat(step(alsoChecks, record, "close")).contains("club.pay.another");
    }

    @Test
    void oneStepAfterTheOtherAndNothingChangesOnceSent() {
        UUID record = drawnUp(clerk, "2026-03");
        assertThat(step(checker, record, "check")).containsExactly("club.pay.state");
        assertThat(step(clerk, record, "submit")).isEmpty();
        UUID line = line(jia, "2026-03");
        assertThat(Town.codes(town.facts.voidRecord(clerk, "club.pay_line", line, "不要了")))
                .containsExactly("club.pay.frozen");
        assertThat(town.refused(clerk, "club.pay_transfer", Map.of("line", line, "what", "paid", "amount", "300")))
                .containsExactly("club.pay.checked");
        assertThat(town.refused(checker, "club.pay_step", Map.of("list", record, "step", "send_back")))
                .containsExactly("club.pay.why");
        assertThat(step(checker, record, "send_back")).isEmpty();
        assertThat(Town.codes(town.facts.voidRecord(clerk, "club.pay_line", line, "重造")))
                .isEmpty();
        // Somebody is missing now; nobody has said why.
        assertThat(step(clerk, record, "submit")).containsExactly("club.pay.complete");
        town.on("2026-03-06");
        assertThat(town.refused(
                        clerk,
                        "club.pay_reason",
                        Map.of("list", record, "entitled", jia, "kind", "missing", "amount", "299", "why", "核实中")))
                .containsExactly("club.pay.difference");
        assertThat(town.refused(
                        clerk,
                        "club.pay_reason",
                        Map.of("list", record, "entitled", jia, "kind", "missing", "amount", "300", "why", "核实中")))
                .isEmpty();
        assertThat(step(clerk, record, "submit")).isEmpty();
        assertThat(step(checker, record, "check")).isEmpty();
        assertThat(moved("2026-03-06", yi, "paid", "200")).isEmpty();
        assertThat(step(checker, record, "send_back")).containsExactly("club.pay.state");
        assertThat(step(checker, record, "close")).isEmpty();
        assertThat(town.refused(
                        clerk, "club.pay_transfer", Map.of("line", line(yi, "2026-03"), "what", "paid", "amount", "1")))
                .containsExactly("club.pay.checked");
    }

    @Test
    void whatComesBackIsPaidAgainOrExplained() {
        UUID record = drawnUp(clerk, "2026-03");
        step(clerk, record, "submit");
        step(checker, record, "check");
        town.on("2026-03-08");
        assertThat(moved("2026-03-08", jia, "paid", "300")).isEmpty();
        assertThat(moved("2026-03-08", yi, "paid", "150")).isEmpty();
        assertThat(word(yi)).isEqualTo("due");
        town.on("2026-03-11");
        assertThat(word(yi)).isEqualTo("unpaid");
        assertThat(moved("2026-03-11", jia, "returned", "301")).containsExactly("club.pay.returned");
        assertThat(moved("2026-03-11", jia, "returned", "300")).isEmpty();
        assertThat(word(jia)).isEqualTo("returned");
        assertThat(paid(jia, "2026-03")).isEqualTo(State.OVERDUE);
        assertThat(step(checker, record, "close")).containsExactly("club.pay.explained");
        town.on("2026-03-13");
        assertThat(moved("2026-03-13", jia, "paid", "300")).isEmpty();
        assertThat(word(jia)).isEqualTo("paid");
        assertThat(paid(jia, "2026-03")).isEqualTo(State.MET_LATE);
        assertThat(town.refused(
                        checker,
                        "club.pay_reason",
                        Map.of("list", record, "entitled", yi, "kind", "unpaid", "amount", "50", "why", "银行限额,次月补")))
                .isEmpty();
        assertThat(step(checker, record, "close")).isEmpty();
        assertThat(month("2026-03").differences()).isEqualTo(1);
        assertThat(month("2026-03").unexplained()).isZero();
        // Explained is not paid: the duty stays.
        assertThat(paid(yi, "2026-03")).isEqualTo(State.OVERDUE);
    }

    @Test
    void lessThanGrantedHasToBeExplainedBeforeItIsChecked() {
        correct(yi, Map.of("held", "20"));
        UUID record = drawnUp(clerk, "2026-03");
        assertThat(word(yi)).isEqualTo("reduced");
        assertThat(step(clerk, record, "submit")).containsExactly("club.pay.complete");
        assertThat(town.refused(
                        clerk,
                        "club.pay_reason",
                        Map.of("list", record, "entitled", yi, "kind", "reduced", "amount", "20", "why", "本人书面同意退还多领")))
                .isEmpty();
        assertThat(step(clerk, record, "submit")).isEmpty();
        // What is granted changes after the list was sent: the list shows it.
        correct(jia, Map.of("yuan", "310"));
        assertThat(word(jia)).isEqualTo("changed");
    }

    private void correct(UUID pension, Map<String, ?> changes) {
        int revision = town.records
                .record(chair, "club.pension", pension)
                .orElseThrow()
                .revision();
        Outcome outcome =
                town.facts.correct(chair, "club.pension", pension, revision, changes, EntryOptions.because("核定变了"));
        assertThat(outcome).isInstanceOf(Outcome.Entered.class);
    }

    /** What is shown of random months is what a loop over the same facts says. */
    @Test
    void theBookAgreesWithALoop() {
        Random random = new Random(20_260_304L);
        UUID record = drawnUp(clerk, "2026-03");
        step(clerk, record, "submit");
        step(checker, record, "check");
        town.on("2026-03-20");
        Map<UUID, BigDecimal> due = Map.of(jia, new BigDecimal("300"), yi, new BigDecimal("200"));
        Map<UUID, BigDecimal> net = new HashMap<>(Map.of(jia, BigDecimal.ZERO, yi, BigDecimal.ZERO));
        Map<UUID, Boolean> back = new HashMap<>(Map.of(jia, false, yi, false));
        for (int i = 0; i < 40; i++) {
            UUID who = random.nextBoolean() ? jia : yi;
            boolean returned = random.nextInt(3) == 0;
            BigDecimal amount = BigDecimal.valueOf(1 + random.nextInt(15_000), 2);
            List<String> codes = moved(
                    "2026-03-%02d".formatted(8 + random.nextInt(12)),
                    who,
                    returned ? "returned" : "paid",
                    amount.toString());
            boolean possible = !returned || net.get(who).compareTo(amount) >= 0;
            assertThat(codes.isEmpty()).isEqualTo(possible);
            if (possible) {
                net.merge(who, returned ? amount.negate() : amount, BigDecimal::add);
                back.merge(who, returned, Boolean::logicalOr);
            }
            Payments.Month month = month("2026-03");
            for (Payments.Row row : month.rows()) {
                BigDecimal missing = due.get(row.entitled()).subtract(net.get(row.entitled()));
                assertThat(row.missing()).isEqualByComparingTo(missing);
                List<Difference> expected = new ArrayList<>();
                if (missing.signum() > 0) {
                    expected.add(back.get(row.entitled()) ? Difference.RETURNED : Difference.UNPAID);
                } else if (missing.signum() < 0) {
                    expected.add(Difference.OVERPAID);
                }
                assertThat(row.gaps()).extracting(Payments.Gap::kind).isEqualTo(expected);
            }
            assertThat(month.paid()).isEqualByComparingTo(net.get(jia).add(net.get(yi)));
        }
    }

    @Test
    void theOtherCommunityAndThoseWithoutThePostSeeNothing() {
        drawnUp(clerk, "2026-03");
        assertThat(payments.all(town.someone("路人"))).isEmpty();
        assertThat(payments.month(Town.nextDoor(clerk), list, Period.parse("2026-03"))
                        .rows())
                .isEmpty();
        assertThat(payments.all(chair)).extracting(PaymentList::id).containsExactly("club.pay");
    }

    @Test
    void mistakesAreTold() {
        assertThat(mistakes(CLUB.replace("checked-by: [checker]", "checked-by: [clerk]")))
                .containsExactly(Code.DUPLICATE);
        assertThat(mistakes(CLUB.replace("granted: pension.yuan", "granted: pension.yuans")))
                .containsExactly(Code.UNKNOWN_FIELD);
        assertThat(mistakes(CLUB.replace("account: pension.account", "account: pension.person")))
                .containsExactly(Code.WRONG_TYPE);
        assertThat(mistakes(CLUB.replace("list-by: 5 days", "list-by: 5 workdays")))
                .containsExactly(Code.WRONG_VALUE);
        assertThat(mistakes(CLUB.replace("  accounts: account\n", ""))).containsExactly(Code.MISSING_KEY);
        assertThat(mistakes(CLUB.replace("  prepared-by: [clerk]\n", ""))).containsExactly(Code.MISSING_KEY);
    }

    private static List<Code> mistakes(String book) {
        Findings findings = new Findings();
        Town.compile(findings, book);
        return findings.errors().stream().map(Diagnostic::code).toList();
    }
}
