package io.liren.web.frame;

import java.util.List;

/**
 * What a write does, by rulebook and clause, to be confirmed once before it is kept (保存前确认).
 *
 * @param mark stands for what is shown; sent back as the confirmation, so that nothing else is confirmed by it
 * @param starts what can be begun at once, filled in; each is a way of confirming
 */
public record EffectPanel(String mark, List<Book> books, List<Start> starts) {
    /** A rulebook. */
    public record Book(String title, List<Under> clauses) {}

    /** A clause; both are empty for what stands in none. */
    public record Under(String title, String href, List<Line> lines) {}

    /** One effect. */
    public record Line(Kind kind, String text) {}

    /** Which mark it bears. */
    public enum Kind {
        /** Something is met. */
        MET("met"),
        /** Something begins. */
        BEGINS("begins"),
        /** Something ends. */
        ENDS("ends"),
        /** Something goes on, and asks for a look. */
        GOES_ON("open");

        private final String tone;

        Kind(String tone) {
            this.tone = tone;
        }

        /** Its class in the style sheet. */
        public String tone() {
            return tone;
        }
    }

    /**
     * What can be begun at once.
     *
     * @param key sent along to say which
     * @param address where it begins, once the write is kept
     */
    public record Start(String key, String text, String address) {}
}
