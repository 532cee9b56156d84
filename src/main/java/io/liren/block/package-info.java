/** What a kind of block (条款块) can do, and the compiler that turns rulebooks into the edition that runs. */
@NullMarked
package io.liren.block;

import org.jspecify.annotations.NullMarked;
