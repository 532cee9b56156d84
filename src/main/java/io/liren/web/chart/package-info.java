/** Charts (图表): where people would rather look than read, each with its numbers. */
@NullMarked
package io.liren.web.chart;

import org.jspecify.annotations.NullMarked;
