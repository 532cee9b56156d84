package io.liren.web.urgent;

import io.liren.web.frame.Link;
import io.liren.web.frame.Tag;
import java.util.List;

/**
 * What is urgent (应急): what runs, what to tap next, whom to call.
 *
 * @param whole this page's address; the part that is asked for again by itself
 */
public record UrgentPage(String whole, List<Group> groups) {
    /**
     * One kind of thing.
     *
     * @param begin POST that begins one now; empty where the reader may not
     * @param numbers whom to call
     * @param running those that run
     */
    public record Group(String title, String begin, List<Number> numbers, List<Running> running) {}

    /**
     * Whom to call.
     *
     * @param href {@code tel:} and the number
     */
    public record Number(String name, String phone, String href) {}

    /**
     * One that runs.
     *
     * @param since since when, in words
     * @param clocks what has to be done by when, in minutes
     * @param noted the moments that are noted: 21:06 到场 · 6 分钟
     * @param taps what one tap notes now
     */
    public record Running(Link title, String since, List<Clock> clocks, List<String> noted, List<Tap> taps) {}

    /**
     * A clock.
     *
     * @param left 还剩 18 分钟, or 超过 3 分钟
     */
    public record Clock(String title, Tag left) {}

    /**
     * What one tap notes.
     *
     * @param action POST
     * @param main whether it comes next
     */
    public record Tap(String label, String action, boolean main) {}
}
