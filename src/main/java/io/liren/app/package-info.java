/** Launcher, PostgreSQL supervisor, command line, wiring. */
@NullMarked
package io.liren.app;

import org.jspecify.annotations.NullMarked;
