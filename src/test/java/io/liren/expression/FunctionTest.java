package io.liren.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.liren.expression.BothEnds.Pair;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each function's meaning, in PostgreSQL and in the JVM. Today is 2 October 2026. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FunctionTest {
    private final ClubFacts facts = new ClubFacts(1);
    private final BothEnds ends = new BothEnds(facts);
    private final Pair pair = new Pair(new UUID(0, 200), new UUID(0, 300));

    @AfterAll
    void close() {
        facts.close();
    }

    private void says(String text, @Nullable Object expected) {
        Checked checked = Club.checked(text);
        Object two = expected instanceof BigDecimal n ? n.stripTrailingZeros() : expected;
        assertThat(ends.evaluated(checked, pair)).as("JVM: %s", text).isEqualTo(two);
        assertThat(ends.selected(List.of(checked), List.of(pair)).get(pair).getFirst())
                .as("PostgreSQL: %s", text)
                .isEqualTo(two);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "date(\"2026-01-31\").addMonths(1); 2026-02-28",
                "date(\"2024-02-29\").addYears(1); 2025-02-28",
                "date(\"2026-03-31\").addMonths(-1); 2026-02-28",
                "date(\"2026-12-31\").addDays(1); 2027-01-01",
                "date(\"2026-09-07\").addWorkdays(30); 2026-10-23",
                "date(\"2026-10-03\").addWorkdays(-1); 2026-09-30",
                "date(\"2026-10-03\").addWorkdays(0); 2026-10-03",
                "date(\"2026-09-30\").addWorkdays(param.months - 5); 2026-10-08",
                "date(\"2026-08-15\").startOfMonth(); 2026-08-01",
                "date(\"2026-02-15\").endOfMonth(); 2026-02-28",
                "date(\"2026-08-15\").startOfQuarter(); 2026-07-01",
                "date(\"2026-08-15\").startOfYear(); 2026-01-01",
                "period.start; 2026-07-01",
                "period.end; 2026-09-30",
                "trigger; 2026-09-07",
                "today; 2026-10-02",
                "[today, date(\"2026-01-01\")].min(); 2026-01-01"
            })
    void dates(String text, LocalDate expected) {
        says(text, expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "date(\"2026-01-10\").monthsUntil(date(\"2026-07-09\")); 5",
                "date(\"2026-01-10\").monthsUntil(date(\"2026-07-10\")); 6",
                "date(\"2026-01-31\").monthsUntil(date(\"2026-02-28\")); 0",
                "date(\"2026-07-10\").monthsUntil(date(\"2026-01-11\")); -5",
                "date(\"2008-10-03\").yearsUntil(today); 17",
                "date(\"2008-10-02\").yearsUntil(today); 18",
                "date(\"2026-10-01\").daysUntil(today) * 2; 2",
                "today.year() * 10000 + today.month() * 100 + today.day(); 20261002",
                "1 + 2 * 3; 7",
                "7 / 2; 3.5",
                "1 / 3; 0.3333333333",
                "2 / 3; 0.6666666667",
                "-7 % 3; -1",
                "7 % -3; 1",
                "round(2.345, 2); 2.35",
                "round(-2.345, 2); -2.35",
                "round(2, 1); 2",
                "roundDown(2.349, 2); 2.34",
                "roundDown(-2.349, 2); -2.34",
                "roundDown(5678 / 10, 0) * 10; 5670",
                "9223372036854775807 + 1; 9223372036854775808",
                "4000000000 * 4000000000; 16000000000000000000",
                "[1, 2.5].sum(); 3.5",
                "[1, 2.5].max(); 2.5",
                "[1, 2, 3].filter(x, x > 1).size(); 2",
                "[1, 2, 3].map(x, x * x).sum(); 14",
                "[1].filter(x, x > 1).sum(); 0",
                "\"王庚七\".size(); 3",
                "param.rates.rate(3000); 0.5",
                "param.rates.rate(3000.01); 1",
                "param.rates.rate(5000.01); 2",
                "true ? 1 : 0.5; 1"
            })
    void numbers(String text, BigDecimal expected) {
        says(text, expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"王庚七\".startsWith(\"王\") && \"王庚七\".endsWith(\"七\") && \"王庚七\".contains(\"庚\")",
                "\"甲\" + \"乙\" == \"甲乙\"",
                "2 == 2.0 && 2 in [1, 2.0]",
                "[1, 2].exists(x, x == 2) && ![1, 2].all(x, x == 2) && [1].filter(x, x > 1).all(x, false)",
                "time(\"09:30\") < time(\"10:00\")",
                "null == null && !(null != null)",
                "date(\"2026-01-01\") in [today, date(\"2026-01-01\")]",
                "!((false ? today : null) < today) && !((false ? today : null) >= today)",
                "(false ? today : null) == null && (false ? today : null) != today",
                "(false ? today : null) == (false ? trigger : null)",
                "!(false ? true : null)",
                "(1 / 0) == null && (1 + 1 / 0) == null && (1 % 0) == null",
                "[1].filter(x, x > 1).min() == null",
                "[1, 1 / 0].sum() == 1 && [1, 1 / 0].size() == 2",
                "param.rates.rate(1 / 0) == null",
                "!(\"甲\".contains(false ? \"甲\" : null))",
                "(\"甲\" + (false ? \"甲\" : null)) == null",
                "today.addDays(param.months * 1000000) == null && today.addWorkdays(param.months * 100000) == null"
            })
    void conditionsThatHold(String text) {
        says(text, true);
        says("!(" + text + ")", false);
    }
}
