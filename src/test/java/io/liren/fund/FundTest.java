package io.liren.fund;

import static org.assertj.core.api.Assertions.assertThat;

import io.liren.access.Viewer;
import io.liren.derivation.Occurrence;
import io.liren.derivation.State;
import io.liren.register.Bulk;
import io.liren.register.EntryOptions;
import io.liren.rulebook.Code;
import io.liren.rulebook.Diagnostic;
import io.liren.rulebook.Findings;
import io.liren.testing.Town;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Money kept for others: what stands there on any day, who may keep it and who may check it, what goes up. */
class FundTest {
    private static final String CLUB = """
            ---
            rulebook: club
            title: 互助会 | Mutual aid
            posts: {treasurer: 出纳 | Treasurer, auditor: 审查人 | Auditor, chair: 会长 | Chair}
            ---
            ```register
            person: {label: 人 | Person, title: [name], fields: {name: {label: 姓名 | Name, type: text, required: true}}}
            purse:
              label: 账户 | Account
              title: [name]
              fields:
                name:   {label: 名称 | Name, type: text, required: true}
                keeper: {label: 保管人 | Keeper, type: reference, to: person}
                opened: {label: 启用 | Since, type: date}
            move:
              label: 收支 | Entry
              happened: day
              fields:
                purse:   {label: 账户 | Account, type: reference, to: purse, required: true}
                day:     {label: 日期 | Date, type: date, required: true}
                what:    {label: 类别 | Line, type: choice, required: true, options: {gift: 捐入 | Gift, fee: 会费 | Fee, aid: 救助 | Aid, up: 上缴 | Up}}
                yuan:    {label: 金额 | Yuan, type: money, required: true, min: 0}
                quarter: {label: 季度 | Quarter, type: date}
            check:
              label: 审查 | Audit
              enter: [auditor, treasurer]
              fields:
                purse:  {label: 账户 | Account, type: reference, to: purse, required: true}
                since:  {label: 起 | From, type: date, required: true}
                until:  {label: 止 | Until, type: date, required: true}
                by:     {label: 审查人 | By, type: references, to: person}
                money:  {label: 实有 | Found, type: money}
            wish:
              label: 预算 | Budget
              fields:
                year: {label: 年 | Year, type: integer, required: true}
                what: {label: 类别 | Line, type: choice, required: true, options: {aid: 救助 | Aid}}
                yuan: {label: 金额 | Yuan, type: money, required: true}
            ```
            ## 1 经费 | Funds
            每季度把会费的百分之二十上缴,季后10日内缴足。
            ```fund
            purse_of_all:
              label: 互助经费 | Mutual aid fund
              accounts: purse
              entries: move
              in: [gift, fee]
              out: [aid, up]
              keeper: keeper
              keepers: [treasurer]
              checkers: [auditor]
              audit: {of: check, from: since, until: until, by: by, found: money}
              budget: {of: wish, year: year}
              owes-up:
                for: purse where purse.opened <= period.start
                every: quarter
                amount: "round(fee * 20 / 100, 2)"
                met-by: move where move.what == 'up' && move.quarter == period.start
                due: 10 days
                owed-by: treasurer
            ```
            """;

    private static Town town;

    @BeforeAll
    static void open() {
        town = Town.under(CLUB);
    }

    @AfterAll
    static void close() {
        town.close();
    }

    @BeforeEach
    void begin() {
        town.on("2026-04-20");
        keeper = town.enter(chair, "club.person", Map.of("name", "甲"));
        other = town.enter(chair, "club.person", Map.of("name", "乙"));
        purse = town.enter(chair, "club.purse", Map.of("name", "专户", "keeper", keeper, "opened", "2025-12-01"));
    }

    private final Viewer treasurer = town.someone("出纳", "club.treasurer");
    private final Viewer auditor = town.someone("审查", "club.auditor");
    private final Viewer chair = town.someone("会长", "club.chair");
    private UUID keeper;
    private UUID other;
    private UUID purse;

    private UUID moved(String day, String what, String yuan) {
        return town.enter(treasurer, "club.move", Map.of("purse", purse, "day", day, "what", what, "yuan", yuan));
    }

    private List<String> refused(String day, String what, String yuan) {
        return town.refused(treasurer, "club.move", Map.of("purse", purse, "day", day, "what", what, "yuan", yuan));
    }

    private Funds.Book book(String from, String until) {
        Funds funds = new Funds(town.records, town.edition, town.today());
        Fund fund = funds.find(treasurer, "club.purse_of_all").orElseThrow();
        return funds.book(treasurer, fund, purse, LocalDate.parse(from), LocalDate.parse(until));
    }

    @Test
    void theBookAddsUpOnAnyDay() {
        moved("2026-01-05", "gift", "1000");
        moved("2026-01-20", "fee", "50.50");
        moved("2026-02-03", "aid", "300");
        moved("2026-03-31", "fee", "60");
        moved("2026-04-01", "aid", "10");
        Funds.Book quarter = book("2026-02-01", "2026-03-31");
        assertThat(quarter.opening()).isEqualByComparingTo("1050.50");
        assertThat(quarter.received()).isEqualByComparingTo("60");
        assertThat(quarter.paid()).isEqualByComparingTo("300");
        assertThat(quarter.closing()).isEqualByComparingTo("810.50");
        assertThat(quarter.moves()).extracting(m -> m.running().toPlainString()).containsExactly("750.50", "810.50");
        assertThat(town.values(chair, "club.purse", purse).get("balance")).hasToString("800.50");
        assertThat(town.ask("club", "purse_of_all", purse, "2026-02", "closing"))
                .isEqualTo("750.50");
        assertThat(town.ask("club", "purse_of_all", purse, "2026-Q1", "fee")).isEqualTo("110.50");
    }

    @Test
    void noDayIsEverBelowZeroAlsoWhereTheEndIsNot() {
        moved("2026-03-01", "gift", "100");
        moved("2026-03-10", "aid", "60");
        assertThat(refused("2026-02-28", "aid", "10")).containsExactly("club.purse_of_all.never-below");
        assertThat(refused("2026-03-05", "aid", "50")).containsExactly("club.purse_of_all.never-below");
        moved("2026-03-05", "aid", "40");
        // What comes in later on the same day counts for the day.
        moved("2026-03-12", "aid", "0");
        assertThat(refused("2026-03-20", "aid", "5")).containsExactly("club.purse_of_all.never-below");
        moved("2026-03-20", "gift", "5");
        moved("2026-03-20", "aid", "5");
    }

    @Test
    void aCorrectionIsHeldToItToo() {
        UUID gift = moved("2026-03-01", "gift", "100");
        moved("2026-03-10", "aid", "60");
        assertThat(Town.codes(town.facts.correct(
                        treasurer, "club.move", gift, 1, Map.of("yuan", "59"), EntryOptions.because("记错"))))
                .containsExactly("club.purse_of_all.never-below");
        assertThat(Town.codes(town.facts.correct(
                        treasurer, "club.move", gift, 1, Map.of("day", "2026-03-11"), EntryOptions.because("记错"))))
                .containsExactly("club.purse_of_all.never-below");
        UUID second = town.enter(chair, "club.purse", Map.of("name", "另一个"));
        // Moved to another account, it is missing from the first.
        assertThat(Town.codes(town.facts.correct(
                        treasurer, "club.move", gift, 1, Map.of("purse", second), EntryOptions.because("记错"))))
                .containsExactly("club.purse_of_all.never-below");
        assertThat(Town.codes(town.facts.correct(
                        treasurer, "club.move", gift, 1, Map.of("yuan", "60"), EntryOptions.because("记错"))))
                .isEmpty();
    }

    @Test
    void declaringAReceiptVoidIsRefusedWhereItWasSpent() {
        UUID gift = moved("2026-03-01", "gift", "100");
        UUID aid = moved("2026-03-10", "aid", "60");
        assertThat(Town.codes(town.facts.voidRecord(treasurer, "club.move", gift, "登错")))
                .containsExactly("club.purse_of_all.never-below");
        assertThat(Town.codes(town.facts.voidRecord(treasurer, "club.move", aid, "登错")))
                .isEmpty();
        assertThat(Town.codes(town.facts.voidRecord(treasurer, "club.move", gift, "登错")))
                .isEmpty();
        assertThat(book("2026-03-01", "2026-04-20").closing()).isEqualByComparingTo("0");
    }

    @Test
    void manyEnteredAtOnceAreHeldToItTogether() {
        moved("2026-03-01", "gift", "100");
        assertThat(town.facts.bulk(treasurer, "club.move", List.of(paying("60"), paying("60"))))
                .isInstanceOf(Bulk.Result.Refused.class);
        assertThat(town.facts.bulk(treasurer, "club.move", List.of(paying("60"), paying("40"))))
                .isInstanceOf(Bulk.Result.Entered.class);
    }

    private Bulk.Line paying(String yuan) {
        return Bulk.Line.of(Map.of("purse", purse, "day", "2026-03-05", "what", "aid", "yuan", yuan));
    }

    @Test
    void ofManyWhoPayOutAtOnceTheLastOnesFindNothingLeft() throws Exception {
        moved("2026-03-01", "gift", "100");
        List<Callable<List<String>>> payments = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            payments.add(() -> refused("2026-03-02", "aid", "30"));
        }
        List<List<String>> outcomes = new ArrayList<>();
        try (var pool = Executors.newFixedThreadPool(6)) {
            for (Future<List<String>> outcome : pool.invokeAll(payments)) {
                outcomes.add(outcome.get());
            }
        }
        assertThat(outcomes.stream().filter(List::isEmpty).count()).isEqualTo(3);
        assertThat(book("2026-03-01", "2026-04-20").closing()).isEqualByComparingTo("10");
    }

    @Test
    void whateverIsEnteredTheBookAgreesWithASumByHand() {
        Random random = new Random(20260420);
        TreeMap<LocalDate, Integer> byHand = new TreeMap<>();
        for (int i = 0; i < 60; i++) {
            LocalDate day = LocalDate.of(2026, 1, 1).plusDays(random.nextInt(100));
            boolean in = random.nextInt(3) > 0;
            int yuan = random.nextInt(50);
            TreeMap<LocalDate, Integer> after = new TreeMap<>(byHand);
            after.merge(day, in ? yuan : -yuan, Integer::sum);
            boolean possible = lowest(after) >= 0;
            List<String> refusal = refused(day.toString(), in ? "gift" : "aid", String.valueOf(yuan));
            assertThat(refusal.isEmpty()).as("%s %s %s", day, in, yuan).isEqualTo(possible);
            if (possible) {
                byHand = after;
            }
        }
        LocalDate cut = LocalDate.of(2026, 2, 10);
        int expected = byHand.headMap(cut, true).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        assertThat(book("2026-01-01", cut.toString()).closing()).isEqualByComparingTo(String.valueOf(expected));
    }

    private static int lowest(TreeMap<LocalDate, Integer> days) {
        int sum = 0;
        int lowest = 0;
        for (int day : days.values()) {
            sum += day;
            lowest = Math.min(lowest, sum);
        }
        return lowest;
    }

    @Test
    void aShareOfTheFeesGoesUpEachQuarter() {
        moved("2026-01-05", "gift", "1000");
        moved("2026-01-20", "fee", "50.50");
        moved("2026-03-31", "fee", "60");
        Occurrence first = owed("2026-Q1");
        assertThat(first.needed()).isEqualByComparingTo("22.10");
        assertThat(first.dueOn()).isEqualTo("2026-04-10");
        assertThat(first.state()).isEqualTo(State.OVERDUE);
        town.enter(
                treasurer,
                "club.move",
                Map.of("purse", purse, "day", "2026-04-08", "what", "up", "yuan", "22", "quarter", "2026-01-01"));
        assertThat(owed("2026-Q1").state()).isEqualTo(State.OVERDUE);
        town.enter(
                treasurer,
                "club.move",
                Map.of("purse", purse, "day", "2026-04-09", "what", "up", "yuan", "0.10", "quarter", "2026-01-01"));
        assertThat(owed("2026-Q1").state()).isEqualTo(State.MET);
        assertThat(owed("2026-Q2").needed()).isEqualByComparingTo("0");
    }

    private Occurrence owed(String period) {
        return town.occurrences(treasurer, "club.purse_of_all-owes-up").stream()
                .filter(o -> o.period().equals(period)
                        && o.subject().filter(purse::equals).isPresent())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whoKeepsNeverChecks() {
        moved("2026-03-01", "gift", "100");
        Map<String, Object> days = Map.of("purse", purse, "since", "2026-01-01", "until", "2026-03-31");
        // By person: the keeper is not among those who check.
        assertThat(town.refused(auditor, "club.check", with(days, "by", List.of(other, keeper))))
                .containsExactly("club.purse_of_all.checker");
        // By post: whoever holds a keeper's post checks nothing, whoever checks moves nothing.
        assertThat(town.refused(town.someone("两任", "club.auditor", "club.treasurer"), "club.check", days))
                .containsExactly("club.purse_of_all.checker-post");
        assertThat(town.refused(
                        town.someone("两任", "club.auditor", "club.treasurer"),
                        "club.move",
                        Map.of("purse", purse, "day", "2026-03-02", "what", "gift", "yuan", "1")))
                .containsExactly("club.purse_of_all.keeper");
        // By what they did: the treasurer of those days, an auditor now.
        assertThat(town.refused(town.someone("出纳", "club.auditor"), "club.check", days))
                .containsExactly("club.purse_of_all.checker-entered");
        UUID check = town.enter(auditor, "club.check", with(with(days, "by", List.of(other)), "money", "99.50"));
        assertThat(town.values(auditor, "club.check", check))
                .containsEntry("opening", new BigDecimal("0"))
                .hasEntrySatisfying("closing", closing -> assertThat(closing).hasToString("100.00"))
                .hasEntrySatisfying("gap", gap -> assertThat(gap).hasToString("-0.50"));
    }

    private static Map<String, Object> with(Map<String, Object> map, String key, Object value) {
        Map<String, Object> more = new TreeMap<>(map);
        more.put(key, value);
        return more;
    }

    @Test
    void theBudgetIsHeldAgainstWhatWasSpent() {
        moved("2025-01-05", "gift", "1000");
        moved("2025-02-05", "aid", "300");
        UUID wish = town.enter(chair, "club.wish", Map.of("year", "2025", "what", "aid", "yuan", "250"));
        assertThat(town.values(chair, "club.wish", wish).get("left")).hasToString("-50.00");
        Funds funds = new Funds(town.records, town.edition, town.today());
        Fund fund = funds.find(chair, "club.purse_of_all").orElseThrow();
        assertThat(funds.budget(chair, fund, 2025))
                .singleElement()
                .satisfies(line -> assertThat(line.actual()).isEqualByComparingTo("300"));
    }

    @Test
    void theStateOnAPastDayIsWhatWasKnownThen() {
        moved("2026-03-01", "gift", "100");
        town.on("2026-04-25");
        moved("2026-03-15", "gift", "7");
        Funds funds = new Funds(town.records, town.edition, town.today());
        Fund fund = funds.find(treasurer, "club.purse_of_all").orElseThrow();
        LocalDate march = LocalDate.parse("2026-03-31");
        Viewer then = Town.asOf(treasurer, "2026-04-21");
        assertThat(funds.book(then, fund, purse, march.withDayOfMonth(1), march).closing())
                .isEqualByComparingTo("100");
        assertThat(standing(funds.standings(then, fund, march))).isEqualByComparingTo("100");
        assertThat(standing(funds.standings(treasurer, fund, march))).isEqualByComparingTo("107");
    }

    private BigDecimal standing(List<Funds.Standing> all) {
        return all.stream()
                .filter(s -> s.account().equals(purse))
                .findFirst()
                .orElseThrow()
                .balance();
    }

    @Test
    void mistakesAreShownWhereTheyStand() {
        assertThat(mistakes(CLUB.replace("in: [gift, fee]", "in: [gift, fees]")))
                .contains(Code.UNKNOWN_CHOICE);
        assertThat(mistakes(CLUB.replace("out: [aid, up]", "out: [aid]"))).containsExactly(Code.MISSING_KEY);
        assertThat(mistakes(CLUB.replace("checkers: [auditor]", "checkers: [treasurer]")))
                .containsExactly(Code.DUPLICATE);
        assertThat(mistakes(CLUB.replace("found: money", "found: mony"))).containsExactly(Code.UNKNOWN_FIELD);
        assertThat(mistakes(CLUB.replace("round(fee * 20", "round(fees * 20"))).containsExactly(Code.UNKNOWN_NAME);
        assertThat(mistakes(CLUB.replace("  entries: move\n", ""))).containsExactly(Code.MISSING_KEY);
    }

    private static List<Code> mistakes(String book) {
        Findings findings = new Findings();
        Town.compile(findings, book);
        return findings.errors().stream().map(Diagnostic::code).toList();
    }
}
