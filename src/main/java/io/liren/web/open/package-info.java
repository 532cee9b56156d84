/** What is open to everyone without signing in (公开页面): the community's front page, and what guards its forms. */
@NullMarked
package io.liren.web.open;

import org.jspecify.annotations.NullMarked;
