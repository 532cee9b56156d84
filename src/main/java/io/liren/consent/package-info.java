/** Kinds of data that rest on a person's consent (同意): asked for with a notice, given, refused, withdrawn as easily. */
@NullMarked
package io.liren.consent;

import org.jspecify.annotations.NullMarked;
