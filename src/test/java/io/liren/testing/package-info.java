/** What tests of several packages need: one PostgreSQL for all of them. */
@NullMarked
package io.liren.testing;

import org.jspecify.annotations.NullMarked;
