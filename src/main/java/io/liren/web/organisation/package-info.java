/** Pages of how organisations work (组织工作): plans, funds and dues, appraisals, elections, the calendar, minutes. */
@NullMarked
package io.liren.web.organisation;

import org.jspecify.annotations.NullMarked;
