/** Search results, and the places where one may enter something. */
@NullMarked
package io.liren.web.search;

import org.jspecify.annotations.NullMarked;
