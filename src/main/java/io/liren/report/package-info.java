/** Numbers for a period (报表); each cell opens onto its records. */
@NullMarked
package io.liren.report;

import org.jspecify.annotations.NullMarked;
