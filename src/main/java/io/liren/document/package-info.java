/** What is printed from a record, numbered, signed and sealed (文书). */
@NullMarked
package io.liren.document;

import org.jspecify.annotations.NullMarked;
