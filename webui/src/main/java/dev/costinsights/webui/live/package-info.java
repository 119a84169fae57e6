/** Tells open pages that totals changed; what they are, the pages ask for themselves. */
@NullMarked
package dev.costinsights.webui.live;

import org.jspecify.annotations.NullMarked;
