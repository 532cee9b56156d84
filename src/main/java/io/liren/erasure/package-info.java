/** What is erased for good once a person has recorded that its time is over (销毁). */
@NullMarked
package io.liren.erasure;

import org.jspecify.annotations.NullMarked;
