package io.liren.web.sample;

import io.liren.web.frame.Link;
import io.liren.web.frame.Option;
import io.liren.web.frame.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sample of a period (抽查).
 *
 * @param lead what happens next, in a sentence
 * @param state how far it has come
 * @param address where the period picker leads (GET, parameter {@code period})
 * @param act what the reader may do now, or nothing
 * @param facts the seed, the draw, how many
 * @param rows what was drawn
 * @param outcome how often entries differ, or nothing while none was checked
 * @param again what the draw gives when it is made again, or nothing while there is none
 */
public record SamplePage(
        String title,
        String lead,
        Tag state,
        String address,
        List<Option> periods,
        @Nullable Act act,
        List<Fact> facts,
        List<Row> rows,
        @Nullable Outcome outcome,
        @Nullable Again again) {

    /** Something to be done. */
    public record Act(String text, String address, String hint) {}

    /** A fact of the draw. {@code mono}: a value to be compared digit by digit. */
    public record Fact(String label, String value, boolean mono) {}

    /**
     * An entry that was drawn.
     *
     * @param number its place in the draw
     * @param href empty where the reader may not open it
     * @param detail what was seen, by whom, on which day; may be empty
     * @param act the form for what was found, or nothing
     */
    public record Row(
            String number,
            String title,
            String href,
            String book,
            Tag state,
            String detail,
            @Nullable Link act) {}

    /** How often entries differ: the number, its interval, and what it says in words. */
    public record Outcome(String rate, String interval, String says) {}

    /** Whether the draw, made again, gives the same; {@code file} lists all entries in the draw's order. */
    public record Again(Tag says, String how, Link file) {}
}
