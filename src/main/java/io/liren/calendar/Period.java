package io.liren.calendar;

import io.liren.wording.Formats;
import io.liren.wording.Label;
import io.liren.wording.Language;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.time.temporal.WeekFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A calendar period (周期): a week, month, quarter, half-year or year.
 *
 * @param start its first day
 * @param end its last day
 */
public record Period(PeriodUnit unit, LocalDate start, LocalDate end) implements Comparable<Period> {
    private static final Pattern KEY =
            Pattern.compile("(\\d{4})(?:-(?:W(?<week>\\d{2})|Q(?<quarter>[1-4])|H(?<half>[12])|(?<month>\\d{2})))?");
    private static final String[] NUMERALS = {"一", "二", "三", "四"};

    /** The period of this length that holds a day. */
    public static Period containing(PeriodUnit unit, LocalDate day) {
        LocalDate start = unit.startOf(day);
        return new Period(unit, start, unit.after(start).minusDays(1));
    }

    /** Reads a key such as {@code 2026-W35}, {@code 2026-08}, {@code 2026-Q3}, {@code 2026-H1} or {@code 2026}; empty if it is none. */
    public static Optional<Period> read(String key) {
        Matcher parts = KEY.matcher(key);
        if (!parts.matches()) {
            return Optional.empty();
        }
        int year = Integer.parseInt(parts.group(1));
        try {
            if (parts.group("week") != null) {
                int week = Integer.parseInt(parts.group("week"));
                LocalDate monday = LocalDate.of(year, 1, 4)
                        .with(WeekFields.ISO.dayOfWeek(), 1)
                        .plusWeeks(week - 1L);
                Period period = containing(PeriodUnit.WEEK, monday);
                return period.key().equals(key) ? Optional.of(period) : Optional.empty();
            }
            if (parts.group("quarter") != null) {
                int month = Integer.parseInt(parts.group("quarter")) * 3;
                return Optional.of(containing(PeriodUnit.QUARTER, LocalDate.of(year, month, 1)));
            }
            if (parts.group("half") != null) {
                int month = Integer.parseInt(parts.group("half")) * 6;
                return Optional.of(containing(PeriodUnit.HALF_YEAR, LocalDate.of(year, month, 1)));
            }
            if (parts.group("month") != null) {
                int month = Integer.parseInt(parts.group("month"));
                return Optional.of(containing(PeriodUnit.MONTH, LocalDate.of(year, month, 1)));
            }
            return Optional.of(containing(PeriodUnit.YEAR, LocalDate.of(year, 1, 1)));
        } catch (DateTimeException wrongMonth) {
            return Optional.empty();
        }
    }

    /**
     * Reads a key that is known to be one.
     *
     * @throws IllegalArgumentException if it is no key of a period
     */
    public static Period parse(String key) {
        return read(key).orElseThrow(() -> new IllegalArgumentException("no period: " + key));
    }

    /** The periods of this length that touch the days from {@code from} to {@code to}, oldest first. */
    public static List<Period> between(PeriodUnit unit, LocalDate from, LocalDate to) {
        List<Period> periods = new ArrayList<>();
        for (Period p = containing(unit, from); !p.start.isAfter(to); p = p.next()) {
            periods.add(p);
        }
        return periods;
    }

    /** The stable short name, such as {@code 2026-Q3}. Keys of one unit sort like their days. */
    public String key() {
        int year = start.getYear();
        return switch (unit) {
            case WEEK ->
                String.format(
                        Locale.ROOT,
                        "%04d-W%02d",
                        start.get(IsoFields.WEEK_BASED_YEAR),
                        start.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            case MONTH -> String.format(Locale.ROOT, "%04d-%02d", year, start.getMonthValue());
            case QUARTER -> String.format(Locale.ROOT, "%04d-Q%d", year, (start.getMonthValue() + 2) / 3);
            case HALF_YEAR -> String.format(Locale.ROOT, "%04d-H%d", year, start.getMonthValue() == 1 ? 1 : 2);
            case YEAR -> String.format(Locale.ROOT, "%04d", year);
        };
    }

    /** The one after it. */
    public Period next() {
        return containing(unit, end.plusDays(1));
    }

    /** The one before it. */
    public Period previous() {
        return containing(unit, start.minusDays(1));
    }

    /** Whether the day lies in it. */
    public boolean contains(LocalDate day) {
        return !day.isBefore(start) && !day.isAfter(end);
    }

    /** For people: {@code 2026年第三季度} or {@code Q3 2026}. */
    public String label(Language language) {
        return label().in(language);
    }

    /** For people, in both languages. */
    public Label label() {
        int year = start.getYear();
        return switch (unit) {
            case WEEK -> {
                int week = start.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
                int weekYear = start.get(IsoFields.WEEK_BASED_YEAR);
                String zh = Formats.shortDate(start, Language.ZH) + "至" + Formats.shortDate(end, Language.ZH);
                yield new Label(
                        weekYear + "年第" + week + "周（" + zh + "）",
                        "week " + week + " of " + weekYear + " (from " + Formats.shortDate(start, Language.EN) + ")");
            }
            case MONTH -> {
                String en = Formats.date(start, Language.EN);
                yield new Label(year + "年" + start.getMonthValue() + "月", en.substring(en.indexOf(' ') + 1));
            }
            case QUARTER -> {
                int quarter = (start.getMonthValue() + 2) / 3;
                yield new Label(year + "年第" + NUMERALS[quarter - 1] + "季度", "Q" + quarter + " " + year);
            }
            case HALF_YEAR ->
                start.getMonthValue() == 1
                        ? new Label(year + "年上半年", "first half of " + year)
                        : new Label(year + "年下半年", "second half of " + year);
            case YEAR -> new Label(year + "年", String.valueOf(year));
        };
    }

    @Override
    public int compareTo(Period other) {
        int byStart = start.compareTo(other.start);
        return byStart != 0 ? byStart : unit.compareTo(other.unit);
    }

    @Override
    public String toString() {
        return key();
    }
}
