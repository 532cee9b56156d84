/** Tables, views, indexes, the migration plan and the core tables. */
@NullMarked
package io.liren.schema;

import org.jspecify.annotations.NullMarked;
