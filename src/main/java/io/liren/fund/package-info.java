/** Money kept for others (经费): accounts whose balance is proved, what is owed upward, dues, and who may check it. */
@NullMarked
package io.liren.fund;

import org.jspecify.annotations.NullMarked;
