package io.liren.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingDaysTest {
    private final WorkingDays days = WorkingDays.bundled();

    @Test
    void theYear2026HasItsWorkingDaysMonthByMonth() {
        List<Integer> perMonth = IntStream.rangeClosed(1, 12)
                .mapToObj(m -> (int) YearMonth.of(2026, m)
                        .atDay(1)
                        .datesUntil(YearMonth.of(2026, m).atEndOfMonth().plusDays(1))
                        .filter(days::isWorking)
                        .count())
                .toList();
        assertThat(perMonth).containsExactly(21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23);
        assertThat(days.provisional(LocalDate.of(2026, 5, 1))).isFalse();
        assertThat(days.provisional(LocalDate.of(2027, 5, 1))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-09-07, 3, 2026-09-10",
        "2026-09-07, 30, 2026-10-23",
        "2026-09-07, 20, 2026-10-10",
        "2026-09-07, 45, 2026-11-13",
        "2026-10-03, 1, 2026-10-08",
        "2026-10-03, -1, 2026-09-30",
        "2026-10-08, -1, 2026-09-30",
        "2026-10-03, 0, 2026-10-03"
    })
    void workingDaysAreCountedFromTheDayAfter(LocalDate from, int count, LocalDate to) {
        assertThat(days.plus(from, count)).isEqualTo(to);
        assertThat(days.reaches(from, count)).isTrue();
    }

    @Test
    void beyondTheCountedYearsNothingIsGuessed() {
        assertThat(days.reaches(WorkingDays.LAST, 30)).isFalse();
        assertThatThrownBy(() -> days.plus(WorkingDays.LAST, 30))
                .isInstanceOf(CalendarException.class)
                .hasMessageContaining("2069");
    }

    @Test
    void theCalendarCountsUpwardsByOneAtEachWorkingDay() {
        int before = 0;
        for (WorkingDays.Day day : days.days()) {
            assertThat(day.ordinal()).isEqualTo(before + (day.working() ? 1 : 0));
            before = day.ordinal();
        }
    }
}
