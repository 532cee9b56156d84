package io.liren.web.frame;

/** How a state is shown; always beside a word that says it. */
public enum Tone {
    /** Nothing to notice. */
    PLAIN("plain"),
    /** As it should be: met, in time (已达到). */
    MET("met"),
    /** Running, or met late: worth a look (进行中). */
    OPEN("open"),
    /** Past its day, or not so (超期). */
    OVERDUE("over"),
    /** Stands back: narrative, nothing due, waived (无到期). */
    QUIET("quiet");

    private final String css;

    Tone(String css) {
        this.css = css;
    }

    /** The class in the style sheet. */
    public String css() {
        return css;
    }
}
