/** Doors for other programs (外接): calendars on phones, tokens of the API, webhooks. */
@NullMarked
package io.liren.web.door;

import org.jspecify.annotations.NullMarked;
