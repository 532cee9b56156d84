package io.liren.web.form;

import io.liren.web.frame.Option;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one types into or picks from, by the field's type. Values stand as they were typed. */
public sealed interface Input {

    /**
     * One line.
     *
     * @param keyboard the keyboard a phone shows
     * @param complete the browser's completion: off, username, current-password, new-password, tel …
     * @param length at most so many characters; 0 for no limit
     */
    record Text(String value, Keyboard keyboard, String complete, int length) implements Input {}

    /** Several lines. */
    record LongText(String value) implements Input {}

    /** A whole or decimal number, an amount of money: with its unit behind; the unit may be empty. */
    record Number(String value, Keyboard keyboard, String unit) implements Input {}

    /**
     * A date as people type it.
     *
     * @param picked the same day as {@code 2026-11-20} for the picker; empty when what was typed is none
     * @param read how it was understood: 11月20日 星期五; may be empty
     */
    record Day(String value, String picked, String read) implements Input {}

    /** A time of day, 14:30. */
    record Time(String value) implements Input {}

    /** One of a few, all seen. A boolean is the choice between yes and no. */
    record Pills(List<Option> options) implements Input {}

    /** One of many. */
    record Select(List<Option> options) implements Input {}

    /** Any of them. */
    record Many(List<Option> options) implements Input {}

    /**
     * Another record, found by name, pinyin initials or room.
     *
     * @param search what stands in the search box; sent as {@code <name>.q}
     * @param address where the search is asked (GET), the field's name already in it: {@code /pick/party.member?name=member};
     *     {@code q} is added; answers with a {@link PickList}
     * @param chosen what is taken now, or nothing
     * @param found what the search found, when it was sent without script
     */
    record Reference(
            String search,
            String address,
            @Nullable Candidate chosen,
            @Nullable PickList found) implements Input {}

    /**
     * Several other records: who took part.
     *
     * @param search what stands in the search box; sent as {@code <name>.q}
     * @param address where the search is asked (GET), as for one; answers with a {@link PickList} of several
     * @param chosen those taken now
     * @param suggested those it is likely to be, one touch each
     * @param found what the search found, when it was sent without script
     */
    record References(
            String search,
            String address,
            List<Candidate> chosen,
            List<Candidate> suggested,
            @Nullable PickList found) implements Input {}

    /**
     * A file.
     *
     * @param kept the name of the file already there; empty when there is none
     * @param accept kinds of file, as the HTML attribute has them; may be empty
     */
    record Attachment(String kept, String accept) implements Input {}

    /** Worked out from the other fields (计算得出); cannot be typed. */
    record Computed(String value) implements Input {}

    /**
     * A sensitive value that the reader has not asked to see: kept as it is unless something is typed.
     *
     * @param shown the mask: 前6后4
     */
    record Masked(String shown, String value, Keyboard keyboard) implements Input {}

    /** A secret, never shown again. */
    record Secret(String complete) implements Input {}

    /** A record one may refer to; the note tells two of the same name apart. */
    record Candidate(String value, String text, String note) {}

    /** Which keyboard a phone shows. */
    enum Keyboard {
        /** Letters. */
        TEXT("text"),
        /** Digits only. */
        DIGITS("numeric"),
        /** Digits and a point. */
        DECIMAL("decimal"),
        /** A telephone's keys. */
        PHONE("tel");

        private final String mode;

        Keyboard(String mode) {
            this.mode = mode;
        }

        /** The value of {@code inputmode}. */
        public String mode() {
            return mode;
        }
    }
}
