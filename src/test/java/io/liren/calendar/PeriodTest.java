package io.liren.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import io.liren.wording.Language;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodTest {
    @ParameterizedTest
    @CsvSource({
        "2026-W35, 2026-08-24, 2026-08-30",
        "2026-W01, 2025-12-29, 2026-01-04",
        "2026-W53, 2026-12-28, 2027-01-03",
        "2026-02, 2026-02-01, 2026-02-28",
        "2026-Q3, 2026-07-01, 2026-09-30",
        "2026-H1, 2026-01-01, 2026-06-30",
        "2026, 2026-01-01, 2026-12-31"
    })
    void aKeyNamesItsDays(String key, LocalDate start, LocalDate end) {
        Period period = Period.parse(key);
        assertThat(period.start()).isEqualTo(start);
        assertThat(period.end()).isEqualTo(end);
        assertThat(period.key()).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-Q5", "2026-13", "2025-W53", "2026-W00", "26", "", "2026-H3"})
    void whatIsNoKeyIsRefused(String key) {
        assertThat(Period.read(key)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(PeriodUnit.class)
    void neighboursTouchOverTenYears(PeriodUnit unit) {
        Period period = Period.containing(unit, LocalDate.of(2020, 2, 29));
        while (period.start().getYear() < 2030) {
            Period next = period.next();
            assertThat(next.start()).isEqualTo(period.end().plusDays(1));
            assertThat(next.previous()).isEqualTo(period);
            assertThat(next.key()).isGreaterThan(period.key());
            assertThat(Period.parse(next.key())).isEqualTo(next);
            period = next;
        }
    }

    @Test
    void aPeriodIsSaidInBothLanguages() {
        assertThat(Period.parse("2026-Q3").label(Language.ZH)).isEqualTo("2026年第三季度");
        assertThat(Period.parse("2026-08").label(Language.EN)).isEqualTo("August 2026");
        assertThat(Period.parse("2026-H2").label(Language.ZH)).isEqualTo("2026年下半年");
    }

    @Test
    void aFixedClockGoesOnWithinItsDay() {
        FixedToday clock = new FixedToday(LocalDate.of(2026, 10, 2));
        assertThat(clock.now()).isEqualTo("2026-10-02T02:00:00Z").isBefore(clock.now());
        assertThat(clock.today()).isEqualTo("2026-10-02");
    }
}
