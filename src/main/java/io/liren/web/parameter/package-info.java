/** Parameters (参数): value, unit, day, source, history. */
@NullMarked
package io.liren.web.parameter;

import org.jspecify.annotations.NullMarked;
