package io.liren.body;

import io.liren.block.Block;
import io.liren.block.Place;
import io.liren.block.Selection;
import io.liren.block.Span;
import io.liren.rulebook.YamlScalar;
import io.liren.wording.Label;
import java.util.List;
import java.util.Optional;

/**
 * How a body meets (会议规则), as written. Its conditions are judged on the meeting's day: {@code today} is that day.
 *
 * @param of the bodies
 * @param meets their meetings of this kind
 * @param members whose who are its members
 * @param who the person of such a record
 * @param due how many are due, where no roster says it
 * @param present the people who came
 * @param told the day on which the agenda was told, and how long before it had to be
 * @param agenda what the meeting has to hear
 * @param quorum whether enough came
 * @param resolves the records that only a quorate meeting may make
 * @param resolved what is there when the meeting's own record says that something was resolved
 * @param refuses whether a meeting that lacks something is refused; it is warned of otherwise; empty: neither
 */
public record BodyBlock(
        Place place,
        Selection of,
        Selection meets,
        Optional<Selection> members,
        Optional<YamlScalar> who,
        Optional<YamlScalar> due,
        YamlScalar present,
        Optional<Told> told,
        List<Item> agenda,
        Optional<YamlScalar> quorum,
        Optional<Selection> resolves,
        Optional<YamlScalar> resolved,
        Optional<Boolean> refuses)
        implements Block {
    /** When the agenda (议题) must have been told. */
    public record Told(YamlScalar on, Span before) {}

    /** An item that has to be on the agenda, and how it is known that it was. */
    public record Item(String name, Label label, YamlScalar that) {}

    /** The names of the fields it gives a meeting. */
    String field(Given given) {
        return place.name().replace('-', '_') + "_" + given.suffix;
    }

    /** What a meeting is given. */
    enum Given {
        DUE("due", new Label("应到", "due")),
        HERE("here", new Label("实到", "here")),
        QUORATE("quorate", new Label("够法定人数", "quorate")),
        LACKS("lacks", new Label("缺的议题", "items lacking")),
        TOLD("told", new Label("按时通知议题", "agenda told in time")),
        COUNTS("counts", new Label("算数", "counts"));

        final String suffix;
        final Label label;

        Given(String suffix, Label label) {
            this.suffix = suffix;
            this.label = label;
        }
    }
}
