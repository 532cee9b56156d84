package io.liren.body;

import io.liren.block.Artefact;
import io.liren.block.Names;
import io.liren.block.Place;
import io.liren.expression.Checked;
import io.liren.expression.Node;
import io.liren.expression.Shape;
import io.liren.expression.Type;
import io.liren.wording.Label;
import java.util.List;
import java.util.Optional;

/** How a body meets (会议规则), as it runs. */
public final class Body implements Artefact {
    private final BodyBlock block;
    private final Meant meant;
    private final Names names;

    Body(BodyBlock block, Meant meant, Names names) {
        this.block = block;
        this.meant = meant;
        this.names = names;
    }

    @Override
    public Place place() {
        return block.place();
    }

    /** The register of the bodies, full id. */
    public String bodies() {
        return meant.bodies().register();
    }

    /** The register of the meetings, full id. */
    public String meetings() {
        return meant.meetings().register();
    }

    /** The register of those who come, full id. */
    public String people() {
        return meant.present().type() instanceof Type.ListOf(Type.Rec(String register)) ? register : "";
    }

    /** The register of the members, full id; empty where no roster says who they are. */
    public Optional<String> members() {
        return meant.roster().map(r -> r.members().register());
    }

    /** The field of a meeting that names who came, if it is a field as it stands. */
    public Optional<String> presentField() {
        return meant.present().root() instanceof Node.References(Node.Field field, Shape target)
                ? Optional.of(field.field().name())
                : Optional.empty();
    }

    /** What the condition says outright of a meeting: the field that names the bodies, and others with a fixed value. */
    public List<Checked.Equality> said() {
        return meant.meets().equalities(meant.meetings().name());
    }

    /** Whether what a meeting's field is said to be is the body itself. */
    public boolean isBody(Checked.Equality equality) {
        return equality.value().root() instanceof Node.Var(String name, Type type)
                && name.equals(meant.bodies().name());
    }

    /** The register of what a meeting resolves, full id; empty where it makes no records. */
    public Optional<String> resolves() {
        return meant.resolves().map(r -> r.records().register());
    }

    /** What a meeting has to hear, in order. */
    public List<Label> agenda() {
        return block.agenda().stream().map(BodyBlock.Item::label).toList();
    }

    /** Whether its agenda has to be told beforehand. */
    public boolean tells() {
        return meant.told().isPresent();
    }

    Meant meant() {
        return meant;
    }

    Names names() {
        return names;
    }

    MeetingSql sql(String row) {
        return new MeetingSql(meant, names, place().rulebook(), row);
    }
}
