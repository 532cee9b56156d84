/** The API (接口): the same facts for other programs, under the same checks, guards, masks and journal as the pages. */
@NullMarked
package io.liren.web.api;

import org.jspecify.annotations.NullMarked;
