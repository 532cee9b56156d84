package io.liren.intake;

import io.liren.block.Artefact;
import io.liren.block.Names;
import io.liren.block.Place;
import io.liren.expression.Checked;
import io.liren.expression.Shape;
import io.liren.wording.Label;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A public form (公开表单) as it runs.
 *
 * @param of the register that what is sent in may become a record of
 * @param intro what stands above the form; may be empty
 * @param asks the fields that a resident fills in
 * @param fills what the record is filled in with besides, as typed
 * @param anonymous whether name and contact may be left out
 * @param handledBy the posts that look at it, full ids
 * @param follows the facts of the record that the sender reads by the code
 * @param state the record's state, if a procedure gives it one
 * @param received the register of what was sent in, full id
 * @param table its table
 */
public record Intake(
        Place place,
        Shape of,
        Label intro,
        List<Asked> asks,
        Map<String, String> fills,
        boolean anonymous,
        List<String> handledBy,
        List<Followed> follows,
        Optional<Checked> state,
        String received,
        String table,
        Names names)
        implements Artefact {
    /** A field that is asked, as it is called here. */
    public record Asked(String field, Label label, Optional<Label> hint, boolean required) {}

    /** A fact that the sender may read. */
    public record Followed(Label label, Checked value) {}
}
