package io.liren.web.open;

import io.liren.web.frame.Link;

/**
 * It has been sent (已提交).
 *
 * @param code to follow it by; it is said only here
 * @param follow where to
 * @param back where one came from
 */
public record SentPage(String title, String lead, String code, Link follow, Link back) {}
