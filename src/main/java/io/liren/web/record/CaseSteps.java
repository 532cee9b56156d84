package io.liren.web.record;

import io.liren.web.form.Field;
import io.liren.web.form.FormPage;
import java.util.List;

/**
 * The steps of a case (办件流程), as a column.
 *
 * @param title the procedure's name
 * @param text which text of the rulebook holds for it
 */
public record CaseSteps(String title, Text text, List<Step> steps) {

    /**
     * Which text of the rulebook holds for the case.
     *
     * @param holds it in words
     * @param newer that another one runs today; empty if it is the same
     * @param differences what is different in that
     */
    public record Text(String holds, String newer, List<String> differences) {}

    /** One step. */
    public sealed interface Step {
        /** Its name. */
        String title();
    }

    /**
     * Taken.
     *
     * @param note why, or what was said of it; may be empty
     * @param recorded what was recorded with it, such as votes
     * @param by when and by whom
     */
    public record Done(String title, String note, List<Recorded> recorded, String by) implements Step {}

    /** A value recorded with a step. */
    public record Recorded(String label, String value) {}

    /**
     * Where the case stands.
     *
     * @param number its place in the column
     * @param who who may act
     * @param clock how long is left, in words: 还有 3 天; may be empty
     * @param clockDetail until when, and by which rule; may be empty
     * @param late whether the clock has run out
     * @param over whether the case is over
     * @param moves the ways on
     */
    public record Now(
            String number,
            String title,
            String who,
            String clock,
            String clockDetail,
            boolean late,
            boolean over,
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
     * @param label its name
     * @param action POST
     * @param ready whether the conditions hold and the reader may
     * @param missing why not, in words; empty when it is ready
     * @param who who may take it
     * @param suggestions what speaks for it; people decide
     * @param checks the conditions
     * @param errors what was wrong when it was tried
     * @param fields what the step asks for
     * @param main whether it is the way that the procedure expects
     */
    public record Move(
            String label,
            String action,
            boolean ready,
            String missing,
            String who,
            List<String> suggestions,
            List<Check> checks,
            List<FormPage.Problem> errors,
            List<Field> fields,
            boolean main) {
        /** Whether its fields are to be seen at once. */
        public boolean open() {
            return !errors.isEmpty();
        }
    }
}
