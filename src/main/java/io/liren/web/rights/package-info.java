/** What is held about a person (本人信息), who looked, and a copy to hand over. */
@NullMarked
package io.liren.web.rights;

import org.jspecify.annotations.NullMarked;
