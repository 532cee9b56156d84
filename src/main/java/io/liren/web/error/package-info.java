/** Pages that say what went wrong and what to do. */
@NullMarked
package io.liren.web.error;

import org.jspecify.annotations.NullMarked;
