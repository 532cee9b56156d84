package io.liren.web.intake;

import io.liren.web.form.Field;
import io.liren.web.form.FormPage.Problem;
import java.util.List;

/**
 * A form that residents send in (公开表单).
 *
 * @param intro what stands above it; may be empty
 * @param trap the field that people do not see
 * @param fields what is asked
 * @param who name and contact, and whether they are needed
 */
public record PublicFormPage(
        String title,
        String intro,
        String action,
        String trap,
        List<Problem> errors,
        List<Field> fields,
        String whoTitle,
        List<Field> who) {}
