/** What is published for a number of days, masked, with a way to object (公示). */
@NullMarked
package io.liren.notice;

import org.jspecify.annotations.NullMarked;
