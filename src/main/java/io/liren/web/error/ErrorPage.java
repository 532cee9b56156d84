package io.liren.web.error;

import io.liren.web.frame.Link;
import java.util.List;

/**
 * Something went wrong (出错).
 *
 * @param title what is so
 * @param text what to do
 * @param reference a number to quote when asking for help; may be empty
 * @param details lines that help; may be empty
 * @param links ways on
 */
public record ErrorPage(String title, String text, String reference, List<String> details, List<Link> links) {}
