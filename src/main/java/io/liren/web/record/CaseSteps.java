package io.liren.web.record;

import io.liren.web.form.Field;
import java.util.List;

/**
 * The steps of a case (办件流程), as a column.
 *
 * @param title the procedure's name
 */
public record CaseSteps(String title, List<Step> steps) {

    /** One step. */
    public sealed interface Step {
        /** Its name. */
        String title();
    }

    /**
     * Taken.
     *
     * @param note what came of it; may be empty
     * @param by when and by whom
     */
    public record Done(String title, String note, String by) implements Step {}

    /**
     * Where the case stands.
     *
     * @param number its place in the column
     * @param who who may act
     * @param clock how long is left, in words: 还有 3 天; may be empty
     * @param clockDetail until when, and why then; may be empty
     * @param late whether the clock has run out
     * @param checks the conditions
     * @param moves the ways on
     */
    public record Now(
            String number,
            String title,
            String who,
            String clock,
            String clockDetail,
            boolean late,
            List<Check> checks,
            List<Move> moves)
            implements Step {}

    /** Still to come. */
    public record Waiting(String number, String title, String note) implements Step {}

    /**
     * A condition (条件).
     *
     * @param met whether it holds
     * @param text what holds or what is missing
     * @param linkText where to see to it; empty for nowhere
     */
    public record Check(boolean met, String text, String linkText, String linkHref) {}

    /**
     * A way on.
     *
     * @param action POST
     * @param ready whether the conditions hold and the reader may
     * @param missing why not, in words; empty when it is ready
     * @param fields what the step asks for
     * @param main whether it is the way that the procedure expects
     */
    public record Move(String label, String action, boolean ready, String missing, List<Field> fields, boolean main) {}
}
