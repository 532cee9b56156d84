/** What the office above sees (街道): which community has sent which report, the sums; numbers, never persons. */
@NullMarked
package io.liren.web.street;

import org.jspecify.annotations.NullMarked;
