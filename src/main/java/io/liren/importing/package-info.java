/** Spreadsheets as offices keep them, matched with a register and taken in (导入). It knows no register. */
@NullMarked
package io.liren.importing;

import org.jspecify.annotations.NullMarked;
