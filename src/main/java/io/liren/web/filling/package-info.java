/** Tables that others ask for: bring one, have it filled in, and it is noted. */
@NullMarked
package io.liren.web.filling;

import org.jspecify.annotations.NullMarked;
