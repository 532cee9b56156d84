package io.liren.notice;

import io.liren.wording.Language;
import java.util.List;

/**
 * What the public reads (公开文本), in one language.
 *
 * @param title the notice's name
 */
public record PublicText(String title, List<Line> lines) {
    /**
     * A line.
     *
     * @param label the name of the fact; empty for a sentence
     */
    public record Line(String label, String words) {}

    /** A kept text in one language. */
    public static PublicText of(String kept, Language language) {
        return NoticeText.read(kept, language);
    }

    public PublicText {
        lines = List.copyOf(lines);
    }
}
