/** Labels in Chinese and English, and the only formats of dates, money and numbers. */
@NullMarked
package io.liren.wording;

import org.jspecify.annotations.NullMarked;
