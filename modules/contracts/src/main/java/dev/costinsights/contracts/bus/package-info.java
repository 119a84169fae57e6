/** How messages travel: channels that are asked, topics that ring, one codec, one failure type. */
@NullMarked
package dev.costinsights.contracts.bus;

import org.jspecify.annotations.NullMarked;
