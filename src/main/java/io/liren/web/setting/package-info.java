/** Settings (设置): users and posts, and the doors to the rest. */
@NullMarked
package io.liren.web.setting;

import org.jspecify.annotations.NullMarked;
