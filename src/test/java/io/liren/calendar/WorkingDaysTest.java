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
        "2026-10-03, 0, 2026-10-03",
        // Around each holiday of 2026, with its working Saturdays and Sundays.
        "2026-09-18, 10, 2026-10-09",
        "2026-09-18, 3, 2026-09-22",
        "2026-02-09, 5, 2026-02-14",
        "2026-02-09, 10, 2026-02-28",
        "2026-04-28, 30, 2026-06-11",
        "2026-06-17, 3, 2026-06-23"
    })
    void workingDaysAreCountedFromTheDayAfter(LocalDate from, int count, LocalDate to) {
        assertThat(days.plus(from, count)).isEqualTo(to);
        assertThat(days.reaches(from, count)).isTrue();
    }

    @Test
    void theHolidaysOf2026AreThoseOfTheNotice() {
        List<String> off = LocalDate.of(2026, 1, 1)
                .datesUntil(LocalDate.of(2027, 1, 1))
                .filter(d -> d.getDayOfWeek().getValue() <= 5 && !days.isWorking(d))
                .map(LocalDate::toString)
                .toList();
        assertThat(off)
                .containsExactly(
                        "2026-01-01",
                        "2026-01-02",
                        "2026-02-16",
                        "2026-02-17",
                        "2026-02-18",
                        "2026-02-19",
                        "2026-02-20",
                        "2026-02-23",
                        "2026-04-06",
                        "2026-05-01",
                        "2026-05-04",
                        "2026-05-05",
                        "2026-06-19",
                        "2026-09-25",
                        "2026-10-01",
                        "2026-10-02",
                        "2026-10-05",
                        "2026-10-06",
                        "2026-10-07");
        List<String> madeUp = LocalDate.of(2026, 1, 1)
                .datesUntil(LocalDate.of(2027, 1, 1))
                .filter(d -> d.getDayOfWeek().getValue() > 5 && days.isWorking(d))
                .map(LocalDate::toString)
                .toList();
        assertThat(madeUp)
                .containsExactly("2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10");
        assertThat(LocalDate.of(2026, 1, 1).datesUntil(LocalDate.of(2027, 1, 1)).filter(days::isWorking))
                .hasSize(248);
    }

    @ParameterizedTest
    @CsvSource({
        // A rest day in the week, a Sunday, the last of a long holiday, a working Saturday, a day after a made-up one.
        "2026-05-01, 2026-05-06",
        "2026-03-08, 2026-03-09",
        "2026-02-23, 2026-02-24",
        "2026-02-14, 2026-02-14",
        "2026-10-03, 2026-10-08",
        "2026-10-10, 2026-10-10",
        "2026-10-11, 2026-10-12"
    })
    void whatEndsOnADayOfRestEndsOnTheNextWorkingDay(LocalDate last, LocalDate moved) {
        assertThat(days.onOrAfter(last)).isEqualTo(moved);
    }

    @Test
    void aYearWithoutANoticeIsProvisional() {
        // Statutory days that fall in the week are not guessed: the notice says which, and what is made up.
        assertThat(days.provisional(LocalDate.of(2027, 2, 5))).isTrue();
        assertThat(days.isWorking(LocalDate.of(2027, 2, 5))).isTrue();
        assertThat(days.provisional(LocalDate.of(2026, 12, 31))).isFalse();
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
