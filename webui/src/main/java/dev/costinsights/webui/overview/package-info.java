/** The Overview page: profit, when it was made, what changed it, and on whom it is lost. */
@NullMarked
package dev.costinsights.webui.overview;

import org.jspecify.annotations.NullMarked;
