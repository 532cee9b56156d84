/** What is meant to be done in a year (计划), its progress from the facts, and the summary drafted from both. */
@NullMarked
package io.liren.plan;

import org.jspecify.annotations.NullMarked;
