/** Notices (公示): what the public sees beside what is held back, and the public page and poster. */
@NullMarked
package io.liren.web.notice;

import org.jspecify.annotations.NullMarked;
