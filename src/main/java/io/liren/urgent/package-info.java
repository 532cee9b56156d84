/** What must be recorded at once (急办): begun by one tap, its clocks in minutes, numbers to call beside it. */
@NullMarked
package io.liren.urgent;

import org.jspecify.annotations.NullMarked;
