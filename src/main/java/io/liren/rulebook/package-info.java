/** Reads rulebooks (制度): Markdown and YAML become clauses and raw blocks, each with its place. Knows no kind of block. */
@NullMarked
package io.liren.rulebook;

import org.jspecify.annotations.NullMarked;
