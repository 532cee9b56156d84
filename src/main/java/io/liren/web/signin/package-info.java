/** Sign-in, the first run, the initial password. */
@NullMarked
package io.liren.web.signin;

import org.jspecify.annotations.NullMarked;
