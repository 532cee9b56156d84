/** The engine's derivation measured against hand-written SQL and against a loop in the JVM, which must find the same. */
@NullMarked
package io.liren.bench;

import org.jspecify.annotations.NullMarked;
