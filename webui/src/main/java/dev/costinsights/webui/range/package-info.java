/** Which days a page shows, by what interval: in the address, in words, in the header of the page. */
@NullMarked
package dev.costinsights.webui.range;

import org.jspecify.annotations.NullMarked;
