/** What a write sets off in every rulebook (影响), found by comparing how things stand before and after it. */
@NullMarked
package io.liren.effect;

import org.jspecify.annotations.NullMarked;
