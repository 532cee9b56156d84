package io.liren.web.filling;

import io.liren.web.form.FormPage.Problem;
import io.liren.web.frame.Link;
import io.liren.web.frame.Option;
import java.util.List;

/**
 * Filling in a table that others ask for.
 *
 * @param began when the page was opened, in seconds since 1970: the minutes count from there
 * @param demands where the request can be noted
 * @param registers whose records may fill it
 * @param all the list of all such requests
 */
public record FillingPage(
        String title,
        String lead,
        String action,
        long began,
        List<Problem> errors,
        List<Option> demands,
        List<Option> registers,
        String search,
        String askedBy,
        String basis,
        String purpose,
        Link all) {}
