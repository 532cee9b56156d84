/** The pages without an engine: every template on made-up data. */
@NullMarked
package io.liren.web;

import org.jspecify.annotations.NullMarked;
