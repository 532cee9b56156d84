package io.liren.wording;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** The only place that writes dates, times, money and numbers for people. */
public final class Formats {
    private static final DateTimeFormatter DATE_ZH = DateTimeFormatter.ofPattern("y年M月d日", Locale.SIMPLIFIED_CHINESE);
    private static final DateTimeFormatter DATE_EN = DateTimeFormatter.ofPattern("d MMMM y", Locale.ENGLISH);
    private static final DateTimeFormatter SHORT_ZH = DateTimeFormatter.ofPattern("M月d日", Locale.SIMPLIFIED_CHINESE);
    private static final DateTimeFormatter SHORT_EN = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final List<Label> NEAR_DAYS =
            List.of(new Label("昨天", "yesterday"), new Label("今天", "today"), new Label("明天", "tomorrow"));
    private static final String[] WEEKDAYS_ZH = {"周一", "周二", "周三", "周四", "周五", "周六", "周日"};

    private Formats() {}

    /** {@code 2026年3月5日} or {@code 5 March 2026}. */
    public static String date(LocalDate date, Language language) {
        return switch (language) {
            case ZH -> DATE_ZH.format(date);
            case EN -> DATE_EN.format(date);
        };
    }

    /** Without the year: {@code 10月9日} or {@code 9 Oct}. */
    public static String shortDate(LocalDate date, Language language) {
        return switch (language) {
            case ZH -> SHORT_ZH.format(date);
            case EN -> SHORT_EN.format(date);
        };
    }

    /** {@code 周五} or {@code Fri}. */
    public static String weekday(LocalDate date, Language language) {
        return switch (language) {
            case ZH -> WEEKDAYS_ZH[date.getDayOfWeek().getValue() - 1];
            case EN -> date.getDayOfWeek().getDisplayName(java.time.format.TextStyle.SHORT, Locale.ENGLISH);
        };
    }

    /** How far a day is from today: {@code 今天}, {@code 3天后}, {@code 已过2天}; {@code today}, {@code in 3 days}, {@code 2 days ago}. */
    public static String relativeDays(LocalDate today, LocalDate day, Language language) {
        long days = ChronoUnit.DAYS.between(today, day);
        if (Math.abs(days) <= 1) {
            return NEAR_DAYS.get((int) days + 1).in(language);
        }
        String number = count(Math.abs(days), language);
        return switch (language) {
            case ZH -> days > 0 ? number + "天后" : "已过" + number + "天";
            case EN -> days > 0 ? "in " + number + " days" : number + " days ago";
        };
    }

    /** Yuan with two decimals: {@code 1,234.50元} or {@code ¥1,234.50}. */
    public static String money(BigDecimal yuan, Language language) {
        String number = pattern("#,##0.00").format(yuan.setScale(2, RoundingMode.HALF_UP));
        return switch (language) {
            case ZH -> number + "元";
            case EN -> number.startsWith("-") ? "-¥" + number.substring(1) : "¥" + number;
        };
    }

    /** As many decimals as there are, up to ten, without trailing zeros: {@code 1,234.5}. */
    public static String decimal(BigDecimal number, Language language) {
        return pattern("#,##0.##########").format(number);
    }

    /** A whole number: {@code 12,345}. */
    public static String count(long number, Language language) {
        return pattern("#,##0").format(number);
    }

    /** {@code 09:30}. */
    public static String time(LocalTime time, Language language) {
        return TIME.format(time);
    }

    /** Date and minute in a zone: {@code 2026年3月5日 14:05} or {@code 5 March 2026, 14:05}. */
    public static String instant(Instant instant, ZoneId zone, Language language) {
        LocalDateTime local = LocalDateTime.ofInstant(instant, zone);
        return switch (language) {
            case ZH -> DATE_ZH.format(local) + " " + TIME.format(local);
            case EN -> DATE_EN.format(local) + ", " + TIME.format(local);
        };
    }

    /** {@code 是} or {@code yes}, {@code 否} or {@code no}. */
    public static String yesNo(boolean yes, Language language) {
        return switch (language) {
            case ZH -> yes ? "是" : "否";
            case EN -> yes ? "yes" : "no";
        };
    }

    private static DecimalFormat pattern(String pattern) {
        DecimalFormat format = new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format;
    }
}
