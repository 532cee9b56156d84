/** Text with binds, and the one door to a transaction; it sets communities and role. */
@NullMarked
package io.liren.sql;

import org.jspecify.annotations.NullMarked;
