/** The sample block (抽查): a random draw of entries, with a seed told beforehand, to be checked in the field by someone else. */
@NullMarked
package io.liren.sample;

import org.jspecify.annotations.NullMarked;
