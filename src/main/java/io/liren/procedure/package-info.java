/** States of a record, who may move it on, and what must be there first (流程). */
@NullMarked
package io.liren.procedure;

import org.jspecify.annotations.NullMarked;
