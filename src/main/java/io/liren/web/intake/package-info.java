/** What residents send in (来件): the public forms, and the page on which a worker makes records of it. */
@NullMarked
package io.liren.web.intake;

import org.jspecify.annotations.NullMarked;
