/** The pages of a consent (同意): its notice, the answers, and what a withdrawal erases. */
@NullMarked
package io.liren.web.consent;

import org.jspecify.annotations.NullMarked;
