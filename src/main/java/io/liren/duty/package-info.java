/** What a clause asks for (任务), one instance per subject and period. */
@NullMarked
package io.liren.duty;

import org.jspecify.annotations.NullMarked;
