/** Why a value is what it is (算法说明): each input, the rule in words, each parameter with its day and source, the result. */
@NullMarked
package io.liren.reason;

import org.jspecify.annotations.NullMarked;
