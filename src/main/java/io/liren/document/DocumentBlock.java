package io.liren.document;

import io.liren.block.Block;
import io.liren.block.Place;
import io.liren.block.Selection;
import io.liren.register.RegisterBlock;
import io.liren.rulebook.YamlScalar;
import io.liren.wording.Label;
import java.util.List;
import java.util.Optional;

/**
 * A document (文书) as written.
 *
 * @param of the register whose records it is made of, and which of them
 * @param template the office's own template, in the folder of templates; empty: a plain sheet
 * @param number how it is numbered, with {@code {year}} and {@code {n}}
 * @param signers who signs
 * @param by the posts that issue it
 * @param issued the register of documents issued
 */
record DocumentBlock(
        Place place,
        Selection of,
        List<Shown> shows,
        Optional<YamlScalar> template,
        String number,
        List<Label> signers,
        List<YamlScalar> by,
        RegisterBlock issued)
        implements Block {
    /** A fact: a field, or an expression under a name. */
    record Shown(YamlScalar name, Optional<Label> label, Optional<YamlScalar> value) {}

    @Override
    public List<String> registers() {
        return issued.registers();
    }
}
