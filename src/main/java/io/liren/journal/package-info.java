/** The append-only, hash-chained list of every change (流水), and its verification. */
@NullMarked
package io.liren.journal;

import org.jspecify.annotations.NullMarked;
