/** A service of one's own that records costs and reads metrics over the event bus of Cost Insights. */
@NullMarked
package dev.costinsights.example;

import org.jspecify.annotations.NullMarked;
