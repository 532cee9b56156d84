package io.liren.election;

import io.liren.block.Artefact;
import io.liren.block.Names;
import io.liren.block.Place;
import io.liren.expression.Node;
import io.liren.expression.Type;
import io.liren.wording.Label;
import java.util.List;
import java.util.Optional;

/** An election (选举) as it runs. */
public final class Election implements Artefact {
    private final ElectionBlock block;
    private final Meant meant;
    private final Names names;
    private final List<String> countBy;
    private final Optional<Installation> installation;

    Election(ElectionBlock block, Meant meant, Names names, List<String> countBy, Optional<Installation> installation) {
        this.block = block;
        this.meant = meant;
        this.names = names;
        this.countBy = List.copyOf(countBy);
        this.installation = installation;
    }

    @Override
    public Place place() {
        return block.place();
    }

    /** The register of the elections, full id. */
    public String elections() {
        return meant.elections().register();
    }

    /** The register of the candidates, full id. */
    public String candidates() {
        return meant.candidates().register();
    }

    /** The candidate's field that leads to the election, where the block says so outright. */
    public Optional<String> candidateField() {
        return meant.stands().equalities(meant.candidates().name()).stream()
                .filter(e -> e.value().root() instanceof Node.Var(String name, Type type)
                        && name.equals(meant.elections().name()))
                .map(e -> e.field().name())
                .findFirst();
    }

    /** The register of those who stand, vote and count, full id. */
    public String people() {
        return meant.people();
    }

    /** The register of the counts, full id. */
    public String counts() {
        return meant.counts().register();
    }

    /** The register of the votes, full id. */
    public String votes() {
        return meant.votes().register();
    }

    /** The posts that enter a count, full ids. */
    public List<String> countBy() {
        return countBy;
    }

    /** What is asked of a candidate, in order. */
    public List<Condition> conditions() {
        return block.conditions().stream()
                .map(c -> new Condition(c.must(), c.says()))
                .toList();
    }

    /** What is asked of a candidate; {@code must} says that there is no way round it. */
    public record Condition(boolean must, Label says) {}

    /** What follows once those elected take office. */
    public Optional<Installation> installation() {
        return installation;
    }

    ElectionBlock block() {
        return block;
    }

    Meant meant() {
        return meant;
    }

    Names names() {
        return names;
    }

    ElectionSql sql(String row) {
        return new ElectionSql(meant, names, place().rulebook(), row);
    }

    CandidateSql candidate(String row) {
        return new CandidateSql(block, meant, names, row);
    }
}
