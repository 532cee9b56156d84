/** Who looks, from which post and for what; masks and the log of looks. */
@NullMarked
package io.liren.access;

import org.jspecify.annotations.NullMarked;
