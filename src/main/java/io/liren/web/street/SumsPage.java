package io.liren.web.street;

import io.liren.web.frame.Link;
import io.liren.web.frame.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A report's numbers of a period: summed over the communities that have sent it, or those of one community.
 *
 * @param who whose, and for which period
 * @param columns the first heads the rows
 * @param states the communities and how far each is; for one community its acts
 * @param corrections what was told of earlier sheets with this one
 * @param doing what can be done with it, or nothing
 */
public record SumsPage(
        String title,
        String who,
        Link back,
        @Nullable Link previous,
        @Nullable Link next,
        List<String> columns,
        List<Row> rows,
        String basis,
        List<State> states,
        List<String> corrections,
        @Nullable Doing doing) {
    /** A row with its numbers in words. */
    public record Row(String label, List<String> numbers, boolean total) {}

    /** A community, and how far it is. */
    public record State(String name, Tag tag, String detail, String href) {}

    /** Taking it in, or returning it with a reason. */
    public record Doing(String address, boolean receive) {}
}
