package io.liren.web.signin;

import io.liren.web.form.Field;
import io.liren.web.form.FormPage.Problem;
import java.util.List;

/**
 * A small form before the frame: sign-in (登录), the first password, the first run.
 *
 * @param lead what it is for; may be empty
 * @param action where it is sent (POST)
 * @param save the button
 * @param notes what one should know, under the form
 */
public record SignInPage(
        String title,
        String lead,
        String action,
        List<Problem> errors,
        List<Field> fields,
        String save,
        List<String> notes) {}
