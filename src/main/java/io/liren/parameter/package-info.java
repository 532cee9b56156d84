/** Numbers that a locality sets (参数), dated, with their source. */
@NullMarked
package io.liren.parameter;

import org.jspecify.annotations.NullMarked;
