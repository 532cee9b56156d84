package io.liren.web.notice;

import io.liren.web.form.Field;
import io.liren.web.form.FormPage.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A notice as the public reads it (公示).
 *
 * @param until until when, in words
 * @param errors what has to be changed in the objection
 * @param objecting the form for an objection, or nothing
 */
public record PublicNoticePage(
        NoticePage.Sheet sheet,
        String until,
        List<Problem> errors,
        @Nullable Objecting objecting) {
    /** The form for an objection. {@code trap}: the field that people do not see. */
    public record Objecting(String action, String trap, List<Field> fields, boolean open) {}
}
