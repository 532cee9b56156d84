package io.liren.block;

import io.liren.rulebook.YamlScalar;
import java.util.Optional;

/**
 * Records of a register, all or some of them, as written: {@code visit where visit.on <= today}.
 *
 * @param register the register's name in this rulebook
 * @param condition which of them; empty: all
 */
public record Selection(YamlScalar register, Optional<YamlScalar> condition) {
    private static final String WHERE = " where ";

    /** Splits the words; places are kept. */
    public static Selection read(YamlScalar written) {
        String text = written.text();
        int where = text.indexOf(WHERE);
        if (where < 0) {
            return new Selection(new YamlScalar(text.strip(), false, written.textPosition()), Optional.empty());
        }
        int condition = where + WHERE.length();
        return new Selection(
                new YamlScalar(text.substring(0, where).strip(), false, written.textPosition()),
                Optional.of(new YamlScalar(
                        text.substring(condition),
                        false,
                        written.textPosition().right(text.codePointCount(0, condition)))));
    }
}
