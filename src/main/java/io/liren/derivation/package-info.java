/** Runs what kinds compiled: occurrences, states, evidence, and the cache. */
@NullMarked
package io.liren.derivation;

import org.jspecify.annotations.NullMarked;
