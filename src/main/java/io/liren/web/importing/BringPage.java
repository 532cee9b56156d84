package io.liren.web.importing;

import io.liren.web.form.FormPage.Problem;
import io.liren.web.frame.Link;
import java.util.List;

/**
 * Bringing a file.
 *
 * @param action where it is sent to
 * @param template an empty workbook with the register's fields as its heading
 * @param errors why the last file was not read
 * @param fields the register's fields, those needed marked
 */
public record BringPage(
        String title,
        String lead,
        String action,
        Link template,
        Link back,
        List<Problem> errors,
        List<String> fields) {}
