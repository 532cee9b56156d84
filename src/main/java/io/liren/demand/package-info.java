/** Where tables that others ask for are noted (要表登记): who asked, on what basis, how many minutes it took. */
@NullMarked
package io.liren.demand;

import org.jspecify.annotations.NullMarked;
