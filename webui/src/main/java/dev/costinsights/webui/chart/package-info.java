/** Chart geometry: series of amounts become the strings of SVG attributes. */
@NullMarked
package dev.costinsights.webui.chart;

import org.jspecify.annotations.NullMarked;
