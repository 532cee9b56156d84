/** How a computed value of a record came about (算法说明), line by line. */
@NullMarked
package io.liren.web.reason;

import org.jspecify.annotations.NullMarked;
