package io.liren.wording;

/**
 * A short text for people in both languages (标签).
 *
 * @param zh the Chinese
 * @param en the English; the same as the Chinese where only one was written
 */
public record Label(String zh, String en) {
    /** Reads {@code 中文 | English}; text without a bar stands for both languages. */
    public static Label parse(String text) {
        int bar = text.indexOf('|');
        if (bar < 0) {
            return same(text.strip());
        }
        String zh = text.substring(0, bar).strip();
        String en = text.substring(bar + 1).strip();
        return new Label(zh.isEmpty() ? en : zh, en.isEmpty() ? zh : en);
    }

    /** One text for both languages, such as a name or a number. */
    public static Label same(String text) {
        return new Label(text, text);
    }

    /** The text in one language. */
    public String in(Language language) {
        return switch (language) {
            case ZH -> zh;
            case EN -> en;
        };
    }

    /** Both texts one after the other. */
    public Label plus(Label next) {
        return new Label(zh + next.zh, en + next.en);
    }

    /** As it is written in a rulebook. */
    @Override
    public String toString() {
        return zh.equals(en) ? zh : zh + " | " + en;
    }
}
