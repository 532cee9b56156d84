package io.liren.register;

import io.liren.calendar.Today;
import io.liren.wording.Label;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what people type, as they type it: 3.5, 昨天, 2026年3月5日, ￥1,200, 下午3点, full-width digits. Each mistake says what
 * was expected.
 */
public final class Input {
    private static final int LONGEST_LINE = 500;
    private static final int LONGEST_TEXT = 20_000;
    private static final int MOST_DIGITS = 13;
    private static final Pattern CLOCK = Pattern.compile("(上午|下午|晚上|早上)?(\\d{1,2})(?:[:点时](半|\\d{1,2})?分?)?");
    private static final Pattern PACKED_CLOCK = Pattern.compile("([01]\\d|2[0-3])([0-5]\\d)");
    private static final Pattern MOMENT =
            Pattern.compile("(.*?)[\\sT]*((?:上午|下午|晚上|早上)?\\d{1,2}[:点时](?:半|\\d{1,2})?分?)");
    private static final Pattern MOBILE = Pattern.compile("(?:\\+?86|0086)?(1[3-9]\\d{9})");
    private static final Pattern LANDLINE = Pattern.compile("(?:0\\d{2,3})?\\d{7,8}|[1-9]\\d{2,5}|[48]00\\d{7}");

    private Input() {}

    /** Reads a text typed into a field of a type. Lists are separated by commas, also Chinese ones. */
    public static Parsed parse(FieldType type, String raw, Today today) {
        String text = raw.strip();
        if (text.isEmpty()) {
            return new Parsed.Missing();
        }
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
        return switch (type) {
            case FieldType.Text(boolean lines) -> text(text, lines);
            case FieldType.Address ignored -> text(text, false);
            case FieldType.Whole ignored -> whole(plain);
            case FieldType.Decimal ignored -> decimal(plain);
            case FieldType.Money ignored -> money(plain);
            case FieldType.Date ignored -> DateInput.parse(plain, today.today());
            case FieldType.Time ignored -> time(plain);
            case FieldType.Moment ignored -> moment(plain, today);
            case FieldType.Account ignored -> id(plain);
            case FieldType.Bool ignored -> bool(plain);
            case FieldType.Choice(var options) -> choice(plain, text, options);
            case FieldType.Choices(var options) -> choices(text, options);
            case FieldType.Reference ignored -> id(plain);
            case FieldType.Attachment ignored -> id(plain);
            case FieldType.References ignored -> ids(plain);
            case FieldType.Identity ignored -> identity(plain, today);
            case FieldType.Phone ignored -> phone(plain);
        };
    }

    private static Parsed text(String text, boolean lines) {
        String clean = text.replace("\r\n", "\n").replaceAll("[\\p{Cc}&&[^\\n\\t]]", "");
        if (!lines) {
            clean = clean.replace('\n', ' ').replace('\t', ' ');
        }
        int most = lines ? LONGEST_TEXT : LONGEST_LINE;
        if (clean.length() > most) {
            return wrong("太长了:最多 " + most + " 字", "Too long: at most " + most + " characters");
        }
        return clean.isEmpty() ? new Parsed.Missing() : new Parsed.Value(clean);
    }

    private static Parsed whole(String plain) {
        String digits = plain.replace(",", "").replace(" ", "");
        if (!digits.matches("[+-]?\\d{1," + MOST_DIGITS + "}")) {
            return wrong("请填整数,如 12", "A whole number is expected, such as 12");
        }
        return new Parsed.Value(new BigDecimal(digits));
    }

    private static Parsed decimal(String plain) {
        String digits = plain.replace(",", "").replace(" ", "");
        if (!digits.matches("[+-]?\\d{1," + MOST_DIGITS + "}(\\.\\d{1,10})?")) {
            return wrong("请填数字,如 12.5", "A number is expected, such as 12.5");
        }
        return new Parsed.Value(new BigDecimal(digits));
    }

    private static Parsed money(String plain) {
        String digits = plain.replaceAll("[,\\s¥元]", "");
        if (!digits.matches("[+-]?\\d{1," + MOST_DIGITS + "}(\\.\\d{1,2})?")) {
            return wrong("请填金额(元),最多两位小数,如 1200.50", "An amount in yuan with at most two decimals, such as 1200.50");
        }
        return new Parsed.Value(new BigDecimal(digits).setScale(2));
    }

    private static Parsed time(String plain) {
        Matcher packed = PACKED_CLOCK.matcher(plain);
        if (packed.matches()) {
            return clock(Integer.parseInt(packed.group(1)), Integer.parseInt(packed.group(2)));
        }
        Matcher clock = CLOCK.matcher(plain.replace(" ", ""));
        if (clock.matches()) {
            int hour = Integer.parseInt(clock.group(2));
            String half = clock.group(1) == null ? "" : clock.group(1);
            if ((half.equals("下午") || half.equals("晚上")) && hour < 12) {
                hour += 12;
            }
            String minutes = clock.group(3) == null ? "0" : clock.group(3);
            return clock(hour, minutes.equals("半") ? 30 : Integer.parseInt(minutes));
        }
        return notATime();
    }

    private static Parsed clock(int hour, int minute) {
        return hour > 23 || minute > 59 ? notATime() : new Parsed.Value(LocalTime.of(hour, minute));
    }

    private static Parsed notATime() {
        return wrong("请填时间,如 9:30 或 下午3点", "A time is expected, such as 9:30 or 15:00");
    }

    private static Parsed moment(String plain, Today today) {
        if (plain.equals("现在") || plain.equalsIgnoreCase("now")) {
            return new Parsed.Value(today.now().truncatedTo(ChronoUnit.MINUTES));
        }
        Matcher moment = MOMENT.matcher(plain);
        if (moment.matches()) {
            Parsed day = moment.group(1).isBlank()
                    ? new Parsed.Value(today.today())
                    : DateInput.parse(moment.group(1).strip(), today.today());
            if (day instanceof Parsed.Value(LocalDate date)
                    && time(moment.group(2)) instanceof Parsed.Value(LocalTime time)) {
                return new Parsed.Value(date.atTime(time).atZone(today.zone()).toInstant());
            }
        }
        return wrong(
                "请填日期和时间,如 2026-10-02 21:30、昨天 21:30;当天的只填 21:30",
                "A date and a time are expected, such as 2026-10-02 21:30; for today 21:30 will do");
    }

    private static Parsed bool(String plain) {
        return switch (plain.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "y", "on", "1", "是", "有", "对" -> new Parsed.Value(true);
            case "false", "no", "n", "off", "0", "否", "无", "不是" -> new Parsed.Value(false);
            default -> wrong("请填「是」或「否」", "Yes or no is expected");
        };
    }

    private static Parsed choice(String plain, String text, Map<String, Label> options) {
        return option(plain, text, options).<Parsed>map(Parsed.Value::new).orElseGet(() -> notAnOption(text, options));
    }

    private static Parsed choices(String text, Map<String, Label> options) {
        List<String> keys = new ArrayList<>();
        for (String item : split(text)) {
            Optional<String> key = option(item, item, options);
            if (key.isEmpty()) {
                return notAnOption(item, options);
            }
            if (!keys.contains(key.get())) {
                keys.add(key.get());
            }
        }
        return keys.isEmpty() ? new Parsed.Missing() : new Parsed.Value(keys);
    }

    private static Optional<String> option(String plain, String text, Map<String, Label> options) {
        if (options.containsKey(plain)) {
            return Optional.of(plain);
        }
        return options.entrySet().stream()
                .filter(o -> o.getValue().zh().equals(text) || o.getValue().en().equalsIgnoreCase(text))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static Parsed notAnOption(String text, Map<String, Label> options) {
        String zh = String.join("、", options.values().stream().map(Label::zh).toList());
        String en = String.join(", ", options.values().stream().map(Label::en).toList());
        return wrong("没有「" + text + "」这一项,可选:" + zh, "“" + text + "” is not an option. Expected one of: " + en);
    }

    private static Parsed id(String plain) {
        try {
            return new Parsed.Value(UUID.fromString(plain));
        } catch (IllegalArgumentException e) {
            return wrong("请从列表里选", "Pick one from the list");
        }
    }

    private static Parsed ids(String plain) {
        List<UUID> ids = new ArrayList<>();
        for (String item : split(plain)) {
            if (id(item) instanceof Parsed.Value(UUID id)) {
                if (!ids.contains(id)) {
                    ids.add(id);
                }
            } else {
                return wrong("请从列表里选", "Pick from the list");
            }
        }
        return ids.isEmpty() ? new Parsed.Missing() : new Parsed.Value(ids);
    }

    private static List<String> split(String text) {
        return Arrays.stream(text.split("[,，、;；\\n]"))
                .map(String::strip)
                .filter(s -> !s.isEmpty())
                .toList();
    }

    private static Parsed identity(String plain, Today today) {
        String number = plain.replace(" ", "").toUpperCase(Locale.ROOT);
        return IdentityNumber.wrong(number, today.today())
                .<Parsed>map(Parsed.Wrong::new)
                .orElseGet(() -> new Parsed.Value(number));
    }

    private static Parsed phone(String plain) {
        String digits = plain.replaceAll("[\\s()\\-—]", "");
        Matcher mobile = MOBILE.matcher(digits);
        if (mobile.matches()) {
            return new Parsed.Value(mobile.group(1));
        }
        return LANDLINE.matcher(digits).matches()
                ? new Parsed.Value(digits)
                : wrong("请填 11 位手机号或带区号的座机号", "A mobile number of 11 digits, or a landline with its area code");
    }

    static Parsed wrong(String zh, String en) {
        return new Parsed.Wrong(new Label(zh, en));
    }
}
