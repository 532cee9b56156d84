/** A score sheet (考评) of an organisation and its work: items computed from the facts, items scored by people. Never of a person. */
@NullMarked
package io.liren.appraisal;

import org.jspecify.annotations.NullMarked;
