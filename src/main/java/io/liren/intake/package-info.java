/** What residents send in from a public page, before it is a record (来件). */
@NullMarked
package io.liren.intake;

import org.jspecify.annotations.NullMarked;
