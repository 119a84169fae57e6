/** What the Costs page asks: one consistent report of costs over time and by dimension. */
@NullMarked
package dev.costinsights.contracts.costs;

import org.jspecify.annotations.NullMarked;
