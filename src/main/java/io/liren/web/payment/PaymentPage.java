package io.liren.web.payment;

import io.liren.web.form.FormPage.Problem;
import io.liren.web.frame.Link;
import io.liren.web.frame.Option;
import io.liren.web.frame.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A period's payment list (发放册).
 *
 * @param lead its days: by when it is checked, paid, closed
 * @param periods the others to go to
 * @param acts what the reader can do with it now
 * @param pays records that everybody was paid in full; nothing when that can't be done
 * @param taken the steps so far
 * @param apart says that who prepares and who checks are never the same, and who has prepared
 */
public record PaymentPage(
        String title,
        Tag state,
        String lead,
        List<Option> periods,
        String action,
        Link export,
        List<Problem> errors,
        List<Act> acts,
        @Nullable Pays pays,
        List<Row> rows,
        Sums sums,
        List<Taken> taken,
        String apart) {
    /** A step; {@code why} whether it needs a reason. */
    public record Act(String action, String word, String label, boolean why, boolean main) {}

    /** Records the bank's payment of all that is still to be paid. */
    public record Pays(String action, String label, String day, String receiptLabel) {}

    /** Somebody on the list, or missing from it. */
    public record Row(
            Link who,
            String account,
            String granted,
            String due,
            String paid,
            String returned,
            String difference,
            List<Gap> gaps,
            List<Link> links) {}

    /** A difference: what it is, why if somebody has said so, else where it is explained. */
    public record Gap(Tag what, String why, @Nullable Explain explain) {}

    /** Explains a difference. */
    public record Explain(String id, String action, String entitled, String kind, String amount) {}

    /** The sums of the columns. */
    public record Sums(String granted, String due, String paid, String returned, String difference) {}

    /** A step that was taken. */
    public record Taken(String what, String who, String when, String note) {}
}
