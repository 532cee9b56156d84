package io.liren.block;

import io.liren.schema.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What one thing of a block asks the engine to make and run. It is data the engine already knows how to run, so that
 * kinds need not know each other.
 *
 * @param answerers by the thing's bare name
 */
public record Compiled(
        List<Table> tables,
        List<Guard> guards,
        List<Derivation> derivations,
        List<Quantity> quantities,
        List<Artefact> artefacts,
        Map<String, Answerer> answerers) {
    public Compiled {
        tables = List.copyOf(tables);
        guards = List.copyOf(guards);
        derivations = List.copyOf(derivations);
        quantities = List.copyOf(quantities);
        artefacts = List.copyOf(artefacts);
        answerers = Map.copyOf(answerers);
    }

    /** Nothing, as of a thing with mistakes. */
    public static Compiled nothing() {
        return new Builder().build();
    }

    /** The same, its duties reading what {@code reads} says. */
    Compiled reading(Function<Derivation, Set<String>> reads) {
        return new Compiled(
                tables,
                guards,
                derivations.stream().map(d -> d.reading(reads.apply(d))).toList(),
                quantities,
                artefacts,
                answerers);
    }

    /** Starts a new one. */
    public static Builder with() {
        return new Builder();
    }

    /** Gathers the parts. */
    public static final class Builder {
        private final List<Table> tables = new ArrayList<>();
        private final List<Guard> guards = new ArrayList<>();
        private final List<Derivation> derivations = new ArrayList<>();
        private final List<Quantity> quantities = new ArrayList<>();
        private final List<Artefact> artefacts = new ArrayList<>();
        private final Map<String, Answerer> answerers = new LinkedHashMap<>();

        private Builder() {}

        /** A table to be made. */
        public Builder table(Table table) {
            tables.add(table);
            return this;
        }

        /** A guard to be asked. */
        public Builder guard(Guard guard) {
            guards.add(guard);
            return this;
        }

        /** A duty to be derived. */
        public Builder derivation(Derivation derivation) {
            derivations.add(derivation);
            return this;
        }

        /** A number of the block that its clause's text must agree with. */
        public Builder quantity(Quantity quantity) {
            quantities.add(quantity);
            return this;
        }

        /** Several of them. */
        public Builder quantities(List<Quantity> more) {
            quantities.addAll(more);
            return this;
        }

        /** Something to be looked up. */
        public Builder artefact(Artefact artefact) {
            artefacts.add(artefact);
            return this;
        }

        /** Who answers examples that begin with the name. */
        public Builder answerer(String name, Answerer answerer) {
            answerers.put(name, answerer);
            return this;
        }

        /** The whole. */
        public Compiled build() {
            return new Compiled(tables, guards, derivations, quantities, artefacts, answerers);
        }
    }
}
