package io.liren.duty;

import io.liren.block.BlockKind;
import io.liren.block.BlockSource;
import io.liren.block.Compiled;
import io.liren.block.Names;
import io.liren.block.Scope;
import io.liren.wording.Label;
import java.util.List;

/** The duty block (任务): what is owed, by whom, by when, and what meets it. */
public final class DutyKind implements BlockKind<DutyBlock> {
    @Override
    public String keyword() {
        return "duty";
    }

    @Override
    public Label label() {
        return new Label("任务", "Duty");
    }

    @Override
    public List<DutyBlock> read(BlockSource source) {
        return new DutyReader(source).read();
    }

    @Override
    public void declare(DutyBlock block, Names names) {
        names.declareDuty(
                block.place(),
                block.subject()
                        .map(s -> s.register().text())
                        .flatMap(name -> names.registerNamed(block.place().rulebook(), name)));
    }

    @Override
    public Compiled compile(DutyBlock block, Scope scope) {
        return new DutyCompiler(block, scope).compile();
    }

    @Override
    public Label inWords(DutyBlock block, Scope scope) {
        return DutyWords.of(block, scope);
    }
}
