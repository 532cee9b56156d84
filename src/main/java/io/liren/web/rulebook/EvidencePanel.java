package io.liren.web.rulebook;

import io.liren.web.frame.Link;
import io.liren.web.frame.Tag;
import io.liren.web.frame.Tone;
import io.liren.web.rulebook.RulebookPage.Piece;
import java.util.List;

/**
 * What opens under a clause (依据): what runs, how it went, who is missing and why.
 *
 * @param closeHref the rulebook with this clause folded
 * @param leavesOut what the blocks leave out of the clause, and why; empty when nothing
 * @param blocks what runs; empty for a narrative clause
 * @param links to enter, parameters and source, and so on
 * @param examples how many examples pass, in words; empty when there are none
 * @param exampleNames each example's title
 */
public record EvidencePanel(
        String closeHref,
        String leavesOut,
        List<BlockEvidence> blocks,
        List<Link> links,
        String examples,
        List<Tag> exampleNames) {

    /**
     * One block of the clause and how it went.
     *
     * @param kind what sort of block it is: 任务
     * @param sentence the block in words, parameters as links
     * @param strip the last periods, oldest first; empty when it has none
     * @param heading what the lists below speak of: 2026 年第三季度：3 人应报，2 人已报; may be empty
     * @param missing who is missing and why
     * @param counted the records that count
     * @param more the rest of them; empty when all are shown
     * @param raw the block as written
     */
    public record BlockEvidence(
            String kind,
            List<Piece> sentence,
            List<Period> strip,
            String heading,
            List<Line> missing,
            List<Line> counted,
            List<Link> more,
            String raw) {}

    /**
     * One period in the strip.
     *
     * @param text short: Q3
     * @param words the whole: 2026 年第三季度：3 人中 2 人，超期 1 人
     * @param mark a shape beside the colour: ✓, 迟, ✗, …; may be empty
     * @param href the clause as of that period; empty for nowhere
     */
    public record Period(String text, String words, String mark, Tone tone, String href) {}

    /**
     * One subject or record.
     *
     * @param href the record; empty when the reader may not open it
     * @param note why, or when and by whom
     * @param tags in time, late, entered afterwards (补记)
     */
    public record Line(String text, String href, String note, List<Tag> tags) {}
}
