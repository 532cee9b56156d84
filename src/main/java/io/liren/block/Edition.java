package io.liren.block;

import io.liren.rulebook.Clause;
import io.liren.rulebook.RawBlock;
import io.liren.rulebook.Rulebook;
import io.liren.schema.Table;
import io.liren.wording.Label;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The checked set of rulebooks that runs. It never changes; a changed rulebook makes a new edition. */
public final class Edition {
    /**
     * One thing of a block with what it compiled to.
     *
     * @param keyword the block's keyword
     * @param kind what people call such a block
     * @param inWords the thing in a sentence
     */
    public record Part(String keyword, Label kind, Block block, Label inWords, Compiled compiled) {}

    private final List<Rulebook> rulebooks;
    private final Names names;
    private final List<Part> parts;
    private final Map<String, Answerer> answerers = new LinkedHashMap<>();
    private final Map<String, Derivation> derivations = new LinkedHashMap<>();
    private final Map<String, Artefact> artefacts = new LinkedHashMap<>();
    private final Map<String, List<Guard>> guards = new LinkedHashMap<>();

    Edition(List<Rulebook> rulebooks, Names names, List<Part> parts) {
        this.rulebooks = List.copyOf(rulebooks);
        this.names = names;
        this.parts = List.copyOf(parts);
        for (Part part : parts) {
            Compiled compiled = part.compiled();
            String rulebook = part.block().place().rulebook();
            compiled.answerers().forEach((name, answerer) -> answerers.put(rulebook + "." + name, answerer));
            compiled.derivations().forEach(d -> derivations.put(d.id(), d));
            compiled.artefacts().forEach(a -> artefacts.put(a.getClass().getName() + ":" + a.id(), a));
            compiled.guards()
                    .forEach(g -> guards.computeIfAbsent(g.register(), r -> new ArrayList<>())
                            .add(g));
        }
    }

    /** The rulebooks in the order of their names. */
    public List<Rulebook> rulebooks() {
        return rulebooks;
    }

    /** One rulebook. */
    public Optional<Rulebook> rulebook(String id) {
        return rulebooks.stream().filter(r -> r.id().equals(id)).findFirst();
    }

    /** One clause by id, such as {@code party.6}. */
    public Optional<Clause> clause(String id) {
        return clauses().stream().filter(c -> c.id().equals(id)).findFirst();
    }

    /** All clauses in order. */
    public List<Clause> clauses() {
        return rulebooks.stream().flatMap(r -> r.clauses().stream()).toList();
    }

    /** The things that stand under a clause, in order. */
    public List<Part> partsOf(Clause clause) {
        return parts.stream()
                .filter(p -> p.block().place().clause().filter(clause::equals).isPresent())
                .toList();
    }

    /** All things in order. */
    public List<Part> parts() {
        return parts;
    }

    /** The blocks of a clause as written. */
    public List<RawBlock> rawBlocksOf(Clause clause) {
        return rulebook(clause.rulebook()).stream()
                .flatMap(r -> r.blocks().stream())
                .filter(b -> b.clauseId().equals(clause.id()))
                .toList();
    }

    /** All artefacts of a kind, in order. */
    public <A extends Artefact> List<A> all(Class<A> kind) {
        return artefacts.values().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** One artefact by id. */
    public <A extends Artefact> Optional<A> find(Class<A> kind, String id) {
        return Optional.ofNullable(artefacts.get(kind.getName() + ":" + id)).map(kind::cast);
    }

    /** What must hold when a record of the register has been written. */
    public List<Guard> guardsFor(String register) {
        return guards.getOrDefault(register, List.of());
    }

    /** All duties. */
    public List<Derivation> derivations() {
        return List.copyOf(derivations.values());
    }

    /** One duty by id. */
    public Optional<Derivation> derivation(String id) {
        return Optional.ofNullable(derivations.get(id));
    }

    /** The duties whose result depends on a register. */
    public List<Derivation> derivationsReading(String register) {
        return derivations.values().stream()
                .filter(d -> d.reads().contains(register))
                .toList();
    }

    /** The tables to be made. */
    public List<Table> tables() {
        return parts.stream().flatMap(p -> p.compiled().tables().stream()).toList();
    }

    /** Who answers an example of a rulebook about a thing; the rulebook's own before those it uses. */
    public Optional<Answerer> answerer(String rulebook, String name) {
        Answerer own = answerers.get(rulebook + "." + name);
        if (own != null) {
            return Optional.of(own);
        }
        return rulebook(rulebook).stream()
                .flatMap(r -> r.uses().stream())
                .map(used -> answerers.get(used + "." + name))
                .filter(java.util.Objects::nonNull)
                .findFirst();
    }

    /** All names: posts, registers, parameters. */
    public Names names() {
        return names;
    }

    /** How far a clause runs. */
    public Standing standing(Clause clause) {
        boolean runs = partsOf(clause).stream().anyMatch(p -> p.block().runs());
        if (!runs) {
            return Standing.NARRATIVE;
        }
        return clause.leavesOut().isPresent() ? Standing.PARTIAL : Standing.EXECUTED;
    }
}
