package io.liren.web.payment;

import io.liren.web.frame.Link;
import io.liren.web.frame.Tag;
import java.util.List;

/** The payment lists (发放册) and how the last periods of each stand. */
public record PaymentsPage(List<Book> books) {
    /** One kind of list with its periods, the latest first. */
    public record Book(String title, String who, List<Line> lines) {}

    /** A period of it. */
    public record Line(Link period, Tag state, String people, String due, String paid, Tag differences) {}
}
