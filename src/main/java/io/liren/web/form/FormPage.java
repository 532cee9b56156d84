package io.liren.web.form;

import io.liren.web.frame.EffectPanel;
import io.liren.web.frame.Link;
import io.liren.web.frame.Option;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A form (登记、更正): made from the fields of a register.
 *
 * @param title what is entered: 登记走访
 * @param lead one line under it; may be empty
 * @param action where it is sent (POST, multipart)
 * @param fresh whether a draft kept in the browser may be put back; false when the values come from what was just sent
 * @param hidden parameters sent along unseen: the version that was read, where to go on
 * @param errors what has to be changed; empty when nothing is wrong
 * @param warnings what is unusual: saved all the same only with a reason
 * @param conflict what somebody else changed meanwhile, or nothing
 * @param confirm what saving does in every rulebook, to be confirmed first, or nothing
 * @param groups the fields
 * @param reason the field that asks why a record is corrected, or nothing
 * @param previewAction where the preview is asked for (POST)
 * @param preview what saving will do
 * @param save the button
 * @param saveNext saves and opens the next one, or nothing
 * @param cancel the way back
 */
public record FormPage(
        String title,
        String lead,
        String action,
        boolean fresh,
        List<Hidden> hidden,
        List<Problem> errors,
        @Nullable Warnings warnings,
        @Nullable Conflict conflict,
        @Nullable EffectPanel confirm,
        List<Group> groups,
        @Nullable Field reason,
        String previewAction,
        Preview preview,
        String save,
        @Nullable String saveNext,
        Link cancel) {

    /** A parameter sent along. */
    public record Hidden(String name, String value) {}

    /** One line of the summary. {@code field} is the field's id; empty when it concerns the whole. */
    public record Problem(String field, String text) {}

    /** Fields that belong together; the title may be empty. */
    public record Group(String title, List<Field> fields) {}

    /** What is unusual, and the field that takes the reason for going on. */
    public record Warnings(List<String> texts, Field reason) {}

    /**
     * Somebody else changed the record meanwhile (同时修改).
     *
     * @param words who and when
     */
    public record Conflict(String words, List<Difference> differences) {}

    /** One field: as it stands now, as it was typed. {@code choice} is sent under {@code name}. */
    public record Difference(String name, String label, String theirs, String yours, List<Option> choice) {}
}
