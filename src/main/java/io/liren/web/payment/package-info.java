/** The pages of payment lists (发放册): the months, one month with every difference, and its steps. */
@NullMarked
package io.liren.web.payment;

import org.jspecify.annotations.NullMarked;
