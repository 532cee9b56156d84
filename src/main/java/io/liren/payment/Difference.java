package io.liren.payment;

import io.liren.wording.Label;
import java.util.Arrays;
import java.util.Optional;

/** What can be wrong between granted, due and paid (差额). Each is shown until somebody has explained it. */
public enum Difference {
    /** Granted, and not on the list. */
    MISSING("missing", new Label("已核定、册上没有", "Granted but not on the list")),
    /** On the list, and nothing is due. */
    STRAY("stray", new Label("册上有、不应发", "On the list but nothing is due")),
    /** The list says something else than what follows from the records now. */
    CHANGED("changed", new Label("册上金额和现在核定的不一样", "The list says other than what is granted now")),
    /** Less is due than was granted. */
    REDUCED("reduced", new Label("应发少于核定", "Less due than granted")),
    /** Due, and not all of it was paid in time. */
    UNPAID("unpaid", new Label("没有足额到账", "Not paid in full")),
    /** Paid, and it came back from the bank. */
    RETURNED("returned", new Label("银行退回，还没有重发", "Returned by the bank and not paid again")),
    /** More was paid than is due. */
    OVERPAID("overpaid", new Label("多发", "Paid too much"));

    private final String word;
    private final Label label;

    Difference(String word, Label label) {
        this.word = word;
        this.label = label;
    }

    /** As the register of reasons keeps it. */
    public String word() {
        return word;
    }

    /** For people. */
    public Label label() {
        return label;
    }

    /** The difference of a word; empty if there is none. */
    public static Optional<Difference> of(String word) {
        return Arrays.stream(values()).filter(d -> d.word.equals(word)).findFirst();
    }
}
