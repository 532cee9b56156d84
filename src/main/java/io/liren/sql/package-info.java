/** SQL as text with binds, and the one door to the database: it opens transactions, sets communities and role. */
@NullMarked
package io.liren.sql;

import org.jspecify.annotations.NullMarked;
