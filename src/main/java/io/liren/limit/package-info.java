/** What must always hold (限制): it blocks or it warns. */
@NullMarked
package io.liren.limit;

import org.jspecify.annotations.NullMarked;
