package io.liren.notice;

import io.liren.wording.Label;

/**
 * Something in the text of a notice that may not be published.
 *
 * @param kind what it is
 * @param line the line of the text it stands in, from 1; 0 if it runs over several
 * @param where the name of the fact in that line; empty if there is none
 * @param what which field it is of, or what it is, in words
 */
public record Leak(Kind kind, int line, String where, Label what) {
    /** What must not stand in a notice. */
    public enum Kind {
        /** A citizen's identity number. */
        IDENTITY("identity", new Label("身份证号", "an identity number")),
        /** A telephone number. */
        PHONE("phone", new Label("电话号码", "a phone number")),
        /** The number of an account or a card, or another long number. */
        ACCOUNT("account", new Label("账号或其他长号码", "an account number or another long number")),
        /** A unit or a room. */
        DOOR("door", new Label("门牌号", "a door number")),
        /** A name that is to be masked. */
        NAME("name", new Label("应当遮盖的姓名", "a name that must be masked")),
        /** The value of a sensitive field. */
        HELD("held", new Label("敏感内容", "a sensitive value")),
        /** What the notice itself says must not stand in it. */
        NEVER("never", new Label("规定不公开的内容", "what must not be published"));

        private final String word;
        private final Label label;

        Kind(String word, Label label) {
            this.word = word;
            this.label = label;
        }

        /** For people. */
        public Label label() {
            return label;
        }

        String word() {
            return word;
        }

        static Kind of(String word) {
            for (Kind kind : values()) {
                if (kind.word.equals(word)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException(word);
        }
    }
}
