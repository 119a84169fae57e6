/** How amounts, changes, counts and days read on a page; the only place that turns numbers into words. */
@NullMarked
package dev.costinsights.webui.format;

import org.jspecify.annotations.NullMarked;
