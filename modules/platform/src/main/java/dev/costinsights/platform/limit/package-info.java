/** How often something may be done. */
@NullMarked
package dev.costinsights.platform.limit;

import org.jspecify.annotations.NullMarked;
