/** The block stock (物资): items and batches whose balance is proved on any day, expiry, and stocktakes with every difference explained. */
@NullMarked
package io.liren.stock;

import org.jspecify.annotations.NullMarked;
