/** One list page for every register and ledger (登记簿、台账), and the overviews of both. */
@NullMarked
package io.liren.web.list;

import org.jspecify.annotations.NullMarked;
