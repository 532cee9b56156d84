package io.liren.wording;

import java.util.Locale;

/** A language (语言) of the pages: Chinese first, English beside it. */
public enum Language {
    ZH(Locale.SIMPLIFIED_CHINESE, "zh-CN"),
    EN(Locale.UK, "en");

    private final Locale locale;
    private final String tag;

    Language(Locale locale, String tag) {
        this.locale = locale;
        this.tag = tag;
    }

    /** For formatting. */
    public Locale locale() {
        return locale;
    }

    /** The language tag as HTML wants it, such as {@code zh-CN}. */
    public String tag() {
        return tag;
    }
}
