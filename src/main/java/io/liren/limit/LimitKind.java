package io.liren.limit;

import io.liren.block.BlockKind;
import io.liren.block.BlockSource;
import io.liren.block.Compiled;
import io.liren.block.Names;
import io.liren.block.Scope;
import io.liren.wording.Label;
import java.util.List;

/** The limit block (限制): what must always hold, of one record or of how many there are. */
public final class LimitKind implements BlockKind<LimitBlock> {
    @Override
    public String keyword() {
        return "limit";
    }

    @Override
    public Label label() {
        return new Label("限制", "Limit");
    }

    @Override
    public List<LimitBlock> read(BlockSource source) {
        return new LimitReader(source).read();
    }

    @Override
    public void declare(LimitBlock block, Names names) {}

    @Override
    public Compiled compile(LimitBlock block, Scope scope) {
        return new LimitCompiler(block, scope).compile();
    }

    @Override
    public Label inWords(LimitBlock block, Scope scope) {
        Label end = block.blocks()
                ? new Label("不符合就不能登记", "otherwise the entry is refused")
                : new Label("不符合会提醒,写明原因可以继续", "otherwise a reason is asked for");
        return new Label(block.says().zh() + "(" + end.zh() + ")。", block.says().en() + " (" + end.en() + ").");
    }
}
