/** Taking spreadsheets in: bring a file, confirm its columns, see what was found, enter. */
@NullMarked
package io.liren.web.importing;

import org.jspecify.annotations.NullMarked;
