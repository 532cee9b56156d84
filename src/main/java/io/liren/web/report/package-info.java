/** Reports (报表): the sheet as it goes up, each number open to its records. */
@NullMarked
package io.liren.web.report;

import org.jspecify.annotations.NullMarked;
