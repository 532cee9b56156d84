package io.liren.block;

import io.liren.calendar.DayUnit;
import io.liren.rulebook.YamlScalar;

/**
 * A length of time as written: {@code 5 days}, {@code 3 workdays}, {@code param.approval_months months}.
 *
 * @param count a number or an expression
 */
public record Span(YamlScalar count, DayUnit unit) {}
