/** Tables that others send to be filled in (填表): what the registers know goes into them, in their own format. */
@NullMarked
package io.liren.filling;

import org.jspecify.annotations.NullMarked;
