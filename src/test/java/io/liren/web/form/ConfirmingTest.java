package io.liren.web.form;

import static org.assertj.core.api.Assertions.assertThat;

import io.liren.payment.PaymentKind;
import io.liren.register.RecordView;
import io.liren.web.WebOffice;
import io.liren.web.frame.EffectPanel;
import io.liren.web.frame.Reply;
import io.liren.web.frame.Words;
import io.liren.wording.Language;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A death is one fact. What it does in every rulebook is seen and confirmed once, before it is kept. */
class ConfirmingTest {
    private static final Words WORDS = Words.in(Language.ZH);
    private static final String SMALL = """
            ---
            rulebook: small
            title: 小制度 | A small rulebook
            version: 2026-01
            posts: {clerk: 经办人 | Clerk, doctor: 医生 | Doctor}
            ---
            ## 1 人 | People
            ```register
            person:
              label: 人员 | Person
              title: [name]
              enter: [clerk]
              fields:
                name:  {label: 姓名 | Name, type: text, required: true}
                phone: {label: 电话 | Phone, type: phone}
                died:  {label: 去世 | Died, type: date}
            visit:
              label: 走访 | Visit
              title: [person, on]
              happened: on
              enter: [clerk]
              fields:
                person: {label: 人员 | Person, type: reference, to: person, required: true}
                on:     {label: 日期 | Date, type: date, required: true, default: today}
            ```
            ```ledger
            people: {label: 人员台账 | People, of: person where person.died == null, columns: [name]}
            ```
            """;
    private static final String HELP = """
            ---
            rulebook: help
            title: 救助制度 | Help
            uses: [small]
            version: 2026-01
            ---
            ## 1 救助 | Help
            每月走访；去世后十日内复核。
            ```register
            aid:
              label: 救助 | Aid
              title: [person]
              enter: [clerk]
              fields:
                person: {label: 人员 | Person, type: reference, to: person, required: true}
                amount: {label: 金额 | Amount, type: money}
                family: {label: 家里还有人 | Others in the family, type: boolean}
            review:
              label: 复核 | Review
              title: [aid]
              happened: on
              enter: [clerk]
              fields:
                aid: {label: 救助 | Aid, type: reference, to: aid, required: true}
                on:  {label: 日期 | Date, type: date, required: true, default: today}
            illness:
              label: 病情 | Illness
              title: [person]
              enter: [doctor]
              read: [doctor]
              fields: {person: {label: 人员 | Person, type: reference, to: person, required: true}}
            ```
            ```ledger
            receivers: {label: 领取台账 | Receivers, of: aid where aid.person.died == null, columns: [person]}
            ```
            ```payment-list
            paid: {label: 救助金发放 | Payment of aid, of: aid where aid.person.died == null || aid.person.died >= period.start || aid.family, every: month, from: 2026-01-01, granted: aid.amount, list-by: 5 days, pay-by: 10 days, prepared-by: [clerk], checked-by: [doctor]}
            ```
            ```duty
            seen:   {label: 走访 | Visit, for: aid where aid.person.died == null, every: month, from: 2026-01-01, met-by: visit where visit.person == aid.person, owed-by: clerk}
            after-death: {label: 去世后复核 | Review after a death, for: aid, after: aid.person.died, within: 10 days, met-by: review where review.aid == aid, owed-by: clerk, act: 登记复核 | Record the review}
            closed: {label: 停药 | Stop the medicine, for: illness, after: illness.person.died, within: 10 days, met-by: review where review.aid.person == illness.person, owed-by: doctor}
            ```
            """;

    private WebOffice office;
    private Forms forms;
    private UUID jia;

    @BeforeEach
    void open() {
        office = new WebOffice(List.of(new PaymentKind()), SMALL, HELP);
        forms = new Forms(
                office.facts, office.records, office.attachments, office.effects, office.titles, office.today);
        jia = office.enter("person", Map.of("name", "甲"));
        aid(Map.of("person", jia, "amount", "530"));
        assertThat(office.facts.enter(
                        office.viewer("small.doctor"),
                        "help.illness",
                        Map.of("person", jia),
                        io.liren.register.EntryOptions.none()))
                .isInstanceOf(io.liren.register.Outcome.Entered.class);
    }

    private void aid(Map<String, Object> values) {
        assertThat(office.facts.enter(office.clerk(), "help.aid", values, io.liren.register.EntryOptions.none()))
                .isInstanceOf(io.liren.register.Outcome.Entered.class);
    }

    @AfterEach
    void close() {
        office.close();
    }

    private Reply<FormPage> correct(Map<String, String> changed) {
        Map<String, List<String>> sent = new LinkedHashMap<>();
        RecordView there =
                office.records.record(office.clerk(), "small.person", jia).orElseThrow();
        sent.put("revision", List.of(String.valueOf(there.revision())));
        for (String field : List.of("name", "phone", "died")) {
            String was = Objects.toString(there.values().get(field), "");
            sent.put("was." + field, List.of(was));
            sent.put(field, List.of(was));
        }
        sent.put("reason", List.of("家属来报"));
        changed.forEach((name, value) -> sent.put(name, List.of(value)));
        return forms.correct(office.clerk(), WORDS, "small.person", jia, new Sent(sent, Map.of()));
    }

    private static EffectPanel panel(Reply<FormPage> reply) {
        assertThat(reply).isInstanceOf(Reply.Show.class);
        return Objects.requireNonNull(((Reply.Show<FormPage>) reply).page().confirm());
    }

    private Object died() {
        return office.records
                .record(office.clerk(), "small.person", jia)
                .orElseThrow()
                .values()
                .getOrDefault("died", "");
    }

    private static List<String> lines(EffectPanel panel) {
        return panel.books().stream()
                .flatMap(b -> b.clauses().stream()
                        .flatMap(c -> c.lines().stream().map(l -> b.title() + "|" + c.title() + "|" + l.text())))
                .toList();
    }

    @Test
    void aDeathIsShownWithAllItDoesAndKeptOnceItIsConfirmed() {
        EffectPanel panel = panel(correct(Map.of("died", "2026-03-09")));
        assertThat(died()).isNull();
        assertThat(lines(panel))
                .containsExactlyInAnyOrder(
                        "小制度|1 人|移出「人员台账」：甲",
                        "救助制度|1 救助|移出「领取台账」：甲",
                        "救助制度|1 救助|不再需要 走访：甲 2026年1月、甲 2026年2月、甲 2026年3月",
                        "救助制度|1 救助|产生任务 去世后复核：甲，3月19日前",
                        "救助制度|1 救助|不再列入「救助金发放」，2026年4月起：甲");
        assertThat(panel.starts()).extracting(EffectPanel.Start::text).containsExactly("登记复核：甲");

        // What was confirmed was another day: it is shown again.
        assertThat(panel(correct(Map.of("died", "2026-03-08", "confirmed", panel.mark())))
                        .mark())
                .isNotEqualTo(panel.mark());
        assertThat(died()).isNull();

        Reply<FormPage> kept = correct(Map.of("died", "2026-03-09", "confirmed", panel.mark(), "then", "start-0"));
        assertThat(kept)
                .isInstanceOfSatisfying(
                        Reply.Moved.class,
                        moved -> assertThat(moved.address()).startsWith("/registers/help/review/new?aid="));
        assertThat(died()).isEqualTo(LocalDate.of(2026, 3, 9));
    }

    @Test
    void whoStaysOnAPaymentListIsNamedSoThatSomebodyLooks() {
        aid(Map.of("person", jia, "amount", "300", "family", true));
        assertThat(lines(panel(correct(Map.of("died", "2026-03-09")))))
                .contains("救助制度|1 救助|不再列入「救助金发放」，2026年4月起：甲", "救助制度|1 救助|仍在「救助金发放」上（2026年3月），请核对：甲 300.00元");
    }

    @Test
    void whatTouchesNobodyElseIsKeptAtOnce() {
        assertThat(correct(Map.of("phone", "19900001234"))).isInstanceOf(Reply.Moved.class);
        // A visit does what it is made for: it meets a duty of another rulebook, and nothing is asked.
        assertThat(forms.enter(
                        office.clerk(),
                        WORDS,
                        "small.visit",
                        new Sent(Map.of("person", List.of(jia.toString()), "on", List.of("2026-03-05")), Map.of())))
                .isInstanceOf(Reply.Moved.class);
    }

    @Test
    void aVisitTakenFromItsMonthUndoesTheDutyAndIsAskedAbout() {
        UUID visit = office.enter("visit", Map.of("person", jia, "on", LocalDate.of(2026, 3, 5)));
        Reply<FormPage> reply = forms.correct(
                office.clerk(),
                WORDS,
                "small.visit",
                visit,
                new Sent(
                        Map.of(
                                "revision", List.of("1"),
                                "was.on", List.of("2026-03-05"),
                                "on", List.of("2026-02-05"),
                                "was.person", List.of(jia.toString()),
                                "person", List.of(jia.toString()),
                                "reason", List.of("记错了月份")),
                        Map.of()));
        assertThat(lines(panel(reply))).anyMatch(line -> line.contains("不再达到 走访"));
    }
}
