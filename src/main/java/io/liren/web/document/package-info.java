/** Documents (文书): issued from a record, and downloaded. */
@NullMarked
package io.liren.web.document;

import org.jspecify.annotations.NullMarked;
