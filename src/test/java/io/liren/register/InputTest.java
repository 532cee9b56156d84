package io.liren.register;

import static org.assertj.core.api.Assertions.assertThat;

import io.liren.calendar.FixedToday;
import io.liren.calendar.Today;
import io.liren.wording.Label;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InputTest {
    private static final Today TODAY = new FixedToday(LocalDate.of(2026, 3, 10));
    private static final FieldType IDENTITY = new FieldType.Identity(Optional.empty(), Optional.empty());

    private static Object read(FieldType type, String raw) {
        return Input.parse(type, raw, TODAY) instanceof Parsed.Value(Object value) ? value : "wrong";
    }

    @ParameterizedTest
    @CsvSource({
        "3.5, 2026-03-05",
        "3-5, 2026-03-05",
        "3/5, 2026-03-05",
        "３．５, 2026-03-05",
        "3月5日, 2026-03-05",
        "3月5号, 2026-03-05",
        "昨天, 2026-03-09",
        "前天, 2026-03-08",
        "今天, 2026-03-10",
        "today, 2026-03-10",
        "2026-3-5, 2026-03-05",
        "2026年3月5日, 2026-03-05",
        "20260305, 2026-03-05",
        "2026.03.05, 2026-03-05",
        "12.30, 2025-12-30",
        "6.1, 2026-06-01",
        "5日, 2026-03-05"
    })
    void datesAreReadAsPeopleTypeThem(String typed, LocalDate expected) {
        assertThat(read(new FieldType.Date(), typed)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.30", "13.1", "2026-2-29", "某天", "20261", "1500-01-01"})
    void whatIsNoDateIsRefused(String typed) {
        assertThat(Input.parse(new FieldType.Date(), typed, TODAY)).isInstanceOf(Parsed.Wrong.class);
    }

    @Test
    void numbersAndAmountsMayHaveCommasAndFullWidthDigits() {
        assertThat(read(new FieldType.Money(), "￥1，200.5")).isEqualTo(new BigDecimal("1200.50"));
        assertThat(read(new FieldType.Money(), "3000元")).isEqualTo(new BigDecimal("3000.00"));
        assertThat(read(new FieldType.Money(), "1.005")).isEqualTo("wrong");
        assertThat(read(new FieldType.Whole(), "１２")).isEqualTo(new BigDecimal("12"));
        assertThat(read(new FieldType.Whole(), "1.5")).isEqualTo("wrong");
        assertThat(read(new FieldType.Decimal(), "-0.25")).isEqualTo(new BigDecimal("-0.25"));
        assertThat(read(new FieldType.Decimal(), "1e9")).isEqualTo("wrong");
    }

    @ParameterizedTest
    @CsvSource({"9:30, 09:30", "9：30, 09:30", "0930, 09:30", "下午3点, 15:00", "下午3点半, 15:30", "9点20分, 09:20"})
    void timesOfDay(String typed, LocalTime expected) {
        assertThat(read(new FieldType.Time(), typed)).isEqualTo(expected);
    }

    @Test
    void choicesAreReadByKeyOrEitherLabel() {
        Map<String, Label> options = Map.of("spoken", new Label("口头", "Spoken"), "written", new Label("书面", "Written"));
        assertThat(read(new FieldType.Choice(options), "口头")).isEqualTo("spoken");
        assertThat(read(new FieldType.Choice(options), "written")).isEqualTo("written");
        assertThat(read(new FieldType.Choices(options), "口头、Written")).isEqualTo(List.of("spoken", "written"));
        assertThat(read(new FieldType.Choice(options), "电话")).isEqualTo("wrong");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "11010519491231002X",
                "440524188001010014",
                "34052419800101001X",
                "11010519491231002x",
                " 110105 19491231 002X"
            })
    void identityNumbersOfTheStandard(String number) {
        assertThat(read(IDENTITY, number)).isNotEqualTo("wrong");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "110105194912310021",
                "11010519491331002X",
                "110105490101002",
                "11010520991231002X",
                "010105194912310029",
                "1101051949123100２X1"
            })
    void wrongIdentityNumbersAreRefused(String number) {
        assertThat(read(IDENTITY, number)).isEqualTo("wrong");
    }

    @Test
    void phonesLoseTheirDashesAndCountryCode() {
        assertThat(read(new FieldType.Phone(), "+86 138-0013-8000")).isEqualTo("13800138000");
        assertThat(read(new FieldType.Phone(), "010-6552 9988")).isEqualTo("01065529988");
        assertThat(read(new FieldType.Phone(), "12")).isEqualTo("wrong");
    }

    @Test
    void spellingsCoverTheReadingsOfNames() {
        assertThat(Pinyin.spellings("王庚七")).containsExactly("wanggengqi", "wgq");
        assertThat(Pinyin.spellings("单雄")).contains("shanxiong", "sx", "danxiong");
        assertThat(Pinyin.spellings("吕布")).contains("lvbu", "lubu", "lb");
        assertThat(Pinyin.spellings("3栋201")).contains("3dong201", "3d201");
        assertThat(Pinyin.spellings("abc")).isEmpty();
    }
}
