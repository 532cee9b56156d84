package io.liren.web.notice;

import java.util.List;

/**
 * A list that stands (长期公开).
 *
 * @param intro what stands above it; may be empty
 * @param on as of which day, in words
 * @param parameters what it rests on
 * @param withheld for workers: how many rows are not shown, and why; empty for the public
 */
public record StandingPage(
        String title,
        String intro,
        String on,
        List<Rests> parameters,
        List<Column> columns,
        List<List<String>> rows,
        List<String> withheld,
        String empty) {
    /** A column; numbers stand right. */
    public record Column(String label, boolean number) {}

    /** A parameter with its value, since when, and its source. */
    public record Rests(String label, String value, String since) {}
}
