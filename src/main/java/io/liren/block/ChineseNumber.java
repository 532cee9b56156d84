package io.liren.block;

import java.math.BigDecimal;
import java.util.Optional;

/** Reads the numbers of running Chinese text: 三, 两, 十二, 三十, 一百二十, 半, and plain or full-width digits. */
final class ChineseNumber {
    static final String CHARACTERS = "0-9０-９.．零〇一二两三四五六七八九十百千半";
    private static final String DIGITS = "零一二三四五六七八九";

    private ChineseNumber() {}

    static Optional<BigDecimal> read(String written) {
        String text = java.text.Normalizer.normalize(written, java.text.Normalizer.Form.NFKC)
                .replace('〇', '零')
                .replace('两', '二');
        if (text.matches("\\d+(\\.\\d+)?")) {
            return Optional.of(new BigDecimal(text));
        }
        if (text.equals("半")) {
            return Optional.of(new BigDecimal("0.5"));
        }
        int sum = 0;
        int digit = -1;
        for (char c : text.toCharArray()) {
            int known = DIGITS.indexOf(c);
            int power = switch (c) {
                case '十' -> 10;
                case '百' -> 100;
                case '千' -> 1000;
                default -> 0;
            };
            if (known >= 0) {
                if (digit > 0) {
                    return Optional.empty();
                }
                digit = known;
            } else if (power > 0) {
                sum += Math.max(digit < 0 ? 1 : digit, 0) * power;
                digit = -1;
            } else {
                return Optional.empty();
            }
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(BigDecimal.valueOf(sum + Math.max(digit, 0)));
    }
}
