package io.liren.register;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads dates as people type them. A date without its year is the one nearest to today, and rather past than far ahead. */
final class DateInput {
    private static final Pattern FULL = Pattern.compile("(\\d{4})[-./年](\\d{1,2})[-./月](\\d{1,2})日?");
    private static final Pattern PACKED = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})");
    private static final Pattern SHORT = Pattern.compile("(\\d{1,2})[-./月](\\d{1,2})[日号]?");
    private static final Pattern DAY = Pattern.compile("(\\d{1,2})[日号]");
    private static final int FAR_AHEAD_MONTHS = 6;

    private DateInput() {}

    static Parsed parse(String plain, LocalDate today) {
        String text = plain.replace(" ", "").toLowerCase(Locale.ROOT);
        switch (text) {
            case "今天", "今日", "today" -> {
                return new Parsed.Value(today);
            }
            case "昨天", "昨日", "yesterday" -> {
                return new Parsed.Value(today.minusDays(1));
            }
            case "前天" -> {
                return new Parsed.Value(today.minusDays(2));
            }
            case "明天", "明日", "tomorrow" -> {
                return new Parsed.Value(today.plusDays(1));
            }
            case "后天" -> {
                return new Parsed.Value(today.plusDays(2));
            }
            default -> {
                return written(plain, text, today);
            }
        }
    }

    private static Parsed written(String plain, String text, LocalDate today) {
        try {
            for (Pattern pattern : new Pattern[] {FULL, PACKED}) {
                Matcher full = pattern.matcher(text);
                if (full.matches()) {
                    return value(number(full, 1), number(full, 2), number(full, 3));
                }
            }
            Matcher brief = SHORT.matcher(text);
            if (brief.matches()) {
                LocalDate day = LocalDate.of(today.getYear(), number(brief, 1), number(brief, 2));
                return new Parsed.Value(day.isAfter(today.plusMonths(FAR_AHEAD_MONTHS)) ? day.minusYears(1) : day);
            }
            Matcher day = DAY.matcher(text);
            if (day.matches()) {
                return new Parsed.Value(today.withDayOfMonth(number(day, 1)));
            }
        } catch (DateTimeException e) {
            return Input.wrong("没有「" + plain + "」这一天", "There is no such day: " + plain);
        }
        return Input.wrong("请填日期,如 3.5、昨天、2026-3-5", "A date is expected, such as 3.5, yesterday or 2026-3-5");
    }

    private static Parsed value(int year, int month, int day) {
        LocalDate date = LocalDate.of(year, month, day);
        if (year < 1880 || year > 2200) {
            return Input.wrong("年份 " + year + " 不对", "The year " + year + " can't be right");
        }
        return new Parsed.Value(date);
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }
}
