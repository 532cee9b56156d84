/** Planned occasions in a calendar (系列), who is on duty, and whether they were held: planned = held = recorded. */
@NullMarked
package io.liren.series;

import org.jspecify.annotations.NullMarked;
