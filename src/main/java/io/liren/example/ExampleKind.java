package io.liren.example;

import io.liren.block.BlockKind;
import io.liren.block.BlockSource;
import io.liren.block.Compiled;
import io.liren.block.Names;
import io.liren.block.Scope;
import io.liren.wording.Label;
import java.util.List;

/** The example block (示例): an executable test of the clause above it. */
public final class ExampleKind implements BlockKind<ExampleBlock> {
    @Override
    public String keyword() {
        return "example";
    }

    @Override
    public Label label() {
        return new Label("示例", "Example");
    }

    @Override
    public List<ExampleBlock> read(BlockSource source) {
        return new ExampleReader(source).read();
    }

    @Override
    public void declare(ExampleBlock block, Names names) {}

    @Override
    public Compiled compile(ExampleBlock block, Scope scope) {
        for (List<ExampleBlock.Fact> facts : List.of(block.given(), block.tried())) {
            for (ExampleBlock.Fact fact : facts) {
                scope.names()
                        .register(
                                block.place().rulebook(),
                                fact.register(),
                                fact.key().textPosition(),
                                block.place().clauseId());
            }
        }
        return Compiled.with().artefact(new Example(block)).build();
    }

    @Override
    public Label inWords(ExampleBlock block, Scope scope) {
        return block.place().label();
    }
}
