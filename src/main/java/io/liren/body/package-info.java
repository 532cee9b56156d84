/** Bodies that meet (组织): who is a member on a day, whether a meeting was quorate and heard what it had to. */
@NullMarked
package io.liren.body;

import org.jspecify.annotations.NullMarked;
