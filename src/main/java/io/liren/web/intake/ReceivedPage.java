package io.liren.web.intake;

import io.liren.web.form.Field;
import io.liren.web.form.FormPage.Problem;
import io.liren.web.frame.Link;
import io.liren.web.frame.Option;
import io.liren.web.frame.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A thing sent in (来件).
 *
 * @param lead when it came
 * @param opening where it is opened (POST with {@code purpose}); empty once it is open
 * @param purpose what it is opened for
 * @param said what was sent, once it is open
 * @param masked who sent it, each behind a purpose
 * @param became the record it became, or nothing
 * @param reply what was replied; may be empty
 * @param accepting the form that makes a record of it, or nothing
 * @param answering where a reply in words is sent (POST); empty if that is not possible
 */
public record ReceivedPage(
        String title,
        String lead,
        Tag state,
        List<Problem> errors,
        String opening,
        String purpose,
        List<Said> said,
        List<Masked> masked,
        @Nullable Link became,
        String reply,
        @Nullable Accepting accepting,
        String answering) {
    /** What was typed into a field. */
    public record Said(String label, String words) {}

    /** A masked value: {@code action} takes the purpose (POST). */
    public record Masked(String id, String label, String shown, String action, List<Option> purposes) {}

    /** Makes a record of it; {@code reason}: the field that asks why it goes on in spite of warnings, or nothing. */
    public record Accepting(
            String action, List<Field> fields, @Nullable Field reason, String button) {}
}
