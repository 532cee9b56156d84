package io.liren.register;

import io.liren.wording.Label;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A citizen's identity number (公民身份号码), GB 11643: six digits of an address, eight of the birth date, three of a
 * sequence whose last is odd for men, and a check character.
 */
public final class IdentityNumber {
    private static final String CHECKS = "10X98765432";
    private static final Pattern WHOLE = Pattern.compile("[1-9][0-9]{16}[0-9X]");
    private static final Pattern FIFTEEN = Pattern.compile("[1-9][0-9]{14}");
    private static final int LENGTH = 18;
    private static final LocalDate EARLIEST = LocalDate.of(1880, 1, 1);

    private IdentityNumber() {}

    /** What is wrong with it; empty if it is right. The letter must be a capital X. */
    public static Optional<Label> wrong(String number, LocalDate today) {
        if (!WHOLE.matcher(number).matches()) {
            return Optional.of(
                    number.length() == LENGTH
                            ? new Label(
                                    "身份证号应为 17 位数字加 1 位校验码", "An identity number is 17 digits and a check character")
                            : new Label(
                                    "身份证号应为 18 位,现在是 " + number.length() + " 位",
                                    "An identity number has 18 characters, not " + number.length()));
        }
        Optional<LocalDate> birth = birth(number);
        if (birth.isEmpty() || birth.get().isBefore(EARLIEST)) {
            return Optional.of(new Label("身份证号里的出生日期不存在", "The birth date in the identity number does not exist"));
        }
        if (birth.get().isAfter(today)) {
            return Optional.of(new Label("身份证号里的出生日期晚于今天", "The birth date in the identity number is after today"));
        }
        if (check(number) != number.charAt(LENGTH - 1)) {
            return Optional.of(new Label("身份证号的校验码不对,请核对每一位", "The check character does not fit: compare each digit"));
        }
        return Optional.empty();
    }

    /**
     * The number of 18 characters of one of 15 digits, as they were given before 1999: the century and the check character come
     * in. Those who live to be a hundred were given endings of their own (996 to 999).
     */
    public static Optional<String> lengthened(String old) {
        if (!FIFTEEN.matcher(old).matches()) {
            return Optional.empty();
        }
        int ending = Integer.parseInt(old.substring(12));
        String longer = old.substring(0, 6) + (ending >= 996 ? "18" : "19") + old.substring(6);
        return Optional.of(longer + check(longer));
    }

    /** The birth date in it. */
    public static Optional<LocalDate> birth(String number) {
        try {
            return Optional.of(LocalDate.of(
                    Integer.parseInt(number.substring(6, 10)),
                    Integer.parseInt(number.substring(10, 12)),
                    Integer.parseInt(number.substring(12, 14))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Whether its bearer is registered as a man. */
    public static boolean male(String number) {
        return (number.charAt(16) - '0') % 2 == 1;
    }

    /** The check character of a number by its first 17 digits. */
    public static char check(String number) {
        int sum = 0;
        int weight = 1;
        for (int i = LENGTH - 2; i >= 0; i--) {
            weight = weight * 2 % 11;
            sum += (number.charAt(i) - '0') * weight;
        }
        return CHECKS.charAt(sum % 11);
    }
}
