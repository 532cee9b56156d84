/** What moves in and out, day by day, and what stands at the end of each day (结存). */
@NullMarked
package io.liren.balance;

import org.jspecify.annotations.NullMarked;
