package io.liren.wording;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class FormatsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 5);

    @Test
    void datesReadAsPeopleWriteThem() {
        assertThat(Formats.date(DAY, Language.ZH)).isEqualTo("2026年3月5日");
        assertThat(Formats.date(DAY, Language.EN)).isEqualTo("5 March 2026");
        assertThat(Formats.shortDate(DAY, Language.ZH)).isEqualTo("3月5日");
        assertThat(Formats.shortDate(DAY, Language.EN)).isEqualTo("5 Mar");
        assertThat(Formats.weekday(DAY, Language.ZH)).isEqualTo("周四");
    }

    @Test
    void aDayIsSaidRelativeToToday() {
        assertThat(Formats.relativeDays(DAY, DAY, Language.ZH)).isEqualTo("今天");
        assertThat(Formats.relativeDays(DAY, DAY.plusDays(3), Language.ZH)).isEqualTo("3天后");
        assertThat(Formats.relativeDays(DAY, DAY.minusDays(2), Language.EN)).isEqualTo("2 days ago");
    }

    @Test
    void numbersKeepTheirDecimals() {
        assertThat(Formats.money(new BigDecimal("1234.5"), Language.ZH)).isEqualTo("1,234.50元");
        assertThat(Formats.money(new BigDecimal("-0.005"), Language.EN)).isEqualTo("-¥0.01");
        assertThat(Formats.decimal(new BigDecimal("1234.500"), Language.EN)).isEqualTo("1,234.5");
    }

    @Test
    void aMomentIsSaidInTheCommunitysZone() {
        Instant moment = Instant.parse("2026-03-04T18:05:00Z");
        assertThat(Formats.instant(moment, ZoneId.of("Asia/Shanghai"), Language.ZH))
                .isEqualTo("2026年3月5日 02:05");
    }

    @Test
    void aLabelWithoutABarServesBothLanguages() {
        assertThat(Label.parse("日期 | Date")).isEqualTo(new Label("日期", "Date"));
        assertThat(Label.parse("A4").in(Language.EN)).isEqualTo("A4");
        assertThat(Label.parse("日期 | Date").toString()).isEqualTo("日期 | Date");
    }
}
