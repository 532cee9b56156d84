/** The one clock, periods and working days. */
@NullMarked
package io.liren.calendar;

import org.jspecify.annotations.NullMarked;
