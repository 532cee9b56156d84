package io.liren.reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.liren.access.Looks;
import io.liren.access.Viewer;
import io.liren.register.EntryOptions;
import io.liren.sql.Scope;
import io.liren.testing.Town;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Why a computed value is what it is: each input, the rule in words, each parameter with its day and source. */
class ReasonsTest {
    private static final String HOME = """
            ---
            rulebook: home
            title: 家庭 | Home
            posts: {worker: 经办人 | Worker, visitor: 走访人 | Visitor}
            ---
            ## 1 测算 | Sums
            按标准测算。
            ```parameters
            standard:
              label: 保障标准 | Standard
              type: money
              unit: yuan
              values:
                - {from: 2025-01-01, value: 900, source: 旧文件 | Old paper}
                - {from: 2026-01-01, value: 950, source: 新文件 | New paper}
            ```
            ```register
            family:
              label: 家庭 | Family
              title: [name]
              enter: [worker]
              read: [worker, visitor]
              fields:
                name:   {label: 户名 | Name, type: text, required: true}
                asked:  {label: 测算日期 | Asked on, type: date, required: true}
                heads:  {label: 计入人数 | Counted, type: integer, computed: "earner.filter(e, e.family == family && e.counted).size()"}
                income: {label: 月收入合计 | Income, type: money, computed: "earner.filter(e, e.family == family && e.counted).map(e, e.yuan).sum()"}
                head:   {label: 人均月收入 | A head, type: money, computed: "round(family.income / family.heads, 2)"}
                below:  {label: 低于标准 | Below, type: boolean, computed: "family.head < param.standard.on(family.asked)"}
                amount: {label: 月金额 | Amount, type: money, computed: "family.below ? (param.standard.on(family.asked) - family.head) * family.heads : 0"}
            earner:
              label: 成员 | Member
              title: [name]
              enter: [worker]
              read: [worker, visitor]
              fields:
                family:  {label: 家庭 | Family, type: reference, to: family, required: true}
                name:    {label: 姓名 | Name, type: text, required: true}
                counted: {label: 计入 | Counted, type: boolean}
                yuan:    {label: 月收入 | Yuan, type: money, sensitive: {class: L4, purpose: 测算 | Sums}, for: [worker]}
            ```
            """;

    private static Town town;

    @BeforeAll
    static void open() {
        town = Town.under(HOME);
    }

    @AfterAll
    static void close() {
        town.close();
    }

    private final Viewer worker = town.someone("丙", "home.worker");
    private final Viewer visitor = town.someone("丁", "home.visitor");
    private UUID family;

    @BeforeEach
    void begin() {
        town.on("2026-04-20");
        family = town.enter(worker, "home.family", Map.of("name", "甲家", "asked", "2026-03-01"));
        member("甲", "1500", true);
        member("乙", "0", true);
        member("丙", "0", true);
        member("在外", "9000", false);
    }

    private UUID member(String name, String yuan, boolean counted) {
        return town.enter(
                worker, "home.earner", Map.of("family", family, "name", name, "yuan", yuan, "counted", counted));
    }

    private Reason.Worked why(Viewer viewer, String field, Optional<String> purpose) {
        return new Reasons(town.edition, town.records, town.today())
                .of(viewer, "home.family", family, field, purpose)
                .orElseThrow();
    }

    private static <R extends Reason> R part(Reason.Worked of, Class<R> kind, String name) {
        return of.from().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(r -> r.name().contains(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theAmountIsToldDownToWhatWasEnteredAndTheParametersSource() {
        Reason.Worked amount = why(worker, "amount", Optional.of("测算"));
        assertThat(amount.value()).isEqualTo("1,350.00元");
        assertThat(amount.rule()).isEqualTo("低于标准的，（保障标准（测算日期当日） − 人均月收入） × 计入人数；否则 0");
        Reason.Parameter standard = part(amount, Reason.Parameter.class, "保障标准");
        assertThat(standard.value()).isEqualTo("950");
        assertThat(standard.from()).contains(LocalDate.parse("2026-01-01"));
        assertThat(standard.source()).isEqualTo("新文件");
        Reason.Worked below = part(amount, Reason.Worked.class, "低于标准");
        Reason.Worked head = part(below, Reason.Worked.class, "人均月收入");
        assertThat(head.value()).isEqualTo("500.00元");
        Reason.Worked income = part(head, Reason.Worked.class, "月收入合计");
        Reason.Over sum = part(income, Reason.Over.class, "合计");
        assertThat(sum.items())
                .extracting(Reason.Item::title, Reason.Item::value)
                .containsExactlyInAnyOrder(tuple("甲", "1,500.00元"), tuple("乙", "0.00元"), tuple("丙", "0.00元"));
    }

    @Test
    void theParameterIsTheOneOfTheRecordsOwnDay() {
        town.facts.correct(worker, "home.family", family, 1, Map.of("asked", "2025-06-01"), EntryOptions.because("记错"));
        Reason.Worked amount = why(worker, "amount", Optional.of("测算"));
        assertThat(part(amount, Reason.Parameter.class, "保障标准").source()).isEqualTo("旧文件");
        assertThat(amount.value()).isEqualTo("1,200.00元");
    }

    @Test
    void exactlyTheStandardIsNotBelowIt() {
        member("丁", "2300", true);
        assertThat(town.values(worker, "home.family", family).get("head")).hasToString("950.00");
        assertThat(why(worker, "below", Optional.empty()).value()).isEqualTo("否");
        assertThat(why(worker, "amount", Optional.empty()).value()).isEqualTo("0.00元");
    }

    @Test
    void incomeIsMaskedWithoutAPurposeAndEachLookIsOnRecord() {
        Reason.Over masked = part(why(worker, "income", Optional.empty()), Reason.Over.class, "合计");
        assertThat(masked.items())
                .allMatch(Reason.Item::masked)
                .noneMatch(i -> i.value().contains("1,500"));
        Reason.Over plain = part(why(worker, "income", Optional.of("核对收入")), Reason.Over.class, "合计");
        assertThat(plain.items())
                .noneMatch(Reason.Item::masked)
                .anyMatch(i -> i.value().equals("1,500.00元"));
        List<UUID> looked = plain.items().stream().map(i -> i.record().record()).toList();
        List<Looks.Named> looks =
                town.database.inTransaction(Scope.of(Town.HERE), t -> Looks.at(t, worker, looked, 10));
        assertThat(looks).hasSize(3).allMatch(l -> l.look().purpose().equals("核对收入"));
    }

    @Test
    void whoeverMayNotSeeTheIncomeSeesTheRuleAndMasksOnlyWhateverTheySay() {
        Reason.Over masked = part(why(visitor, "income", Optional.of("好奇")), Reason.Over.class, "合计");
        assertThat(masked.items()).noneMatch(i -> i.value().contains("1,500"));
        assertThat(why(visitor, "income", Optional.of("好奇")).hides()).isFalse();
    }
}
