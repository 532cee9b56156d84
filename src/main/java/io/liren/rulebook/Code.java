package io.liren.rulebook;

/** What kind of mistake a diagnostic reports. The word is stable: scripts and tests may rely on it. */
public enum Code {
    UNREADABLE("unreadable"),
    YAML("yaml"),
    FRONT_MATTER("front-matter"),
    UNKNOWN_BLOCK("unknown-block"),
    UNKNOWN_KEY("unknown-key"),
    MISSING_KEY("missing-key"),
    WRONG_VALUE("wrong-value"),
    UNKNOWN_NAME("unknown-name"),
    UNKNOWN_FIELD("unknown-field"),
    UNKNOWN_CHOICE("unknown-choice"),
    WRONG_TYPE("wrong-type"),
    SYNTAX("syntax"),
    DUPLICATE("duplicate"),
    CYCLE("cycle"),
    PROSE("prose-and-block"),
    EXAMPLE("example"),
    TOO_LARGE("too-large");

    private final String word;

    Code(String word) {
        this.word = word;
    }

    /** The stable word, as printed. */
    public String word() {
        return word;
    }
}
