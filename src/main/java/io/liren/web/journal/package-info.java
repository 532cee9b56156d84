/** The journal (流水) and its check. */
@NullMarked
package io.liren.web.journal;

import org.jspecify.annotations.NullMarked;
