package io.liren.block;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the quantities that a Chinese text states: 每季度, 不少于两次, 六个月, 三日内, 三至五户, 三分之二. */
public final class ChineseProse {
    private static final String NUMBER = "[" + ChineseNumber.CHARACTERS + "]+";
    private static final Pattern RECURRENCE = Pattern.compile("每(?:隔)?(?:一)?个?(周|星期|月|季度|季|半年|年)|按(周|月|季|年)|逐(月|季|年)");
    private static final Pattern AMOUNT = Pattern.compile("(" + NUMBER + ")(?:(?:至|到|—|-|~|～)(" + NUMBER + "))?\\s*"
            + "(个工作日|工作日|个月|小时|分钟|个小时|学时|周年|周岁|年|天|日|次|回|遍|%|％|元|户|人|名|位|份|条|倍|岁|张|项|个|家|场)");
    private static final Pattern HALF_A_YEAR = Pattern.compile("(?<!每)半年");
    private static final Pattern PERCENTAGE = Pattern.compile("百分之(" + NUMBER + ")");
    private static final Pattern SHARE = Pattern.compile("(" + NUMBER + ")分之(" + NUMBER + ")");
    private static final Pattern HALF = Pattern.compile("一半|半数|过半");

    private ChineseProse() {}

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
        each(HALF_A_YEAR, rest, half -> found.add(said(Quantity.Unit.MONTHS, BigDecimal.valueOf(6), half)));
        each(
                PERCENTAGE,
                rest,
                share -> ChineseNumber.read(share.group(1))
                        .ifPresent(v -> found.add(said(Quantity.Unit.PERCENT, v, share))));
        each(
                SHARE,
                rest,
                share -> ChineseNumber.read(share.group(1))
                        .filter(whole -> whole.signum() > 0)
                        .ifPresent(whole -> ChineseNumber.read(share.group(2))
                                .ifPresent(part ->
                                        found.add(said(Quantity.Unit.SHARE, Quantity.share(part, whole), share)))));
        each(
                HALF,
                rest,
                half -> found.add(said(Quantity.Unit.SHARE, Quantity.share(BigDecimal.ONE, BigDecimal.TWO), half)));
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

    private static void each(Pattern pattern, StringBuilder rest, Consumer<MatchResult> use) {
        Matcher matcher = pattern.matcher(rest.toString());
        while (matcher.find()) {
            use.accept(matcher.toMatchResult());
            blank(rest, matcher);
        }
    }

    private static Said said(Quantity.Unit unit, BigDecimal value, MatchResult found) {
        return new Said(unit, value, found.start(), found.group());
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
