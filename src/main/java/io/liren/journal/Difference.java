package io.liren.journal;

import io.liren.wording.Label;
import java.util.Optional;
import java.util.UUID;

/**
 * Where a table and the journal part.
 *
 * @param position of the last entry that bears on it; 0 if there is none
 * @param register a register's full id, or what else was written, as entries name it
 * @param field the field that differs; empty: the record as a whole
 * @param expected what the journal says, as text; empty where the record as a whole differs
 * @param found what the table holds, as text
 */
public record Difference(
        UUID community,
        long position,
        String register,
        UUID record,
        Optional<String> field,
        Label what,
        String expected,
        String found) {
    /** Where a value differs. */
    public static Difference ofField(
            UUID community, long position, String register, UUID record, String field, Object expected, Object found) {
        return new Difference(
                community,
                position,
                register,
                record,
                Optional.of(field),
                new Label("表里的值与流水不同", "the table holds another value than the journal"),
                String.valueOf(expected),
                String.valueOf(found));
    }

    /** What the journal tells of and the table lacks. */
    public static Difference missing(UUID community, long position, String register, UUID record) {
        return whole(community, position, register, record, new Label("流水里有,表里没有", "in the journal, not in the table"));
    }

    /** What the table holds and no entry tells of. */
    public static Difference unheardOf(UUID community, String register, UUID record) {
        return whole(community, 0, register, record, new Label("表里有,流水里没有", "in the table, not in the journal"));
    }

    /** Where a record as a whole differs. */
    public static Difference whole(UUID community, long position, String register, UUID record, Label what) {
        return new Difference(community, position, register, record, Optional.empty(), what, "", "");
    }

    /** The same with a name for what differs. */
    public Difference at(String name) {
        return new Difference(community, position, register, record, Optional.of(name), what, expected, found);
    }

    /** All of it in one sentence. */
    public Label inWords() {
        String where = register + " " + record + field.map(f -> " " + f).orElse("");
        Label values = expected.equals(found)
                ? Label.same("")
                : new Label(";流水:" + expected + ",表:" + found, "; journal: " + expected + ", table: " + found);
        return new Label(
                where + ":" + what.zh() + (position == 0 ? "" : "(流水第 " + position + " 条)") + values.zh(),
                where + ": " + what.en() + (position == 0 ? "" : " (entry " + position + ")") + values.en());
    }
}
