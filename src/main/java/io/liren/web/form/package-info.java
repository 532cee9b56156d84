/** One form page for every register, made from its fields. */
@NullMarked
package io.liren.web.form;

import org.jspecify.annotations.NullMarked;
