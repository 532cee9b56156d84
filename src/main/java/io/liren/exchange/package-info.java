/** Spreadsheets and other shapes in and out. */
@NullMarked
package io.liren.exchange;

import org.jspecify.annotations.NullMarked;
