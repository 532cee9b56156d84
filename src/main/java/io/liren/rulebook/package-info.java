/** From Markdown and YAML to rulebooks, clauses and raw blocks; places and diagnostics. Knows no kind of block. */
@NullMarked
package io.liren.rulebook;

import org.jspecify.annotations.NullMarked;
