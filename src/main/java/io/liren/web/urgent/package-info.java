/** The page for what is urgent (应急页). */
@NullMarked
package io.liren.web.urgent;

import org.jspecify.annotations.NullMarked;
