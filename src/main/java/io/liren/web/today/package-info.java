/** Today (今日): what is owed, joined by the act that settles it. */
@NullMarked
package io.liren.web.today;

import org.jspecify.annotations.NullMarked;
