package io.liren.block;

import io.liren.rulebook.Clause;
import io.liren.rulebook.Code;
import io.liren.rulebook.Findings;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares a clause's text with the blocks under it. Each quantity of the Chinese text (每季度, 不少于两次, 六个月, 三日内,
 * 三至五户, 三分之二) must be carried by a block or by a parameter it leans on, and no more often than they carry it; each
 * recurrence, count and period of a block must be said in the text. The English says nothing that the Chinese and the
 * blocks don't. A single "once" and a single person go without saying.
 */
public final class ProseCheck {
    private ProseCheck() {}

    /** Warns of every disagreement of the edition. */
    public static void check(Edition edition, Findings findings) {
        for (Clause clause : edition.clauses()) {
            List<Edition.Part> parts = edition.partsOf(clause);
            if (parts.stream().anyMatch(p -> p.block().runs())) {
                compare(clause, parts, findings);
            }
        }
    }

    static void compare(Clause clause, List<Edition.Part> parts, Findings findings) {
        List<Quantity> carried =
                // A parameter that one block leans on in several places is one number.
                parts.stream()
                        .flatMap(p -> p.compiled().quantities().stream().distinct())
                        .toList();
        List<Said> said = ChineseProse.said(clause.textZh());
        chinese(clause, said, carried, findings);
        english(clause, said, carried, findings);
        complete(clause, said, carried, findings);
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

    private static void chinese(Clause clause, List<Said> said, List<Quantity> carried, Findings findings) {
        List<Said> before = new ArrayList<>();
        for (Said one : said) {
            if (goesWithoutSaying(one.unit(), one.value())) {
                continue;
            }
            long times = carried.stream()
                    .filter(q -> q.matches(one.unit(), one.value()))
                    .count();
            long already = before.stream().filter(one::isSame).count();
            before.add(one);
            if (times == 0) {
                findings.warning(
                        Code.PROSE,
                        clause.placeZh(one.start()),
                        one.written().length(),
                        clause.id(),
                        "正文写「" + one.written() + "」,下面的块里没有这个数。改正文,或改块。",
                        "The text says “" + one.written()
                                + "”, but no block under it carries that. Change one of them.");
            } else if (already == times) {
                findings.warning(
                        Code.PROSE,
                        clause.placeZh(one.start()),
                        one.written().length(),
                        clause.id(),
                        "正文第 " + (already + 1) + " 次写「" + one.written() + "」,下面的块里只有 " + times + " 处。改正文,或改块。",
                        "The text says “" + one.written() + "” for the " + (already + 1)
                                + ". time, but the blocks under it carry it " + times + " times. Change one of them.");
            }
        }
    }

    /** The English may leave out, but what it says is in the Chinese too, or in the blocks. */
    private static void english(Clause clause, List<Said> said, List<Quantity> carried, Findings findings) {
        List<EnglishProse.Found> before = new ArrayList<>();
        for (EnglishProse.Found one : EnglishProse.said(clause.textEn())) {
            boolean small = one.unit().filter(u -> u == Quantity.Unit.TIMES).isPresent()
                    && one.value().compareTo(BigDecimal.ONE) == 0;
            long times = Math.max(
                    carried.stream().filter(q -> one.fits(q.unit(), q.value())).count(),
                    said.stream().filter(s -> one.fits(s.unit(), s.value())).count());
            long already = before.stream()
                    .filter(b -> b.unit().equals(one.unit()) && b.value().compareTo(one.value()) == 0)
                    .count();
            before.add(one);
            if (!small && already >= times) {
                findings.warning(
                        Code.PROSE,
                        clause.placeEn(one.start()),
                        one.written().length(),
                        clause.id(),
                        "英文写「" + one.written() + "」,中文正文和下面的块" + (times == 0 ? "没有这个数" : "没有这么多处") + "。改其中之一。",
                        "The English says “" + one.written() + "”, "
                                + (times == 0
                                        ? "which neither the Chinese text nor a block under it says."
                                        : "more often than the Chinese text and the blocks under it.")
                                + " Change one of them.");
            }
        }
    }

    /** What the Chinese says the English says too; and if it speaks of shares, it says each that a block asks for. */
    private static void complete(Clause clause, List<Said> said, List<Quantity> carried, Findings findings) {
        List<EnglishProse.Found> english = EnglishProse.said(clause.textEn());
        for (Said one : said) {
            if (!clause.textEn().isBlank()
                    && !goesWithoutSaying(one.unit(), one.value())
                    && english.stream()
                                    .filter(e -> e.fits(one.unit(), one.value()))
                                    .count()
                            < said.stream().filter(one::isSame).count()) {
                findings.warning(
                        Code.PROSE,
                        clause.placeEn(0),
                        1,
                        clause.id(),
                        "中文写「" + one.written() + "」,英文没有,或没有这么多次。改其中之一。",
                        "The Chinese says “" + one.written()
                                + "”, the English does not, or not as often. Change one of them.");
            }
        }
        for (Quantity.Unit unit : List.of(Quantity.Unit.SHARE, Quantity.Unit.PERCENT)) {
            if (said.stream().anyMatch(s -> s.unit() == unit)) {
                carried.stream()
                        .filter(q -> q.unit() == unit)
                        .filter(q -> said.stream().noneMatch(s -> q.matches(s.unit(), s.value())))
                        .findFirst()
                        .ifPresent(q -> findings.warning(
                                Code.PROSE,
                                q.position(),
                                1,
                                clause.id(),
                                "块里的份额是" + words(q) + ",正文说了别的份额,没有说这一个。改块,或改正文。",
                                "The block asks for the share " + words(q)
                                        + "; the text speaks of others, not of this. Change one of them."));
            }
        }
    }

    private static boolean goesWithoutSaying(Quantity.Unit unit, BigDecimal value) {
        return value.compareTo(BigDecimal.ONE) == 0 && (unit == Quantity.Unit.TIMES || unit == Quantity.Unit.COUNT);
    }

    private static String words(Quantity quantity) {
        return switch (quantity.unit()) {
            case EVERY_WEEK -> "「每周」(every week)";
            case EVERY_MONTH -> "「每月」(every month)";
            case EVERY_QUARTER -> "「每季度」(every quarter)";
            case EVERY_HALF_YEAR -> "「每半年」(every half-year)";
            case EVERY_YEAR -> "「每年」(every year)";
            case SHARE, MINUTES, HOURS, DAYS, WORKDAYS, MONTHS, TIMES, PERCENT, YUAN, COUNT ->
                "「" + quantity.value().stripTrailingZeros().toPlainString() + " "
                        + quantity.unit().name().toLowerCase(java.util.Locale.ROOT) + "」";
        };
    }
}
