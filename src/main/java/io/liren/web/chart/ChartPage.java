package io.liren.web.chart;

import io.liren.web.frame.Link;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Charts (图表): a bar beside each number, so that the picture is the table. */
public record ChartPage(String title, String lead, @Nullable Link back, List<Section> sections, String none) {
    /** Charts that belong together. */
    public record Section(String title, String lead, List<Chart> charts) {}

    /**
     * A chart.
     *
     * @param note what is counted; may be empty
     * @param choices the same with something else chosen; the present one has no address
     * @param what the head of the labels
     * @param number the head of the numbers
     */
    public record Chart(String title, String note, List<Link> choices, String what, String number, List<Bar> bars) {
        /** The same without anything else to choose. */
        Chart alone() {
            return new Chart(title, note, List.of(), what, number, bars);
        }
    }

    /**
     * A bar.
     *
     * @param href where it opens; empty for nowhere
     * @param width from 0 to 100
     * @param number in words; it stands beside the bar
     * @param pressing whether it asks to be looked at
     */
    public record Bar(String label, String href, int width, String number, boolean pressing) {}
}
