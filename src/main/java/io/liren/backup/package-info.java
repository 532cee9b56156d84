/** A whole database as one file, in open formats: CSV, Markdown, JSON in a zip, sealed with a passphrase on request. */
@NullMarked
package io.liren.backup;

import org.jspecify.annotations.NullMarked;
