package io.liren.importing;

import io.liren.calendar.Today;
import io.liren.register.FieldType;
import io.liren.register.IdentityNumber;
import io.liren.register.Input;
import io.liren.register.Parsed;
import io.liren.wording.Label;
import io.liren.workbook.Cell;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A cell as a value of a field. What offices write is understood: dates as 2026.3 or 45992, identity numbers of 15 digits,
 * full-width digits, names spread with spaces, a stroke for nothing.
 */
final class CellText {
    private static final Pattern YEAR_MONTH = Pattern.compile("(\\d{4})[-./年](\\d{1,2})月?");
    private static final Pattern LEADING_DATE = Pattern.compile("(\\d{4}[-./年]\\d{1,2}[-./月]\\d{1,2}日?)[ T].*");
    private static final Pattern SPREAD = Pattern.compile("(\\p{IsHan})[\\s\u3000]+(\\p{IsHan})");
    private static final Pattern SERIAL = Pattern.compile("[1-9]\\d{4}");
    private static final LocalDate DAY_ZERO = LocalDate.of(1899, 12, 30);
    private static final Set<String> NOTHING = Set.of("/", "\\", "-", "--", "—", "——", "－", "无", "N/A", "n/a");
    private static final Set<String> DITTO = Set.of("同上", "〃", "″", "同前", "ditto", "\"");
    private static final int EXACT_DIGITS = 15;

    private final Today today;
    private final boolean asItStands;

    CellText(Today today) {
        this(today, false);
    }

    /** @param asItStands whether a text is what it says, as in a file of our own: 无 is a word, 张 三 has its space */
    CellText(Today today, boolean asItStands) {
        this.today = today;
        this.asItStands = asItStands;
    }

    /** Whether it says: as in the line above. */
    static boolean ditto(Cell cell) {
        return cell.text().length() < 6 && DITTO.contains(cell.text().strip());
    }

    /** Whether nothing is said: it is empty, or holds a stroke. */
    static boolean silent(Cell cell) {
        return cell.blank() || NOTHING.contains(cell.text().strip());
    }

    /** What is read; a mistake says what was expected. */
    Parsed read(FieldType type, Cell cell) {
        return switch (cell.kind()) {
            case BLANK -> new Parsed.Missing();
            case ERROR ->
                wrong(
                        "公式算不出来(" + cell.text() + "),请填上值",
                        "The formula has no result (" + cell.text() + "): put in the value");
            case TRUTH -> Input.parse(type, cell.text().equals("1") ? "true" : "false", today);
            case DATE -> date(type, cell.text());
            case NUMBER -> number(type, cell.text());
            case TEXT -> text(type, cell.text());
        };
    }

    private Parsed date(FieldType type, String text) {
        boolean dayOnly = type instanceof FieldType.Date && text.length() > 10;
        return Input.parse(type, dayOnly ? text.substring(0, 10) : text, today);
    }

    private Parsed number(FieldType type, String text) {
        if (type instanceof FieldType.Identity) {
            if (text.length() > EXACT_DIGITS) {
                return wrong(
                        "号码存成了数字,末几位已丢失。请把这一列设为「文本」再重新填写",
                        "The number was stored as a number and lost its last digits: format the column as text and enter it again");
            }
            return identity(text);
        }
        if (type instanceof FieldType.Date) {
            if (YEAR_MONTH.matcher(text).matches() && text.endsWith("1") && text.length() == 6) {
                return wrong(
                        text + " 可能是 1 月,也可能是 10 月,请写成 2026-01 这样",
                        text + " may be January or October: write it as 2026-01");
            }
            return dateText(text);
        }
        return Input.parse(type, text, today);
    }

    private Parsed text(FieldType type, String raw) {
        if (asItStands && isText(type)) {
            return Input.parse(type, plain(raw), today);
        }
        String text = plain(raw.replace('\u00a0', ' ').strip());
        if (NOTHING.contains(text) && !(type instanceof FieldType.Bool && text.equals("无"))) {
            return new Parsed.Missing();
        }
        return switch (type) {
            case FieldType.Identity ignored -> identity(half(text));
            case FieldType.Date ignored -> dateText(half(text));
            case FieldType.Bool ignored -> Input.parse(type, truth(text), today);
            case FieldType.Choice(var options) -> Input.parse(type, option(text, options), today);
            case FieldType.Text(boolean lines) -> Input.parse(type, lines ? text : words(text), today);
            case FieldType.Address ignored -> Input.parse(type, words(text), today);
            case FieldType.Whole ignored -> Input.parse(type, text, today);
            case FieldType.Decimal ignored -> Input.parse(type, text, today);
            case FieldType.Money ignored -> Input.parse(type, text, today);
            case FieldType.Time ignored -> Input.parse(type, text, today);
            case FieldType.Moment ignored -> Input.parse(type, text, today);
            case FieldType.Account ignored -> Input.parse(type, text, today);
            case FieldType.Choices ignored -> Input.parse(type, text, today);
            case FieldType.Reference ignored -> Input.parse(type, text, today);
            case FieldType.References ignored -> Input.parse(type, text, today);
            case FieldType.Attachment ignored -> Input.parse(type, text, today);
            case FieldType.Phone ignored -> Input.parse(type, text, today);
        };
    }

    private static boolean isText(FieldType type) {
        return type instanceof FieldType.Text || type instanceof FieldType.Address;
    }

    /** An export puts an apostrophe before what a spreadsheet might take for a formula. */
    private static String plain(String text) {
        return text.length() > 1 && text.charAt(0) == '\'' && "=+-@".indexOf(text.charAt(1)) >= 0
                ? text.substring(1)
                : text;
    }

    private Parsed identity(String text) {
        String number = text.replaceAll("[\\s'`’‘]", "").toUpperCase(Locale.ROOT);
        return Input.parse(
                new FieldType.Identity(Optional.empty(), Optional.empty()),
                IdentityNumber.lengthened(number).orElse(number),
                today);
    }

    private Parsed dateText(String text) {
        String plain = text.replace(" ", " ");
        Matcher leading = LEADING_DATE.matcher(plain);
        if (leading.matches()) {
            return Input.parse(new FieldType.Date(), leading.group(1), today);
        }
        String close = plain.replace(" ", "");
        Matcher month = YEAR_MONTH.matcher(close);
        if (month.matches()) {
            try {
                return new Parsed.Value(
                        LocalDate.of(Integer.parseInt(month.group(1)), Integer.parseInt(month.group(2)), 1));
            } catch (DateTimeException e) {
                return wrong("没有「" + text + "」这个月", "There is no such month: " + text);
            }
        }
        if (SERIAL.matcher(close).matches()) {
            return new Parsed.Value(DAY_ZERO.plusDays(Integer.parseInt(close)));
        }
        return Input.parse(new FieldType.Date(), close, today);
    }

    private static String truth(String text) {
        return switch (text) {
            case "√", "✓", "✔", "Y", "在" -> "是";
            case "×", "✗", "✘", "X", "x" -> "否";
            default -> text;
        };
    }

    /** Brackets and spaces are often typed otherwise than in the label. */
    private static String option(String text, java.util.Map<String, Label> options) {
        String plain = half(text).replaceAll("\\s", "");
        return options.values().stream()
                .map(Label::zh)
                .filter(zh -> half(zh).replaceAll("\\s", "").equals(plain))
                .findFirst()
                .orElse(text);
    }

    /** Digits and letters in half width; a name spread with spaces is closed up. Chinese punctuation stays. */
    static String words(String text) {
        StringBuilder words = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean wide = (c >= '\uff10' && c <= '\uff19')
                    || (c >= '\uff21' && c <= '\uff3a')
                    || (c >= '\uff41' && c <= '\uff5a');
            if (wide) {
                words = words == null ? new StringBuilder(text) : words;
                words.setCharAt(i, (char) (c - 0xfee0));
            }
        }
        String plain = words == null ? text : words.toString();
        if (plain.length() > 2 && plain.length() < 8) {
            Matcher spread = SPREAD.matcher(plain);
            if (spread.matches()) {
                return spread.group(1) + spread.group(2);
            }
        }
        return plain;
    }

    private static String half(String text) {
        return Normalizer.isNormalized(text, Normalizer.Form.NFKC)
                ? text
                : Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
    }

    static Parsed wrong(String zh, String en) {
        return new Parsed.Wrong(new Label(zh, en));
    }
}
