/** What a kind of block is, the compiler, and the checked set of rulebooks that runs. */
@NullMarked
package io.liren.block;

import org.jspecify.annotations.NullMarked;
