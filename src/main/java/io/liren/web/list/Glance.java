package io.liren.web.list;

import io.liren.web.frame.Link;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record looked at beside its list (预览), so that one's place in the list is not lost.
 *
 * @param open the record's page
 * @param correct the form that puts it right; nothing when the reader may not
 * @param close the list without it
 * @param facts what stands in it; what is missing is left out
 */
public record Glance(Link open, @Nullable Link correct, String close, List<Fact> facts) {
    /** A value in words; {@code href} is the record it refers to, or empty. */
    public record Fact(String label, String value, String href) {}
}
