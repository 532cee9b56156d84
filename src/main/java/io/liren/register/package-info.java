/** The first kind of block: typed tables of facts (登记簿), and their one way in. */
@NullMarked
package io.liren.register;

import org.jspecify.annotations.NullMarked;
