/** Elections (选举): who stands, whether enough came, the ballot as the tellers count it, and who is elected. */
@NullMarked
package io.liren.election;

import org.jspecify.annotations.NullMarked;
