package io.liren.block;

import io.liren.expression.Shape;
import io.liren.expression.Type;
import io.liren.expression.Vocabulary;
import io.liren.rulebook.Code;
import io.liren.rulebook.Findings;
import io.liren.rulebook.Nearest;
import io.liren.rulebook.RawBlock;
import io.liren.rulebook.Rulebook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Turns rulebooks into the edition that runs. Three passes, so that the order of blocks and files does not matter: all
 * are read, then all declare their names, then all are compiled. Every mistake of a run is reported.
 */
public final class Compiler {
    private final Map<String, BlockKind<?>> kinds = new LinkedHashMap<>();

    /** @param kinds every kind; declarations are made in this order, registers before what adds to them */
    public Compiler(List<BlockKind<?>> kinds) {
        for (BlockKind<?> kind : kinds) {
            this.kinds.put(kind.keyword(), kind);
        }
    }

    private record Read<B extends Block>(BlockKind<B> kind, B block) {
        void announce(Names names) {
            names.announce(block, kind.keyword());
        }

        void declare(Names names) {
            kind.declare(block, names);
        }

        Edition.Part compile(Scope scope) {
            return new Edition.Part(
                    kind.keyword(), kind.label(), block, kind.inWords(block, scope), kind.compile(block, scope));
        }
    }

    /** Compiles; if {@code findings} has errors afterwards the edition must not run. */
    public Edition compile(List<Rulebook> rulebooks, Findings findings) {
        return compile(rulebooks, findings, raw -> true, Map.of());
    }

    /**
     * Compiles for a database in which other texts ran before.
     *
     * @param texts of each rulebook in the order in which they ran, the last being the one given
     */
    public Edition compile(List<Rulebook> rulebooks, Findings findings, Map<String, List<Loaded>> texts) {
        return compile(rulebooks, findings, raw -> true, texts);
    }

    /** Whether earlier texts said other things in blocks that remember what was said. */
    public boolean remembers(Map<String, List<Loaded>> texts) {
        return texts.values().stream()
                .anyMatch(own -> own.stream()
                                .map(text -> text.rulebook().blocks().stream()
                                        .filter(raw -> kinds.containsKey(raw.keyword())
                                                && kinds.get(raw.keyword()).remembers())
                                        .map(raw -> raw.body().plain())
                                        .toList())
                                .distinct()
                                .count()
                        > 1);
    }

    /**
     * Compiles some of the blocks; the others are known by name only.
     *
     * @param asked which
     */
    Edition compile(List<Rulebook> rulebooks, Findings findings, Predicate<RawBlock> asked) {
        return compile(rulebooks, findings, asked, Map.of());
    }

    private Edition compile(
            List<Rulebook> rulebooks, Findings findings, Predicate<RawBlock> asked, Map<String, List<Loaded>> texts) {
        Names names = new Names(rulebooks, findings);
        names.checkUses();
        Map<String, List<Read<?>>> byKind = new LinkedHashMap<>();
        kinds.keySet().forEach(keyword -> byKind.put(keyword, new ArrayList<>()));
        List<Read<?>> inOrder = new ArrayList<>();
        List<Read<?>> compiled = new ArrayList<>();
        for (Rulebook rulebook : rulebooks) {
            for (RawBlock raw : rulebook.blocks()) {
                kindOf(raw, findings).ifPresent(kind -> {
                    for (Read<?> read :
                            read(kind, new BlockSource(raw, findings, texts.getOrDefault(rulebook.id(), List.of())))) {
                        byKind.computeIfAbsent(raw.keyword(), k -> new ArrayList<>())
                                .add(read);
                        inOrder.add(read);
                        if (asked.test(raw)) {
                            compiled.add(read);
                        }
                    }
                });
            }
        }
        inOrder.forEach(read -> read.announce(names));
        byKind.values().forEach(reads -> reads.forEach(read -> read.declare(names)));
        Map<String, Vocabulary> vocabularies = new HashMap<>();
        names.allDeclared(place ->
                new Scope(place, names, vocabularies.computeIfAbsent(place.rulebook(), r -> vocabulary(r, names))));
        List<Edition.Part> parts = new ArrayList<>();
        for (Read<?> read : compiled) {
            Edition.Part part = read.compile(names.scope(read.block().place()));
            part.compiled().derivations().forEach(names::know);
            parts.add(part);
        }
        return new Edition(rulebooks, names, Leaning.settled(parts, findings));
    }

    private static <B extends Block> List<Read<?>> read(BlockKind<B> kind, BlockSource source) {
        List<Read<?>> reads = new ArrayList<>();
        for (B block : kind.read(source)) {
            reads.add(new Read<>(kind, block));
        }
        return reads;
    }

    private Optional<BlockKind<?>> kindOf(RawBlock raw, Findings findings) {
        BlockKind<?> kind = kinds.get(raw.keyword());
        if (kind == null) {
            findings.error(
                    Code.UNKNOWN_BLOCK,
                    raw.position().right(3),
                    raw.keyword().length(),
                    raw.clauseId(),
                    "没有叫「" + raw.keyword() + "」的块,可以写:" + String.join("、", kinds.keySet()) + "。",
                    "There is no block “" + raw.keyword() + "”. Expected one of: " + String.join(", ", kinds.keySet())
                            + ".",
                    Nearest.to(raw.keyword(), kinds.keySet()));
        }
        return Optional.ofNullable(kind);
    }

    private static Vocabulary vocabulary(String rulebook, Names names) {
        Map<String, Type> parameters = new LinkedHashMap<>();
        names.parametersSeenBy(rulebook).forEach((name, parameter) -> parameters.put(name, parameter.type()));
        Map<String, Shape> registers = new LinkedHashMap<>(names.shapes());
        registers.put(Shape.ACCOUNT.register(), Shape.ACCOUNT);
        return new Vocabulary(names.shapesSeenBy(rulebook), registers, parameters, names.dutiesSeenBy(rulebook));
    }
}
