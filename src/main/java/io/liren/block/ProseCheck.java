package io.liren.block;

import io.liren.rulebook.Clause;
import io.liren.rulebook.Code;
import io.liren.rulebook.Findings;
import io.liren.rulebook.Position;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares a clause's Chinese text with the blocks under it. Each quantity of the text (每季度, 不少于两次, 六个月, 三日内,
 * 三至五户) must be carried by a block or by a parameter it leans on, and each recurrence, count and period of a block must
 * be said in the text. A single "once" and a single person go without saying.
 */
public final class ProseCheck {
    private static final String NUMBER = "[" + ChineseNumber.CHARACTERS + "]+";
    private static final Pattern RECURRENCE = Pattern.compile("每(?:隔)?(?:一)?个?(周|星期|月|季度|季|半年|年)|按(周|月|季|年)|逐(月|季|年)");
    private static final Pattern AMOUNT = Pattern.compile("(" + NUMBER + ")(?:(?:至|到|—|-|~|～)(" + NUMBER + "))?\\s*"
            + "(个工作日|工作日|个月|小时|分钟|个小时|学时|周年|年|天|日|次|回|遍|%|％|元|户|人|名|位|份|条|倍|岁|张|项|个|家|场)");
    private static final Pattern HALF = Pattern.compile("(?<!每)半年");
    private static final Pattern SHARE = Pattern.compile("百分之(" + NUMBER + ")");

    private ProseCheck() {}

    /**
     * A quantity said in the text.
     *
     * @param start where it begins, in characters of the text
     * @param written as it stands there
     */
    public record Said(Quantity.Unit unit, BigDecimal value, int start, String written) {}

    /** Warns of every disagreement of the edition. */
    public static void check(Edition edition, Findings findings) {
        for (Clause clause : edition.clauses()) {
            List<Edition.Part> parts = edition.partsOf(clause);
            if (parts.stream().anyMatch(p -> p.block().runs())) {
                compare(clause, parts, findings);
            }
        }
    }

    private static void compare(Clause clause, List<Edition.Part> parts, Findings findings) {
        List<Quantity> carried =
                parts.stream().flatMap(p -> p.compiled().quantities().stream()).toList();
        List<Said> said = said(clause.textZh());
        for (Said one : said) {
            if (!goesWithoutSaying(one.unit(), one.value())
                    && carried.stream().noneMatch(q -> q.matches(one.unit(), one.value()))) {
                findings.warning(
                        Code.PROSE,
                        place(clause, one.start()),
                        one.written().length(),
                        clause.id(),
                        "正文写「" + one.written() + "」,下面的块里没有这个数。改正文,或改块。",
                        "The text says “" + one.written()
                                + "”, but no block under it carries that. Change one of them.");
            }
        }
        for (Quantity quantity : carried) {
            if (quantity.mustBeSaid()
                    && !goesWithoutSaying(quantity.unit(), quantity.value())
                    && said.stream().noneMatch(s -> quantity.matches(s.unit(), s.value()))) {
                String shown = words(quantity);
                findings.warning(
                        Code.PROSE,
                        quantity.position(),
                        1,
                        clause.id(),
                        "块里写的是" + shown + ",正文没有这样说。改块,或改正文。",
                        "The block says " + shown + ", but the clause's text does not. Change one of them.");
            }
        }
    }

    private static boolean goesWithoutSaying(Quantity.Unit unit, BigDecimal value) {
        return value.compareTo(BigDecimal.ONE) == 0 && (unit == Quantity.Unit.TIMES || unit == Quantity.Unit.COUNT);
    }

    /** The quantities of a Chinese text, in order. */
    public static List<Said> said(String text) {
        List<Said> found = new ArrayList<>();
        StringBuilder rest = new StringBuilder(text);
        Matcher recurrence = RECURRENCE.matcher(text);
        while (recurrence.find()) {
            String unit = first(recurrence.group(1), recurrence.group(2), recurrence.group(3));
            found.add(new Said(every(unit), BigDecimal.ONE, recurrence.start(), recurrence.group()));
            blank(rest, recurrence);
        }
        Matcher half = HALF.matcher(rest);
        while (half.find()) {
            found.add(new Said(Quantity.Unit.MONTHS, BigDecimal.valueOf(6), half.start(), half.group()));
            blank(rest, half);
        }
        Matcher share = SHARE.matcher(rest);
        while (share.find()) {
            int start = share.start();
            String written = share.group();
            ChineseNumber.read(share.group(1))
                    .ifPresent(v -> found.add(new Said(Quantity.Unit.PERCENT, v, start, written)));
            blank(rest, share);
        }
        Matcher amount = AMOUNT.matcher(rest);
        while (amount.find()) {
            addAmount(found, amount);
        }
        return found;
    }

    private static void addAmount(List<Said> found, Matcher amount) {
        String word = amount.group(3);
        for (int group = 1; group <= 2; group++) {
            String written = amount.group(group);
            if (written == null) {
                continue;
            }
            int start = amount.start(group);
            ChineseNumber.read(written)
                    .filter(v -> !(word.equals("年") && v.compareTo(BigDecimal.valueOf(1000)) > 0))
                    .ifPresent(v -> found.add(new Said(unit(word), inUnit(word, v), start, written + word)));
        }
    }

    private static Quantity.Unit every(String word) {
        return switch (word) {
            case "周", "星期" -> Quantity.Unit.EVERY_WEEK;
            case "月" -> Quantity.Unit.EVERY_MONTH;
            case "季度", "季" -> Quantity.Unit.EVERY_QUARTER;
            case "半年" -> Quantity.Unit.EVERY_HALF_YEAR;
            default -> Quantity.Unit.EVERY_YEAR;
        };
    }

    private static Quantity.Unit unit(String word) {
        return switch (word) {
            case "个工作日", "工作日" -> Quantity.Unit.WORKDAYS;
            case "个月", "年", "周年" -> Quantity.Unit.MONTHS;
            case "小时", "个小时", "学时" -> Quantity.Unit.HOURS;
            case "分钟" -> Quantity.Unit.MINUTES;
            case "天", "日" -> Quantity.Unit.DAYS;
            case "次", "回", "遍" -> Quantity.Unit.TIMES;
            case "%", "％" -> Quantity.Unit.PERCENT;
            case "元" -> Quantity.Unit.YUAN;
            default -> Quantity.Unit.COUNT;
        };
    }

    private static BigDecimal inUnit(String word, BigDecimal value) {
        return word.equals("年") || word.equals("周年") ? value.multiply(BigDecimal.valueOf(12)) : value;
    }

    private static String words(Quantity quantity) {
        return switch (quantity.unit()) {
            case EVERY_WEEK -> "「每周」(every week)";
            case EVERY_MONTH -> "「每月」(every month)";
            case EVERY_QUARTER -> "「每季度」(every quarter)";
            case EVERY_HALF_YEAR -> "「每半年」(every half-year)";
            case EVERY_YEAR -> "「每年」(every year)";
            case MINUTES, HOURS, DAYS, WORKDAYS, MONTHS, TIMES, PERCENT, YUAN, COUNT ->
                "「" + quantity.value().stripTrailingZeros().toPlainString() + " "
                        + quantity.unit().name().toLowerCase(java.util.Locale.ROOT) + "」";
        };
    }

    private static Position place(Clause clause, int start) {
        String before = clause.textZh().substring(0, start);
        int line = (int) before.chars().filter(c -> c == '\n').count();
        int column = start - (before.lastIndexOf('\n') + 1);
        Position text = clause.textPosition();
        return new Position(text.file(), text.line() + line, (line == 0 ? text.column() : 1) + column);
    }

    private static void blank(StringBuilder rest, Matcher found) {
        for (int i = found.start(); i < found.end(); i++) {
            rest.setCharAt(i, ' ');
        }
    }

    private static String first(String... words) {
        for (String word : words) {
            if (word != null) {
                return word;
            }
        }
        throw new IllegalStateException("the pattern has no empty match");
    }
}
