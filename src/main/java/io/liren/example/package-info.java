/** Executable tests of the clause above them (示例). */
@NullMarked
package io.liren.example;

import org.jspecify.annotations.NullMarked;
