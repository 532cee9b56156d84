/** Rulebooks (制度): the text as it hangs on the wall, with state and evidence. */
@NullMarked
package io.liren.web.rulebook;

import org.jspecify.annotations.NullMarked;
