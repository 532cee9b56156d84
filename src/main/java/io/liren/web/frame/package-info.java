/** What every page stands in: the frame, the words of the interface, the small parts that pages share. */
@NullMarked
package io.liren.web.frame;

import org.jspecify.annotations.NullMarked;
