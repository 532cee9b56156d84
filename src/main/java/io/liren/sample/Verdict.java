package io.liren.sample;

import io.liren.wording.Label;
import java.util.Locale;

/** What was found of an entry in the field (核实结果). */
public enum Verdict {
    /** It is as the entry says. */
    AGREES("相符", "Agrees"),
    /** It is there, but otherwise. */
    DIFFERS("不符", "Differs"),
    /** There is no such thing. */
    NOT_THERE("查无此事", "Not there");

    private final Label label;

    Verdict(String zh, String en) {
        this.label = new Label(zh, en);
    }

    /** The word in the register. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What people call it. */
    public Label label() {
        return label;
    }

    /**
     * The verdict of a word.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Verdict of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
