/** The block payment-list (发放册): what was granted, is due, was paid and came back, and every difference explained. */
@NullMarked
package io.liren.payment;

import org.jspecify.annotations.NullMarked;
