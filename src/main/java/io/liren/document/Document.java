package io.liren.document;

import io.liren.block.Artefact;
import io.liren.block.Names;
import io.liren.block.Place;
import io.liren.expression.Checked;
import io.liren.expression.Shape;
import io.liren.wording.Label;
import java.util.List;
import java.util.Optional;

/**
 * A document (文书) as it runs.
 *
 * @param where of which records it may be issued
 * @param issued the register of documents issued, full id
 * @param table its table
 */
public record Document(
        Place place,
        Shape of,
        Optional<Checked> where,
        List<Shown> shown,
        Optional<String> template,
        String number,
        List<Label> signers,
        List<String> by,
        String issued,
        String table,
        Names names)
        implements Artefact {
    /** A fact. */
    public record Shown(String name, Label label, Checked value) {}

    /** The number of the so-many-th document of a year. */
    public String number(int year, long place) {
        return number.replace("{year}", String.valueOf(year)).replace("{n}", String.valueOf(place));
    }
}
