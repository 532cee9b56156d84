/** The book as one department reads it (台账). */
@NullMarked
package io.liren.ledger;

import org.jspecify.annotations.NullMarked;
