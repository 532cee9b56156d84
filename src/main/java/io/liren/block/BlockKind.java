package io.liren.block;

import io.liren.wording.Label;
import java.util.List;

/**
 * What a kind of block can do. It says what to run; registers and derivation run it.
 *
 * @param <B> a named thing of such a block
 */
public interface BlockKind<B extends Block> {
    /** The word after the fence. */
    String keyword();

    /** What people call it, for the clause page. */
    default Label label() {
        return Label.same(keyword());
    }

    /** Whether it also reads what earlier texts of its rulebook said, for what began under them. */
    default boolean remembers() {
        return false;
    }

    /** Reads the shape only, and goes on after a mistake: what can be read is returned. */
    List<B> read(BlockSource source);

    /** Makes known what other blocks may refer to. Called for all blocks before any is compiled. */
    void declare(B block, Names names);

    /** Checks the expressions and says what is to be made and run. */
    Compiled compile(B block, Scope scope);

    /** The thing in a sentence, for the clause page. */
    Label inWords(B block, Scope scope);
}
