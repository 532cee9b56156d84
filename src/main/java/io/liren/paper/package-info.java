/** Paper: documents that Word opens, and their PDF. It knows nothing of what stands in them. */
@NullMarked
package io.liren.paper;

import org.jspecify.annotations.NullMarked;
