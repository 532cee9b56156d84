package io.liren.intake;

import io.liren.block.Block;
import io.liren.block.Place;
import io.liren.block.Span;
import io.liren.register.RegisterBlock;
import io.liren.rulebook.YamlScalar;
import io.liren.wording.Label;
import java.util.List;
import java.util.Optional;

/**
 * A public form (公开表单) as written.
 *
 * @param of the register that what is sent in may become a record of
 * @param intro what stands above the form; may be empty
 * @param asks the fields that a resident fills in
 * @param fills what the record is filled in with besides
 * @param anonymous whether name and contact may be left out
 * @param handledBy the posts that look at it; the first owes it
 * @param look within what time
 * @param follows the fields of the record that the sender reads by the code
 * @param received the register of what was sent in
 */
record IntakeBlock(
        Place place,
        YamlScalar of,
        Label intro,
        List<Asked> asks,
        List<Fill> fills,
        boolean anonymous,
        List<YamlScalar> handledBy,
        Optional<Span> look,
        List<YamlScalar> follows,
        RegisterBlock received)
        implements Block {
    /** A field that is asked: it may be called otherwise, and be required here though the register does not. */
    record Asked(YamlScalar field, Optional<Label> label, Optional<Label> hint, boolean required) {}

    /** A field with a value as typed. */
    record Fill(YamlScalar field, YamlScalar value) {}

    @Override
    public List<String> registers() {
        return received.registers();
    }
}
