/** Tables in files (工作簿): xlsx and csv read line by line within limits, and written back. It knows nothing of what stands in them. */
@NullMarked
package io.liren.workbook;

import org.jspecify.annotations.NullMarked;
