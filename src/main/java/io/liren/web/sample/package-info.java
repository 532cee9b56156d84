/** Pages of samples (抽查): the seed, the draw, what is to be checked and what was found. */
@NullMarked
package io.liren.web.sample;

import org.jspecify.annotations.NullMarked;
