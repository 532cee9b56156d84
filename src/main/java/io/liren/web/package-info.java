/** Pages by feature; the only home of Spring MVC and Security. */
@NullMarked
package io.liren.web;

import org.jspecify.annotations.NullMarked;
