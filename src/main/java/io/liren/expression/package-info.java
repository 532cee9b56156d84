/** Types, the CEL front end, the SQL back end and evaluation in the JVM. */
@NullMarked
package io.liren.expression;

import org.jspecify.annotations.NullMarked;
