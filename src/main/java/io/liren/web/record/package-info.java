/** One record (记录): facts, what it counts for, relations, history, and its case if it is one. */
@NullMarked
package io.liren.web.record;

import org.jspecify.annotations.NullMarked;
