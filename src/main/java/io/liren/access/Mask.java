package io.liren.access;

/** How a sensitive value is shown to those who may not see it (遮盖). */
public final class Mask {
    private Mask() {}

    /** An identity number: {@code 110105********002X}. */
    public static String identity(String number) {
        return kept(number, 6, 4);
    }

    /** A phone number: {@code 138****5678}. */
    public static String phone(String number) {
        return kept(number, 3, 4);
    }

    /** A person's name: the family name, then a mark for each other character: {@code 王**}. */
    public static String name(String name) {
        return kept(name, 1, 0);
    }

    /** Anything else: not even its length is shown. */
    public static String hidden() {
        return "****";
    }

    private static String kept(String text, int first, int last) {
        int length = text.codePointCount(0, text.length());
        if (length <= first + last) {
            return hidden();
        }
        int head = text.offsetByCodePoints(0, first);
        int tail = text.offsetByCodePoints(text.length(), -last);
        return text.substring(0, head) + "*".repeat(length - first - last) + text.substring(tail);
    }
}
